"""Event studies as a table: did a share move at an act by more than on any other day."""

from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.fields import first_day
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._pools import rows_of
from builder.speech import say

METRIC = "event-study"


def studies(site: Site, page: str, event: str | None = None) -> Markup | None:
    """Show all studies, or those of one event; None where there is none."""
    frame = site.frame(METRIC)
    rows = frame if event is None else frame[frame["event"] == event]
    if rows.empty:
        return None
    rows = rows.sort_values(["period", "event", "source"])
    cells = tuple(_cells(site, page, row, named=event is None) for row in rows_of(rows))
    columns = (
        *(
            (Column("event", say("Act")), Column("day", say("Day"), kind="date"))
            if event is None
            else ()
        ),
        Column("outcome", say("Outcome"), wide=True),
        Column("change", say("Change"), unit=say("percentage points"), kind="number"),
        Column("placebo", say("Random days"), unit=say("5th to 95th percentile"), kind="number"),
        Column("p", say("As large by chance"), unit=say("adjusted"), kind="number"),
        Column("share", say("Watched")),
    )
    names = [site.catalog.sources[s].name for s in sorted(rows["source"].unique()) if s]
    caption = say("Mean share after an act less the mean before, against random days of the same "
                  "series: {sources}", sources=", ".join(names) or text.unknown())  # fmt: skip
    return table(
        Table("studies", caption, columns, cells, csv_href=text.link(page, metric_csv(METRIC)))
    )


def _cells(site: Site, page: str, row: Any, *, named: bool) -> tuple[Cell, ...]:
    act = site.catalog.events[row.event]
    first = Cell(act.name, None, text.link(page, entity_page("events", act.id)))
    known = not text.is_unknown(row.change_pp)
    interval = say("{low} to {high}", low=text.decimal(row.placebo_low_pp),
                   high=text.decimal(row.placebo_high_pp))  # fmt: skip
    return (
        *((first, _day(act.on)) if named else ()),
        Cell(outcome(row)),
        Cell(signed(row.change_pp), row.change_pp) if known else Cell("–"),
        Cell(interval, row.placebo_low_pp) if known else Cell("–"),
        Cell(text.decimal(row.p_adjusted, 2), row.p_adjusted) if known else Cell("–"),
        Cell(_watched(site, row)),
    )


def _day(on: str) -> Cell:
    return Cell(text.partial_day(on), first_day(on).isoformat())


def signed(value: float) -> str:
    """Return a difference with its sign."""
    return ("+" if value >= 0 else "−") + text.decimal(abs(value))


def outcome(row: Any) -> str:
    """Return what a study found: by default, no detectable change."""
    if row.outcome == "not-computable":
        return say("not computable: {reason}", reason=say(row.reason))
    if row.outcome == "differs":
        return say("larger than on random days; not why")
    return say("no detectable change")


def _watched(site: Site, row: Any) -> str:
    country = site.catalog.countries.get(row.country)
    name = country.name if country else row.country
    return {
        "token-share": say("{country}, tokens", country=name),
        "download-share": say("{country}, downloads", country=name),
    }[row.measure]
