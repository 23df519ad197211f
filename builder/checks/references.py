"""Every id that a fact mentions belongs to an entity of the catalog."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from builder.model.catalog import Catalog, Location
from builder.model.entities import Entity, Family, Model, Organization, Source
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

#: Which field of which shape mentions an entity of which kind.
REFERENCES: dict[type[Entity], dict[Location, str]] = {
    Organization: {
        ("country",): "countries",
        ("disputed",): "countries",
        ("parent_country",): "countries",
    },
    Family: {("organization",): "organizations"},
    Model: {
        ("organization",): "organizations",
        ("family",): "families",
        ("base",): "models",
        ("licence", "id"): "licences",
    },
    Source: {("successor",): "sources"},
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find ids that no file of the kind has."""
    for kind, entity in catalog.everything():
        for location, target, value in (*_references(entity), *_sources(entity)):
            if not catalog.has(target, value):
                yield Finding(
                    catalog.place(kind, entity.id, *location),
                    Severity.ERROR,
                    "references",
                    f"`{'.'.join(map(str, location))}` names `{value}`, and data/catalog/{target} "
                    f"has no {value}.yml",
                    _advice(value, target, catalog),
                )


def _references(entity: Entity) -> Iterator[tuple[Location, str, str]]:
    for location, target in REFERENCES.get(type(entity), {}).items():
        value: Any = entity
        for step in location:
            value = getattr(value, str(step), None)
        if isinstance(value, tuple):
            yield from (((*location, i), target, item) for i, item in enumerate(value))
        elif value is not None:
            yield location, target, value


def _sources(value: Any, location: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Yield every `source` that is the id of a source's file, however deep it stands."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name == "source" and isinstance(inner, str):
                yield (*location, name), "sources", inner
            else:
                yield from _sources(inner, (*location, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _sources(item, (*location, index))


def _advice(value: str, target: str, catalog: Catalog) -> str:
    near = get_close_matches(value, catalog.entities[target], n=1)
    return f"did you mean `{near[0]}`?" if near else f"add data/catalog/{target}/{value}.yml"
