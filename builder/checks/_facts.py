"""What several checks read of an entity: all its values with their places, and their evidence."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from builder.model.catalog import Catalog, Location
from builder.model.entities import Sourced
from builder.model.fields import Citation


class Value(NamedTuple):
    """One value of an entity: where it stands, the field of the shapes that holds it, and itself.

    What stands in a mapping under a name of the author's own choice has no field.
    """

    location: Location
    field: str
    value: Any


def values(fact: Any, location: Location = (), field: str = "") -> Iterator[Value]:
    """Yield every single value inside `fact`; what is absent is left out."""
    if isinstance(fact, BaseModel):
        for name in type(fact).model_fields:
            yield from values(getattr(fact, name), (*location, name), name)
    elif isinstance(fact, tuple):
        for index, item in enumerate(fact):
            yield from values(item, (*location, index), field)
    elif isinstance(fact, Mapping):
        for key, item in fact.items():
            yield from values(item, (*location, key))
    elif fact is not None:
        yield Value(location, field, fact)


def spelled(location: Location) -> str:
    """Return a location as people write it: `listings.0.on`."""
    return ".".join(map(str, location))


def evidence(catalog: Catalog, file: Sourced, own: str | Citation | None = None) -> str | None:
    """Return how good the evidence of a fact is: its own source's, or else its file's."""
    reference = file.source if own is None else own
    if isinstance(reference, Citation):
        return reference.evidence
    source = catalog.sources.get(reference)
    return source.evidence if source else None
