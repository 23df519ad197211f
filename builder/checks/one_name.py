"""No two entities of a kind go by one name: a reader could not tell them apart."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "organizations/alpha-two": """\
name: Alpha      # as data/catalog/organizations/alpha.yml is called
source: atlas
country: aa
roles: [models]
"""
}
GOOD = {
    "organizations/alpha-two": """\
name: Alpha Two
source: atlas
country: aa
roles: [models]
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find names and aliases that another entity of the kind has."""
    for kind, entities in catalog.entities.items():
        first: dict[str, str] = {}
        for entity in entities.values():
            for key, name in (("name", entity.name), *(("aliases", a) for a in entity.aliases)):
                owner = first.setdefault(name.casefold(), entity.id)
                if owner != entity.id:
                    yield Finding(
                        catalog.place(kind, entity.id, key),
                        Severity.ERROR,
                        "one-name",
                        f"is called `{name}`, as {owner} is",
                        "merge the two files, or say in the name what sets them apart",
                    )
