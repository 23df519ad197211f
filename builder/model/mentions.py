"""Which ids an entity mentions, and of which kind each must be: read from the shapes themselves."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from builder.model.catalog import Location
from builder.model.entities import Entity
from builder.model.fields import Refers

Mention = tuple[Location, str, str]


def mentions(entity: Entity) -> Iterator[Mention]:
    """Yield where `entity` names another one, of which kind that must be, and its id."""
    yield from _in_shape(entity, ())


def _in_shape(value: BaseModel, location: Location) -> Iterator[Mention]:
    for name, kinds in _refers(type(value)).items():
        yield from _in_value(getattr(value, name), kinds, (*location, name))


def _in_value(value: Any, kinds: tuple[str, ...], location: Location) -> Iterator[Mention]:
    if isinstance(value, BaseModel):
        yield from _in_shape(value, location)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in_value(item, kinds, (*location, index))
    elif isinstance(value, Mapping):
        for key in value:
            yield from _in_value(key, kinds, (*location, key))
            if isinstance(value[key], BaseModel):
                yield from _in_shape(value[key], (*location, key))
    elif isinstance(value, str):
        yield from ((location, kind, value) for kind in kinds)


@cache
def _refers(shape: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """Return the fields of `shape` that may mention an id, and of which kind; or hold shapes."""
    found = {}
    for name, field in shape.model_fields.items():
        own = tuple(mark.kind for mark in field.metadata if isinstance(mark, Refers))
        kinds = own or tuple(_kinds_in(field.annotation))
        if kinds or _holds_shape(field.annotation):
            found[name] = kinds
    return found


def _kinds_in(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        yield from (mark.kind for mark in annotation.__metadata__ if isinstance(mark, Refers))
    for part in get_args(annotation):
        yield from _kinds_in(part)


def _holds_shape(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_shape(part) for part in get_args(annotation))
