"""What went wrong with which source and when, and which series keep up."""

from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.badge import badge
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Source
from builder.model.freshness import freshness
from builder.model.health import Health
from builder.model.incidents import Incident
from builder.model.site import Site
from builder.pages._pools import rows_of
from builder.speech import say, say_many

#: Older incidents stand in the ledger alone.
SHOWN = 50


def incident_table(observing: list[tuple[Source, Health]]) -> Markup | None:
    """Draw the newest incidents of all sources; None where every night went well."""
    found = [(source, incident) for source, one in observing for incident in one.incidents]
    if not found:
        return None
    found.sort(key=lambda pair: (pair[1].began, pair[0].id), reverse=True)
    columns = (
        Column("source", say("Source")),
        Column("began", say("Began"), kind="date"),
        Column("ended", say("Well again"), kind="date"),
        Column("nights", say("Nights"), kind="number"),
        Column("what", say("What the last of them said")),
    )
    rows = tuple(_row(source, incident) for source, incident in found[:SHOWN])
    return table(Table("incidents", say("Incidents, newest first"), columns, rows))


def _row(source: Source, one: Incident) -> tuple[Cell, ...]:
    return (
        Cell(source.name, source.name, f"#{source.id}"),
        Cell(text.day(one.began), one.began),
        Cell(text.day(one.ended) if one.ended else say("not yet"), one.ended),
        Cell(text.whole(one.nights), one.nights),
        Cell(": ".join(filter(None, (say(one.outcome), one.detail)))),
    )


def series_table(site: Site) -> Markup | None:
    """Draw how many series of each source are in which state; None where there is no series."""
    series = freshness(site.panel, site.health)
    if series.empty:
        return None
    counted = series.groupby(["source", "state"], as_index=False).agg(
        series=("entity", "size"), oldest=("newest", "min")
    )
    columns = (
        Column("source", say("Source")),
        Column("state", say("State")),
        Column("series", say("Series"), kind="number"),
        Column("oldest", say("Oldest newest period"), kind="date"),
    )
    rows = tuple(_state_row(site, row) for row in rows_of(counted))
    title = say_many("{count} series", "{count} series", len(series))
    return table(Table("series", title, columns, rows))


def _state_row(site: Site, row: Any) -> tuple[Cell, ...]:
    source, oldest = site.catalog.sources[row.source], row.oldest.date()
    return (
        Cell(source.name, source.name, f"#{source.id}"),
        Cell(badge(row.state), row.state),
        Cell(text.whole(row.series), row.series),
        Cell(text.day(oldest), oldest),
    )
