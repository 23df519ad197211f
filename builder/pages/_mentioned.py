"""Which entities mention an entity: what a page of facts lists at its foot."""

from builder.model.entities import Entity
from builder.model.mentions import mentions
from builder.model.site import Site
from builder.pages._every_fact import LINKED

#: An entity that mentions another, with its kind.
Mentioning = tuple[str, Entity]


def mentioning(site: Site, kind: str, own: str) -> list[Mentioning]:
    """Return the entities with a page of their own that mention this one."""
    return site.once("mentioned", lambda: _mentioned(site)).get((kind, own), [])


def _mentioned(site: Site) -> dict[tuple[str, str], list[Mentioning]]:
    found: dict[tuple[str, str], list[Mentioning]] = {}
    for kind, entity in site.catalog.everything():
        if kind in LINKED:
            for target in dict.fromkeys(m[1:] for m in mentions(entity)):
                found.setdefault(target, []).append((kind, entity))
    return found
