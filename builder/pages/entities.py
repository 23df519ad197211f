"""Index and pages of the kinds that need no figures: their facts, each with its source."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column
from builder.model.entities import Benchmark, Entity, Sourced
from builder.model.fields import first_day
from builder.model.mentions import mentions
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._every_fact import every_fact, quantity
from builder.pages._facts import fact_table
from builder.pages._figures.frontier import frontier
from builder.pages._index import index, named
from builder.pages._mentioned import Mentioning, mentioning
from builder.speech import say

#: Of each kind: what its index says, the key by which it is sorted, and its columns.
KINDS: dict[str, tuple[str, str, tuple[Column, ...]]] = {
    "benchmarks": (
        "The tests by which models are compared: what each measures, how, and when its scale "
        "changed.",
        "name",
        (Column("name", "Benchmark"), Column("measures", "What it measures"),
         Column("unit", "Unit"), Column("better", "Better is")),
    ),
    "rules": (
        "Versions of the rules that chips are held against, each with the days between which it "
        "held. This is no legal advice.",
        "effective",
        (Column("name", "Rule version"), Column("regime", "Regime"),
         Column("effective", "From", kind="date"), Column("until", "Until", kind="date"),
         Column("citation", "Citation")),
    ),
    "events": (
        "Dated acts of states and companies around AI and chips, on all sides. What a status says "
        "holds for its own day.",
        "on",
        (Column("name", "Act"), Column("on", "Day", kind="date"), Column("type", "Type"),
         Column("by", "By"), Column("against", "Aimed at"), Column("effect", "Effect")),
    ),
    "corrections": (
        "Values of sources that we drop, override or flag: why, since when, and what the source "
        "said.",
        "name",
        (Column("name", "Correction"), Column("upstream", "Source"), Column("of", "Of"),
         Column("field", "Value"), Column("action", "Action"), Column("state", "State"),
         Column("reason", "Why")),
    ),
}  # fmt: skip
NEWEST_FIRST = ("effective", "on")
#: Kinds whose entities have pages of their own making.
PAGED = ("rules", "events")


def view(site: Site) -> Iterator[Page]:
    """Yield the index of every such kind, and a page for each of its entities."""
    for kind, (told, key, columns) in KINDS.items():
        entities = sorted(
            site.catalog.entities.get(kind, {}).values(),
            key=lambda one, key=key: _rank(one, key),  # type: ignore[misc]
            reverse=key in NEWEST_FIRST,
        )
        yield index(
            site,
            kind,
            title=say(kind.capitalize()),
            description=say(told),
            columns=columns,
            rows=[_row(site, kind, entity, columns) for entity in entities],
        )
        for entity in entities:
            if isinstance(entity, Sourced) and kind not in PAGED:
                yield _page(site, kind, entity, mentioning(site, kind, entity.id))


def _rank(entity: Entity, key: str) -> str:
    value = getattr(entity, key, None)
    day = getattr(value, "on", value)
    return str(day or "").casefold()


def _row(site: Site, kind: str, entity: Entity, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    return tuple(
        named(kind, entity) if column.key == "name" else _cell(site, entity, column)
        for column in columns
    )


def _cell(site: Site, entity: Entity, column: Column) -> Cell:
    value: Any = getattr(entity, column.key)
    if value in (None, (), {}):
        return Cell(text.unknown())
    own = {location: (kind, one) for location, kind, one in mentions(entity)}
    if column.kind == "date":
        day = str(getattr(value, "on", value))
        return Cell(text.partial_day(day), first_day(day).isoformat())
    if isinstance(value, tuple):
        return Cell(", ".join(_name(site, *own[column.key, i]) for i in range(len(value))))
    if (column.key,) in own:
        return Cell(_name(site, *own[(column.key,)]))
    return Cell(quantity(column.label, value))


def _name(site: Site, kind: str, own: str) -> str:
    found = site.catalog.entities.get(kind, {}).get(own)
    return found.name if found else own


def _lead(site: Site, path: str, entity: Sourced) -> list[Markup]:
    """Return the figures that stand above the facts: of a benchmark, its frontiers."""
    if not isinstance(entity, Benchmark):
        return []
    drawn = [frontier(site, path, entity, dimension=one) for one in ("country", "weights")]
    return [one for one in drawn if one]


def _page(site: Site, kind: str, entity: Sourced, mentioned: list[Mentioning]) -> Page:
    path = entity_page(kind, entity.id)
    return Page(
        path,
        entity.name,
        say("{name}: what is known of it, each fact with its source.", name=entity.name),
        "entity.md.j2",
        {
            "entity": entity,
            "lead": _lead(site, path, entity),
            "facts": fact_table(site.catalog, entity, path, every_fact(site.catalog, entity)),
            "mentioned": [(k, one) for k, one in mentioned if k in KINDS and k != "corrections"],
        },
        None,
        f"data/catalog/{kind}/{entity.id}.yml",
    )
