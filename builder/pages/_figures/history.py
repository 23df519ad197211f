"""How shares moved. Each source is a stretch of its own: pools are never joined by a line."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import (
    DOWNLOADS,
    LINES,
    NEWEST,
    SHARE,
    group_cell,
    is_backfilled,
    pool_notes,
    source_lines,
    span,
    suspect_days,
    whole_cell,
)
from builder.pages._pools import SCOPE_NAMES, UNMAPPED, group_name, rows_of
from builder.speech import say


def history(
    site: Site,
    page: str,
    *,
    scope: str,
    dimension: str,
    groups: tuple[str, ...] | None = None,
    csv: str | None = None,
) -> Markup | None:
    """Draw the shares of `groups` (the largest, if None) over all observed days.

    None when none of them was observed in this scope. `csv` is a file with just these rows.
    """
    rows = site.once(("history", scope, dimension), lambda: _rows(site, scope, dimension))
    chosen = groups or _largest(rows)
    rows = rows[rows["group"].isin(chosen)]
    if rows.empty:
        return None
    title = say("Share of downloads over time, {scope}", scope=say(SCOPE_NAMES[scope]))
    ids = sorted(rows["source"].unique())
    return figure(
        Figure(
            id=f"history-{dimension}-{scope}",
            title=title,
            chart=_chart(site, rows, chosen, dimension=dimension, title=title),
            summary=f"{_moves(site, rows, dimension, chosen[:2])} {span(rows)}",
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, ids),
            notes=pool_notes(site, ids),
            table=_table(site, page, rows, dimension=dimension, title=title),
            csv_href=text.link(page, csv or metric_csv(SHARE)),
        )
    )


def _rows(site: Site, scope: str, dimension: str) -> pd.DataFrame:
    rows = site.frame(SHARE)
    rows = rows[(rows["scope"] == scope) & (rows["dimension"] == dimension)]
    return rows.sort_values(["period", "source", "group"])


def _chart(
    site: Site, rows: pd.DataFrame, groups: tuple[str, ...], *, dimension: str, title: str
) -> Markup:
    return line_chart(
        LineChart(
            id=f"history-{dimension}-{rows['scope'].iloc[0]}-c",
            title=title,
            description=_moves(site, rows, dimension, groups),
            unit_label=say("% of the 30-day downloads of each day's pool"),
            lines=tuple(_line(site, rows, dimension, group) for group in groups),
            format=text.percent,
            format_tick=_tick,
            marks=suspect_days(site, rows["source"].unique()),
            zero=True,
        )
    )


def _tick(value: float) -> str:
    return text.percent(value, 0 if value == round(value) else 1)


def _largest(rows: pd.DataFrame) -> tuple[str, ...]:
    newest = rows[(rows["period"] == rows["period"].max()) & (rows["group"] != UNMAPPED)]
    return tuple(newest.nlargest(LINES, "share_pct")["group"])


def _line(site: Site, rows: pd.DataFrame, dimension: str, group: str) -> Line:
    own = list(rows_of(rows[rows["group"] == group]))
    segments = tuple(
        Segment(
            tuple((row.period.date(), row.share_pct) for row in own if row.source == source_id),
            backfilled=is_backfilled(site.catalog.sources[source_id]),
        )
        for source_id in sorted({row.source for row in own})
    )
    return Line(group_name(site, dimension, group), segments, group)


def _moves(site: Site, rows: pd.DataFrame, dimension: str, groups: tuple[str, ...]) -> str:
    """Return how each group moved within the newest source: two pools are not compared."""
    newest = rows[rows["source"] == rows.sort_values("period")["source"].iloc[-1]]
    moved = []
    for group in groups:
        own = newest[newest["group"] == group].sort_values("period")
        if len(own):
            first, last = own["share_pct"].iloc[0], own["share_pct"].iloc[-1]
            name = group_name(site, dimension, group)
            moved.append(f"{name} {text.percent(first)} → {text.percent(last)}")
    first_day, last_day = newest["period"].min().date(), newest["period"].max().date()
    return say(
        "From {first} to {last}: {moved}.",
        first=text.day(first_day),
        last=text.day(last_day),
        moved=text.series(moved),
    )


def _table(site: Site, page: str, rows: pd.DataFrame, *, dimension: str, title: str) -> Markup:
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            group_cell(site, page, dimension, row.group),
            Cell(text.decimal(row.share_pct), row.share_pct),
            whole_cell(row.downloads_30d),
            whole_cell(row.pool_downloads_30d),
            Cell(site.catalog.sources[row.source].name),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("period", "Day", kind="date"),
        Column("group", say(dimension.capitalize())),
        Column("share", "Share", unit="%", kind="number"),
        DOWNLOADS,
        Column("pool", "Downloads of the pool", unit="30 days", kind="number"),
        Column("source", "Pool from"),
    )
    scope = rows["scope"].iloc[0]
    own = f"history-{dimension}-{scope}-t"
    return table(Table(own, title, columns, cells, newest=NEWEST))
