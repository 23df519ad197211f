"""No name is longer than a line: it would break every table that it stands in."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

LONGEST = 80
BAD = {"countries/xx": f"name: {'Long ' * 20}land\nsource: atlas\n"}
GOOD = {"countries/xx": "name: Shortland\nsource: atlas\n"}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find names that are longer than LONGEST letters."""
    for kind, entities in catalog.entities.items():
        for entity in entities.values():
            if len(entity.name) > LONGEST:
                place = catalog.place(kind, entity.id, "name")
                told = f"has a name of {len(entity.name)} letters"
                yield Finding(place, Severity.WARNING, "short-name", told, "find a shorter one")
