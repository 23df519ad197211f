"""Changes: what moved since the period before, what sources revised, what our edits corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts._svg import element, link
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import KIND_OF_DIMENSION, entity_page
from builder.model.site import Page, Site
from builder.news import Change, changes
from builder.pages._pools import SCOPE_NAMES, UNMAPPED, Pool, group_name, newest_pool, rows_of
from builder.speech import say

PATH = "changes.md"
#: How many moves are shown; the CSV has all.
SHOWN = 12
#: How many facts of one day's edits are shown.
MOST_FACTS = 30


@dataclass(frozen=True)
class Edit:
    """What the edits that came into force on one day changed, and what they moved."""

    day: str
    facts: Markup
    numbers: Markup
    moved: int


def view(site: Site) -> Iterator[Page]:
    """Yield the page of changes."""
    pool = newest_pool(site)
    yield Page(
        PATH,
        say("Changes"),
        say(
            "What moved since the period before, which values a source revised, and which "
            "published numbers an edit of ours corrected."
        ),
        "changes.md.j2",
        {
            "pool": pool,
            "told": list(_told(site)),
            "moves": _moves(site, pool) if pool else None,
            "revised": _revised(site),
            "edits": list(_edits(site)),
            "corrections": list(site.catalog.corrections.values()),
        },
        pool.period if pool else None,
    )


def _told(site: Site) -> Iterator[tuple[str, Markup]]:
    """Yield what changed in words: the newest night, the week, new models, acts."""
    found = changes(site)
    parts = (
        (say("Last night"), _newest([one for one in found if one.span == "night"])),
        (say("Over a week"), _newest([one for one in found if one.span == "week"])),
        (say("Models that came out"), [one for one in found if one.kind == "model"]),
        (say("Acts of states and companies"), [one for one in found if one.kind == "event"]),
    )
    for title, own in parts:
        if own:
            yield title, _sentences(own[:SHOWN])


def _newest(found: Sequence[Change]) -> list[Change]:
    """Return the changes of the newest day among them, those of larger rankings first."""
    return [one for one in found if one.day == found[0].day]


def _sentences(found: Sequence[Change]) -> Markup:
    items = [
        element(
            "li",
            {},
            element("time", {"datetime": one.day.isoformat()}, text.day(one.day)),
            " ",
            link(text.link(PATH, entity_page(*one.entities[0])) if one.entities else None,
                 one.sentence),
        )
        for one in found
    ]  # fmt: skip
    return element("ul", {"class": "told"}, *items)


def _moves(site: Site, pool: Pool) -> tuple[str, Markup] | None:
    """Return the period before in the same pool, and the largest moves of shares since."""
    frame = site.frame("share-of-downloads")
    frame = frame[(frame["source"] == pool.source_id) & (frame["group"] != UNMAPPED)]
    earlier = frame.loc[frame["period"] < pd.Timestamp(pool.period), "period"]
    if earlier.empty:
        return None
    before = earlier.max()
    keys = ["scope", "dimension", "group"]
    both = frame[frame["period"] == pd.Timestamp(pool.period)].merge(
        frame.loc[frame["period"] == before, [*keys, "share_pct"]], on=keys, suffixes=("", "_old")
    )
    both["moved"] = both["share_pct"] - both["share_pct_old"]
    both = both.reindex(both["moved"].abs().sort_values(ascending=False, kind="stable").index)
    columns = (
        Column("group", "Whose share"), Column("of", "Of"),
        Column("before", "Before", unit="%", kind="number"),
        Column("after", "Now", unit="%", kind="number"),
        Column("moved", "Moved by", unit="points", kind="number"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(group_name(site, row.dimension, row.group)),
            Cell(_among(row.scope, row.dimension)),
            Cell(text.decimal(row.share_pct_old, 2), row.share_pct_old),
            Cell(text.decimal(row.share_pct, 2), row.share_pct),
            Cell(text.signed(row.moved, 2), row.moved),
        )
        for row in rows_of(both.head(SHOWN))
    )
    note = say("The {shown} largest of {all} shares.", shown=len(rows), all=len(both))
    drawn = table(
        Table("moves", say("Largest moves of shares"), columns, rows, row_count_note=note)
    )
    return text.day(before.date()), drawn


def _among(scope: str, dimension: str) -> str:
    return say("{scope}, by {dimension}", scope=say(SCOPE_NAMES[scope]), dimension=say(dimension))


def _revised(site: Site) -> Markup | None:
    """Return, per source and night, how many values of the past the source revised."""
    counts = [
        (row.vintage.date(), row.source, row.entity)
        for frame in site.panel.tables().values()
        for row in rows_of(_revisions(frame))
    ]
    if not counts:
        return None
    rows = tuple(
        (Cell(text.day(day), day.isoformat()), Cell(_source_name(site, source)),
         Cell(text.whole(count), count))
        for day, source, count in sorted(counts, reverse=True)
    )  # fmt: skip
    columns = (Column("night", "Night", kind="date"), Column("source", "Source"),
               Column("values", "Values revised", kind="number"))  # fmt: skip
    return table(Table("revised", say("Values that sources revised"), columns, rows))


def _revisions(frame: pd.DataFrame) -> pd.DataFrame:
    revised = frame[frame["status"].str.contains("revised", na=False, regex=False)]
    return revised.groupby(["vintage", "source"], as_index=False).agg(entity=("entity", "count"))


def _source_name(site: Site, source: str) -> str:
    found = site.catalog.sources.get(source)
    return found.name if found else source


def _edits(site: Site) -> Iterator[Edit]:
    """Yield what our own edits changed in the past, the newest first."""
    for day, rows in sorted(site.panel.changes.groupby("vintage"), reverse=True):
        facts = rows[rows["what"] == "fact"]
        numbers = rows[rows["what"] == "number"].head(SHOWN)
        total = rows.loc[rows["what"] == "total", "after"].astype(int).sum()
        yield Edit(
            text.partial_day(str(day)), _facts(site, str(day), facts),
            _numbers(site, str(day), numbers), int(total),
        )  # fmt: skip


def _facts(site: Site, day: str, facts: pd.DataFrame) -> Markup:
    columns = (Column("entity", "Entity"), Column("fact", "Fact"), Column("before", "Before"),
               Column("after", "After"))  # fmt: skip
    rows = []
    for row in rows_of(facts.head(MOST_FACTS)):
        kind, own, field = row.name.split("/", 2)
        found = site.catalog.entities.get(kind, {}).get(own)
        href = text.link(PATH, entity_page(kind, own)) if found else None
        fact = field.replace("_", " ") or say("the whole file")
        rows.append((
            Cell(found.name if found else own, None, href), Cell(fact),
            Cell(row.before or "—"), Cell(row.after or "—"),
        ))  # fmt: skip
    rest = len(facts) - len(rows)
    note = say("{count} more are in the archive.", count=rest) if rest > 0 else ""
    drawn = Table(
        f"facts-{day}", say("Facts that were changed"), columns, tuple(rows), row_count_note=note
    )
    return table(drawn)


def _number_name(site: Site, name: str) -> str:
    """Return the name of a recorded number as a reader knows it."""
    metric_id, value, *what = name.split("/")
    if len(what) == 3 and what[0] in SCOPE_NAMES and what[1] in KIND_OF_DIMENSION:
        scope, dimension, group = what
        # What is archived for ever may be of a group that the catalog has no more.
        kept = group == UNMAPPED or site.catalog.has(KIND_OF_DIMENSION[dimension], group)
        what = [group_name(site, dimension, group) if kept else group, say(SCOPE_NAMES[scope])]
    known = site.derived.get(metric_id)
    title = known.metric.title if known else metric_id
    return say(
        "{metric}, {value}: {what}",
        metric=title,
        value=value.replace("_", " "),
        what=text.series(what),
    )


def _numbers(site: Site, day: str, numbers: pd.DataFrame) -> Markup:
    columns = (
        Column("number", "Number"), Column("source", "Source"),
        Column("period", "Of the day", kind="date"),
        Column("before", "Was published as", kind="number"),
        Column("after", "Reads now", kind="number"), Column("unit", "Unit"),
    )  # fmt: skip
    rows = tuple(
        (Cell(_number_name(site, row.name)), Cell(_source_name(site, row.source)),
         Cell(row.period), Cell(row.before, float(row.before)),
         Cell(row.after or "—", float(row.after) if row.after else None), Cell(row.unit))
        for row in rows_of(numbers)
    )  # fmt: skip
    return table(Table(f"numbers-{day}", say("Numbers of the past that moved"), columns, rows))
