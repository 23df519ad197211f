"""What the marks of counter integrity found, and how often they were looked for."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.site import Site
from builder.pages._pools import rows_of
from builder.speech import say

#: Marks of whole days and of single leaps are listed; counters that only stood still, counted.
LISTED = ("frozen-day", "partly-frozen-day", "platform-move", "jump", "fell")
SHOWN = 100


@dataclass(frozen=True)
class Integrity:
    """The marks: counted in words, and listed (None where there is none)."""

    told: str
    marks: Markup | None


def integrity(site: Site) -> Integrity:
    """Return what was compared, what was marked, and how near the unmarked days came."""
    frame = site.frame("counter-integrity")
    checked = frame[frame["mark"] == "checked"]
    listed = frame[frame["mark"].isin(LISTED)].sort_values(
        ["period", "mark", "entity"], ascending=[False, True, True]
    )
    return Integrity(_told(frame, checked), _table(site, listed) if len(listed) else None)


def _told(frame: pd.DataFrame, checked: pd.DataFrame) -> str:
    if checked.empty:
        return say("No source has two days to compare yet.")
    suspect = frame[(frame["entity"] == "pool") & (frame["mark"] != "checked")]
    keys = ["source", "period"]
    marked = checked.merge(suspect[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    calm = marked.loc[marked["_merge"] == "left_only", "affected_pct"]
    nearest = text.percent(calm.max()) if len(calm) else say("not known")
    counts = frame["mark"].value_counts()
    return say(
        "{pairs} pairs of days were compared, with {counters} counters of repositories. {days} "
        "days and {leaps} leaps are marked, {fell} cumulative counters fell. On a day that is not "
        "marked, at most {nearest} of the large counters repeat the day before.",
        pairs=text.whole(len(checked)),
        counters=text.whole(checked["compared"].sum()),
        days=text.whole(len(suspect)),
        leaps=text.whole(counts.get("jump", 0)),
        fell=text.whole(counts.get("fell", 0)),
        nearest=nearest,
    )


def _table(site: Site, listed: pd.DataFrame) -> Markup:
    columns = (
        Column("day", "Day", kind="date"), Column("source", "Source"), Column("mark", "Mark"),
        Column("whose", "Whose counter"), Column("what", "What was seen"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(text.day(row.period.date()), row.period.date().isoformat()),
            Cell(site.catalog.sources[row.source].name),
            Cell(say(row.mark.replace("-", " "))),
            Cell(say("the whole pool") if row.entity == "pool" else row.entity),
            Cell(_seen(row)),
        )
        for row in rows_of(listed.head(SHOWN))
    )
    note = (
        say("The newest {shown} of {all} marks.", shown=len(rows), all=len(listed))
        if len(listed) > SHOWN
        else ""
    )
    return table(Table("marks", say("Marks"), columns, rows, row_count_note=note))


def _seen(row: Any) -> str:
    before = text.day(row.before.date())
    if row.entity != "pool":
        told = {
            "before": text.compact(row.value_before),
            "day": before,
            "after": text.compact(row.value_after),
        }
        if row.mark != "jump":
            return say("{before} on {day}, then {after}", **told)
        share = text.percent(row.affected_pct)
        return say("{before} on {day}, then {after}, {share} of the pool", share=share, **told)
    if row.mark == "platform-move":
        return say(
            "the median counter moved by {percent} a day", percent=text.percent(row.affected_pct)
        )
    return say(
        "{some} of {all} large counters repeat {day}",
        some=text.whole(row.affected),
        all=text.whole(row.compared),
        day=before,
    )
