"""Counting in the catalog: which entities have certain facts, and from which day on.

What an entity is counted for may have days of its own: an organization counts as listed from the
day of its listing to that of its removal, and the state of an act from the day of the evidence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from builder.model.catalog import Catalog
from builder.model.entities import CatalogQuery, Entity, bounds
from builder.model.fields import first_day

#: The fact that says from which day on an entity of a kind exists.
DATED = {
    "events": "on", "models": "released.on", "chips": "released.on", "rules": "effective",
}  # fmt: skip
Wanted = Mapping[str, str | tuple[str, ...]]
Found = tuple["Counted", ...]
Wish = tuple[str, str, tuple[str, ...]]
#: Facts with days of their own, by kind: below which key, from when, and until when.
DATED_FACTS = {
    "organizations": ("listings", "on", "until"), "events": ("status", "as_of", ""),
}  # fmt: skip
#: Facts that name another entity, and of which kind: a dotted path leads on to it.
FOLLOWED = {"organization": "organizations", "organizations": "organizations",
            "family": "families", "base": "models", "chips": "chips", "rules": "rules"}  # fmt: skip
DAYS, NUMBERS = ("_before", "_from"), ("_above", "_below")
COMPARED = DAYS + NUMBERS


@dataclass(frozen=True)
class Counted:
    """An entity that has the facts, and the days on which it had them, as far as they are told."""

    id: str
    day: date | None
    until: date | None = None


def counted(query: CatalogQuery, catalog: Catalog, where: Wanted | None = None) -> Found:
    """Return the entities that `query` counts, by day; those without a day come first.

    `where` takes the place of the query's own facts.
    """
    wanted = [_wish(*one) for one in (query.where if where is None else where).items()]
    found = [
        Counted(entity.id, *_days(query.count, entity, wanted, catalog))
        for entity in catalog.entities.get(query.count, {}).values()
        if all(_has(entity, wish, catalog) for wish in wanted)
    ]
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.id)))


def known_on(query: CatalogQuery, found: Found, day: date) -> Found:
    """Return those that count on `day`: dated up to then, and inside the window if there is one.

    Of a kind that has days, an entity without one does not count: nobody knows since when.
    """
    if not is_dated(query):
        return found
    first = day - timedelta(days=query.within_days) if query.within_days else date.min
    return tuple(
        one for one in found
        if one.day and first < one.day <= day and not (one.until and one.until <= day)
    )  # fmt: skip


def is_dated(query: CatalogQuery) -> bool:
    """Say whether the catalog tells since when what is counted is so."""
    return query.count in DATED or any(_is_own(query.count, key) for key in query.where)


def _is_own(kind: str, key: str) -> bool:
    """Say whether a key leads to a fact with days of its own."""
    return kind in DATED_FACTS and key.startswith(f"{DATED_FACTS[kind][0]}.")


def _days(
    kind: str, entity: Entity, wanted: list[Wish], catalog: Catalog
) -> tuple[date | None, date | None]:
    """Return from when, and until when, an entity has the facts that are wanted."""
    day, own = day_of(kind, entity, catalog), [wish for wish in wanted if _is_own(kind, wish[0])]
    if not own:
        return day, None
    below, since, until = DATED_FACTS[kind]
    inside = [(path.removeprefix(f"{below}."), how, told) for path, how, told in own]
    held = getattr(entity, below)
    entries = [
        one
        for one in (held if isinstance(held, tuple) else (held,))
        if one and all(_has(one, wish, catalog) for wish in inside)
    ]
    begun = [first_day(str(getattr(one, since))) for one in entries]
    if not begun:
        return None, None
    ended = [getattr(one, until, None) if until else None for one in entries]
    last = None if None in ended else max(first_day(str(one)) for one in ended)
    return max(filter(None, (day, min(begun)))), last


def day_of(kind: str, entity: Entity, catalog: Catalog) -> date | None:
    """Return the first day on which `entity` may have existed, None if nobody knows."""
    key = DATED.get(kind)
    told = next(iter(facts(entity, key, catalog)), None) if key else None
    return first_day(str(told)) if told is not None else None


def _wish(key: str, wanted: str | tuple[str, ...]) -> Wish:
    """Return the path of the fact that is wanted, how it is compared, and with what."""
    ending = next((ending for ending in COMPARED if key.endswith(ending)), "")
    return key.removesuffix(ending), ending, (wanted,) if isinstance(wanted, str) else wanted


def _has(entity: BaseModel, wish: Wish, catalog: Catalog) -> bool:
    path, ending, wishes = wish
    told = facts(entity, path, catalog)
    if not ending:
        return any(str(one) in wishes for one in told)
    return any(_in_order(one, ending, other) for one in told for other in wishes)


def _in_order(told: Any, ending: str, wish: str) -> bool:
    if ending in NUMBERS:
        low, high = bounds(told)
        return low > float(wish) if ending == "_above" else high < float(wish)
    before = first_day(str(told)) < first_day(wish)
    return before if ending == "_before" else not before


def facts(value: Any, path: str, catalog: Catalog) -> Iterator[Any]:
    """Yield what stands at a dotted path; of a list, each item; of an id, its entity's facts."""
    if isinstance(value, tuple):
        for item in value:
            yield from facts(item, path, catalog)
    elif value is not None and not path:
        yield str(value).lower() if isinstance(value, bool) else value
    elif isinstance(value, BaseModel):
        key, _, rest = path.partition(".")
        inner = getattr(value, key, None)
        if rest and key in FOLLOWED:
            inner = _named(inner, catalog.entities.get(FOLLOWED[key], {}))
        yield from facts(inner, rest, catalog)
    elif isinstance(value, Mapping):
        key, _, rest = path.partition(".")
        yield from facts(value.get(key), rest, catalog)


def _named(ids: Any, entities: Mapping[str, Entity]) -> tuple[Entity, ...]:
    named = ids if isinstance(ids, tuple) else (ids,)
    return tuple(entities[one] for one in named if one in entities)
