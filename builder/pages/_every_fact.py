"""Every fact of an entity of any kind, read from its shape: what it says, and where it was read."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from builder import text
from builder.model.catalog import Catalog
from builder.model.entities import Entity, Quantity, bounds
from builder.model.fields import PARTIAL_DATE
from builder.model.mentions import mentions
from builder.model.paths import entity_page
from builder.pages._facts import Fact
from builder.speech import say, word

#: Fields that a page shows elsewhere, or that are no facts.
ELSEWHERE = ("id", "name", "names", "note", "source")
#: Units that stand at the end of a key, and how they are written.
UNITS = {"mm2": "mm²", "gb": "GB", "tbps": "TB/s", "gbps": "GB/s", "w": "W", "usd": "US dollars"}
#: Kinds whose entities have pages to link to.
LINKED = frozenset({
    "benchmarks", "chips", "claims", "countries", "events", "families", "models", "organizations",
    "rules",
})  # fmt: skip


def every_fact(catalog: Catalog, entity: Entity) -> Iterator[Fact]:
    """Yield the facts of `entity` in the order of its shape; of a list, one fact an item."""
    named = {location: (kind, own) for location, kind, own in mentions(entity)}
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        if name in ELSEWHERE or value in (None, (), {}):
            continue
        kind_and_id = named.get((name,))
        if kind_and_id:
            yield entity_fact(catalog, label(name), *kind_and_id)
        elif isinstance(value, tuple) and isinstance(value[0], BaseModel):
            for number, item in enumerate(value, 1):
                told = f"{label(name)} {number}" if len(value) > 1 else label(name)
                yield Fact(told, _told(catalog, item), None, getattr(item, "source", None))
        elif isinstance(value, tuple) and (name, 0) in named:
            for index in range(len(value)):
                yield entity_fact(catalog, label(name) if index == 0 else "", *named[name, index])
        else:
            yield Fact(label(name), quantity(name, value), None, getattr(value, "source", None))


def entity_fact(catalog: Catalog, name: str, kind: str, own: str) -> Fact:
    """Return a fact that is another entity, linked where it has a page."""
    found = catalog.entities.get(kind, {}).get(own)
    page = entity_page(kind, own) if found and kind in LINKED else None
    return Fact(name, found.name if found else own, page)


@cache
def label(key: str) -> str:
    """Return a key as a label, without the unit at its end."""
    words = key.split("_")
    if len(words) > 1 and words[-1] in UNITS:
        words = words[:-1]
    return " ".join(words).capitalize()


def quantity(key: str, value: Any) -> str:
    """Return a value as text, with the unit that stands in its key."""
    unit = UNITS.get(key.rpartition("_")[2], "")
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {quantity(name, inner)}" for name, inner in value.items())
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return text.NO_BREAK.join(filter(None, (_plain(value), unit)))


def _plain(value: Any) -> str:
    if isinstance(value, Quantity):
        if value.value is not None:
            return text.figure(value.value, 5)
        return say(
            "{low} to {high}, sources disagree",
            low=text.figure(bounds(value)[0], 5),
            high=text.figure(bounds(value)[1], 5),
        )
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | float):
        return text.figure(value, 6)
    if isinstance(value, BaseModel):
        return _told(None, value)
    told = str(value)
    return text.partial_day(told) if PARTIAL_DATE.fullmatch(told) else word(told)


def _told(catalog: Catalog | None, item: BaseModel) -> str:
    """Return a shape inside an entity in one line: its single value, or its keys and values."""
    facts = {
        key: value
        for key in type(item).model_fields
        if key != "source" and (value := getattr(item, key)) not in (None, (), {})
    }
    if len(facts) == 1:
        return _plain(next(iter(facts.values())))
    parts = (f"{say(label(key).lower())} {_inner(catalog, value)}" for key, value in facts.items())
    return "; ".join(parts)


def _inner(catalog: Catalog | None, value: Any) -> str:
    if isinstance(value, tuple):
        return text.listing(_inner(catalog, one) for one in value)
    return f"({_told(catalog, value)})" if isinstance(value, BaseModel) else _plain(value)
