"""Every id that a fact mentions belongs to an entity of the catalog."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.mentions import mentions
from builder.model.panel import Panel


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find ids that no file of the kind has."""
    for kind, entity in catalog.everything():
        for location, target, value in mentions(entity):
            if not catalog.has(target, value):
                yield Finding(
                    catalog.place(kind, entity.id, *location),
                    Severity.ERROR,
                    "references",
                    f"`{'.'.join(map(str, location))}` names `{value}`, and data/catalog/{target} "
                    f"has no {value}.yml",
                    _advice(value, target, catalog),
                )


def _advice(value: str, target: str, catalog: Catalog) -> str:
    near = get_close_matches(value, catalog.entities[target], n=1)
    return f"did you mean `{near[0]}`?" if near else f"add data/catalog/{target}/{value}.yml"
