"""The small pretend world on disk, and catalogs made of a few lines of text.

`tests/world/small/README.md` shows its figures; tests reckon with them by hand.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from builder.claims import Evidence, judge_all
from builder.metrics import derive
from builder.model.catalog import Catalog
from builder.model.entities import KINDS, Entity
from builder.model.finding import Finding
from builder.model.health import health
from builder.model.panel import Panel
from builder.model.site import Site
from builder.store.archive import Archive
from builder.store.catalog import read_catalog, read_entity

SMALL = Path(__file__).parent / "small"
#: The day after which the archive of the small world holds nothing newer.
LAST_DAY = date(2026, 11, 9)


@cache
def small_catalog() -> Catalog:
    """Return the catalog of the small world."""
    catalog, findings = read_catalog(SMALL / "data/catalog", SMALL)
    assert findings == ()
    return catalog


@cache
def small_panel(as_of: date = LAST_DAY) -> Panel:
    """Return what the small world's archive knew on `as_of`."""
    return Archive(SMALL / "data/archive").read().as_of(as_of)


@cache
def small_site(as_of: date = LAST_DAY) -> Site:
    """Return the small world on one day, derived, without its downloads."""
    catalog, panel = small_catalog(), small_panel(as_of)
    states = {name: health(name, source, panel, as_of) for name, source in catalog.sources.items()}
    derived = derive(panel, catalog, as_of)
    verdicts = judge_all(Evidence(as_of, catalog, panel, derived, states))
    return Site(as_of, catalog, panel, derived, states, verdicts=verdicts)


def catalog_from(
    texts: Mapping[str, str], base: Catalog | None = None
) -> tuple[Catalog, tuple[Finding, ...]]:
    """Return `base` with the files `texts` (by `kind/id`) laid over it, and what was found."""
    under = base or Catalog({})
    entities: dict[str, dict[str, Entity]] = {
        kind: dict(under.entities.get(kind, {})) for kind in KINDS
    }
    places = dict(under.places)
    findings: list[Finding] = []
    for path, text in texts.items():
        kind, entity_id = path.split("/")
        shown = f"data/catalog/{path}.yml"
        entity, place, found = read_entity(kind, entity_id, text.encode(), shown)
        findings += found
        if entity:
            entities[kind][entity_id] = entity
            places[(kind, entity_id)] = place
    ordered = {kind: dict(sorted(of_kind.items())) for kind, of_kind in entities.items()}
    return Catalog(ordered, places), tuple(findings)


def empty_catalog() -> Catalog:
    """Return a catalog that knows nothing."""
    return Catalog({kind: {} for kind in KINDS})
