"""What the marks of counter integrity found, and how often they were looked for."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.site import Site
from builder.pages._pools import rows_of

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
        return "No source has two days to compare yet."
    suspect = frame[(frame["entity"] == "pool") & (frame["mark"] != "checked")]
    keys = ["source", "period"]
    marked = checked.merge(suspect[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    calm = marked.loc[marked["_merge"] == "left_only", "affected_pct"]
    nearest = f"{calm.max():.1f} %" if len(calm) else "not known"
    counts = frame["mark"].value_counts()
    return (
        f"{text.whole(len(checked))} pairs of days were compared, with "
        f"{text.whole(checked['compared'].sum())} counters of repositories. "
        f"{text.whole(len(suspect))} days and {text.whole(counts.get('jump', 0))} leaps are "
        f"marked, {text.whole(counts.get('fell', 0))} cumulative counters fell. On a day that is "
        f"not marked, at most {nearest} of the large counters repeat the day before."
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
            Cell(row.mark.replace("-", " ")),
            Cell("the whole pool" if row.entity == "pool" else row.entity),
            Cell(_seen(row)),
        )
        for row in rows_of(listed.head(SHOWN))
    )
    note = f"The newest {len(rows)} of {len(listed)} marks." if len(listed) > SHOWN else ""
    return table(Table("marks", "Marks", columns, rows, row_count_note=note))


def _seen(row: Any) -> str:
    before = text.day(row.before.date())
    if row.entity != "pool":
        moved = (
            f"{text.compact(row.value_before)} on {before}, then {text.compact(row.value_after)}"
        )
        share = f", {text.percent(row.affected_pct)} of the pool" if row.mark == "jump" else ""
        return moved + share
    if row.mark == "platform-move":
        return f"the median counter moved by {text.percent(row.affected_pct)} a day"
    return (
        f"{text.whole(row.affected)} of {text.whole(row.compared)} large counters repeat {before}"
    )
