"""A group's observed repositories, and the downloads of a model's repositories over time."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Model
from builder.model.paths import entity_page, observations_csv, series_csv
from builder.model.site import Site
from builder.pages._figures._parts import (
    DOWNLOADS,
    LIKES,
    LINES,
    NEWEST,
    is_backfilled,
    jumps,
    pool_notes,
    source_lines,
    span,
    suspect_days,
    whole_cell,
)
from builder.pages._pools import Pool, observed, rows_of
from builder.speech import say

#: A table of more rows than this is cut; the CSV has the rest.
ROWS = 30


def repositories(
    site: Site, page: str, *, pool: Pool, belongs: Callable[[str], bool]
) -> Markup | None:
    """List the observed repositories that belong, most downloaded first; None without any."""
    seen = site.once(
        ("observed", pool.source_id, pool.period), lambda: pool.of(site.panel.observations)
    )
    rows = seen[[belongs(repository) for repository in seen["entity"]]]
    rows = rows.sort_values(["downloads_30d", "entity"], ascending=[False, True])
    if rows.empty:
        return None
    told = {"shown": ROWS, "count": len(rows), "pool": pool.source.pool}
    note = (
        say("The first {shown} of {count} repositories. Pool: {pool}.", **told)
        if len(rows) > ROWS
        else say("{count} repositories. Pool: {pool}.", **told)
    )
    return table(
        Table(
            "repositories",
            say("Observed repositories on {day}, most downloaded first", day=text.day(pool.period)),
            (Column("repository", "Repository"), DOWNLOADS, LIKES),
            tuple(_cells(site, page, row) for row in rows_of(rows.head(ROWS))),
            csv_href=text.link(page, observations_csv(pool.source_id)),
            row_count_note=note,
        )
    )


def _cells(site: Site, page: str, row: pd.Series) -> tuple[Cell, ...]:
    model = site.catalog.model_by_repository.get(row.entity.lower())
    goal = text.link(page, entity_page("models", model.id)) if model else None
    return Cell(row.entity, None, goal), whole_cell(row.downloads_30d), whole_cell(row.likes)


def downloads(site: Site, page: str, model: Model) -> Markup | None:
    """Draw the 30-day downloads of a model's repositories; None when none was ever observed."""
    rows = observed(site, model.repositories)
    if rows.empty:
        return None
    title = say("Downloads of the last 30 days, by repository")
    newest = rows.groupby("entity")["downloads_30d"].last().nlargest(LINES)
    told, found = span(rows), list(rows_of(rows))
    chart = LineChart(
        id="downloads-c",
        title=title,
        description=told,
        unit_label=say("downloads of the last 30 days"),
        lines=tuple(_line(site, found, str(repository)) for repository in newest.index),
        format=text.compact,
        marks=(
            *suspect_days(site, rows["source"].unique()),
            *jumps(site, rows["entity"].unique()),
        ),
        zero=True,
    )
    ids = sorted(rows["source"].unique())
    return figure(
        Figure(
            id="downloads-by-day",
            title=title,
            chart=line_chart(chart),
            summary=say(
                "{downloads} for {repository} on its newest day. {span}",
                downloads=text.compact(newest.iloc[0]),
                repository=newest.index[0],
                span=told,
            ),
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, ids),
            notes=pool_notes(site, ids),
            table=_table(site, found),
            csv_href=text.link(page, series_csv("models", model.id)),
        )
    )


def _line(site: Site, rows: list[Any], repository: str) -> Line:
    own = [row for row in rows if row.entity == repository]
    segments = tuple(
        Segment(
            tuple(
                (row.period.date(), _known(row.downloads_30d))
                for row in own
                if row.source == source_id
            ),
            backfilled=is_backfilled(site.catalog.sources[source_id]),
        )
        for source_id in sorted({row.source for row in own})
    )
    return Line(repository, segments, repository)


def _known(value: float) -> float | None:
    return None if text.is_unknown(value) else value


def _table(site: Site, rows: list[Any]) -> Markup:
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(row.entity),
            whole_cell(row.downloads_30d),
            whole_cell(row.likes),
            Cell(site.catalog.sources[row.source].name),
            Cell(str(row.vintage.date()), str(row.vintage.date())),
        )
        for row in rows
    )
    columns = (
        Column("period", "Day", kind="date"),
        Column("repository", "Repository"),
        DOWNLOADS,
        LIKES,
        Column("source", "Source"),
        Column("vintage", "Learned on", kind="date", note="The day on which we learned the value."),
    )
    return table(Table("downloads-t", say("All observations"), columns, cells, newest=NEWEST))
