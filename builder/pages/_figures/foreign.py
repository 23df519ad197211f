"""Which part of what a country makes of others' models stands on another country's, by month."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell, is_backfilled, source_lines
from builder.pages._figures.matrix import METRIC
from builder.pages._pools import NOBODY_NAMES, UNMAPPED, group_name, rows_of
from builder.speech import say, say_many

#: A share of fewer repositories than this is in the table, and no point of a line.
FEWEST = 10


def foreign_bases(site: Site, page: str) -> Markup | None:
    """Draw, of what each country makes of other publishers' models, how much is of abroad."""
    rows = _shares(site.frame(METRIC))
    shown = rows[rows["of"] >= FEWEST]
    if shown.empty:
        return None
    title = say("Made of another country's models, by month")
    newest = shown[shown["period"] == shown.groupby("group")["period"].transform("max")]
    told = text.sentences(text.series((_told(site, row) for row in rows_of(newest)), strong=True))
    few = len(rows) - len(shown)
    return figure(
        Figure(
            id="foreign-bases",
            title=title,
            chart=line_chart(_chart(site, shown, title, told)),
            summary=told,
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, sorted(rows["source"].unique())),
            notes=(
                say("These are few repositories: read the counts in the table. A base whose maker "
                    "is in no country we know counts in the whole, and as of no other country."),
                say_many("{count} share of fewer than {fewest} repositories is in the table alone.",
                         "{count} shares of fewer than {fewest} repositories are in the table "
                         "alone.", few, fewest=FEWEST),
                say("Each pool is a line of its own; what declares no base is in none of them."),
            ),
            table=_table(site, page, rows, title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def _chart(site: Site, shown: pd.DataFrame, title: str, told: str) -> LineChart:
    groups = sorted(shown["group"].unique(), key=lambda one: group_name(site, "country", one))
    return LineChart(
        id="foreign-bases-c",
        title=title,
        description=told,
        unit_label=say("% of the repositories that are made of another publisher's model"),
        lines=tuple(
            Line(group_name(site, "country", one), _segments(site, shown, one), one)
            for one in groups
        ),
        format=text.percent,
        format_tick=lambda value: text.percent(value, 0),
        zero=True,
    )


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Return, by source, period and country, how many stand on whose, and the share of abroad."""
    rows = frame[(frame["dimension"] == "country") & (frame["group"] != UNMAPPED)]
    known = ~rows["base"].isin([UNMAPPED, *NOBODY_NAMES])
    abroad = rows["repositories"].where(known & (rows["base"] != rows["group"]), 0.0)
    sums = (
        rows.assign(abroad=abroad, of=rows["repositories"])
        .groupby(["source", "period", "group"], as_index=False)
        .agg({"abroad": "sum", "of": "sum", "undeclared_pct": "first"})
    )
    sums = sums[sums["of"] > 0]
    return sums.assign(share_pct=100 * sums["abroad"] / sums["of"])


def _told(site: Site, row: Any) -> str:
    return say(
        "{country}: {abroad} of {whole} in {pool}, {day}",
        country=group_name(site, "country", row.group),
        abroad=text.whole(row.abroad),
        whole=text.whole(row.of),
        pool=site.catalog.sources[row.source].name,
        day=text.day(row.period.date()),
    )


def _segments(site: Site, shown: pd.DataFrame, group: str) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            tuple((row.period.date(), row.share_pct) for row in rows_of(own)),
            backfilled=is_backfilled(site.catalog.sources[str(source)]),
        )
        for source, own in shown[shown["group"] == group].groupby("source")
    )


def _table(site: Site, page: str, rows: pd.DataFrame, title: str) -> Markup:
    columns = (
        Column("day", say("Day"), kind="date"),
        Column("country", say("Who publishes")),
        Column("abroad", say("Of another country"), unit=say("repositories"), kind="number"),
        Column("of", say("Of another publisher"), unit=say("repositories"), kind="number"),
        Column("share", say("Share"), unit="%", kind="number"),
        Column("undeclared", say("Declares no base"), unit=say("% of its own"), kind="number"),
        Column("pool", say("Pool")),
    )
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            group_cell(site, page, "country", row.group),
            Cell(text.whole(row.abroad), row.abroad),
            Cell(text.whole(row.of), row.of),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.decimal(row.undeclared_pct), row.undeclared_pct),
            Cell(site.catalog.sources[row.source].name),
        )
        for row in rows_of(rows.sort_values(["period", "of"], ascending=False))
    )
    return table(Table("foreign-bases-t", title, columns, cells))
