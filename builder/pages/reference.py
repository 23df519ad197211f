"""One reference page per kind: every key of its files, drawn from the schema that editors use."""

from collections.abc import Iterator
from typing import Any

from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import KINDS
from builder.model.paths import reference_page
from builder.model.schema import Part, parts
from builder.model.site import Page, Site


def view(site: Site) -> Iterator[Page]:
    """Yield the reference page of every kind."""
    for kind in KINDS:
        whole, *inner = parts(kind)
        yield Page(
            reference_page(kind),
            f"Writing {kind}",
            f"Every key that a file of data/catalog/{kind} may hold, with its meaning.",
            "reference.md.j2",
            {
                "kind": kind,
                "files": len(site.catalog.entities.get(kind, {})),
                "whole": _told(kind, whole),
                "inner": [_told(kind, part) for part in inner],
            },
        )


def _told(kind: str, part: Part) -> dict[str, Any]:
    name = part.name or kind
    columns = (
        Column("key", "Key"),
        Column("form", "What stands there"),
        Column("meaning", "Meaning"),
        Column("example", "Example"),
    )
    rows = tuple(
        (
            Cell(f"{key.name}, required" if key.required else key.name),
            Cell(key.form),
            Cell(key.meaning),
            Cell(key.example),
        )
        for key in part.keys
    )
    return {
        "name": name,
        "meaning": part.meaning,
        "table": table(Table(f"keys-{name}", f"The keys of {name}", columns, rows, sortable=False)),
    }
