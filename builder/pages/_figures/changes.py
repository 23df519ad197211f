"""Which of the largest families grew and which shrank in the last week."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, figure
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import (
    SHOWN,
    bar_name,
    group_cell,
    source_lines,
    told,
    whole_cell,
)
from builder.pages._pools import UNMAPPED, Pool, rows_of
from builder.speech import say

METRIC = "momentum"
TITLE = "Momentum of the largest families, language models"


def changes(site: Site, page: str, *, pool: Pool) -> Markup | None:
    """Draw the weekly change of the most downloaded families; None without a week to compare."""
    rows = pool.of(site.frame(METRIC))
    rows = rows[(rows["scope"] == "language") & (rows["dimension"] == "family")]
    rows = rows[rows["group"] != UNMAPPED].sort_values("downloads_now", ascending=False)
    rows = rows.head(SHOWN).sort_values("change_pct", ascending=False)
    if rows.empty:
        return None
    bars = tuple(_bar(site, page, row) for row in rows_of(rows))
    since = text.day(rows["before"].iloc[0].date())
    unit = say("% change of 30-day downloads since {day}", day=since)
    grew, shrank = int((rows["change_pct"] > 0).sum()), int((rows["change_pct"] < 0).sum())
    return figure(
        Figure(
            id="momentum",
            title=say(TITLE),
            chart=bar_chart(BarChart("momentum-c", say(TITLE), told(bars), unit, bars)),
            summary=say(
                "{grew} of {all} families grew, {shrank} shrank.",
                grew=grew,
                all=len(rows),
                shrank=shrank,
            ),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(
                say("A rolling counter of 30 days falls when an old burst leaves it."),
                say("Repositories that are in the pool on one of the two days only are left out."),
            ),
            table=_table(site, page, rows),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )


def _bar(site: Site, page: str, row: object) -> Bar:
    group, change = str(row.group), row.change_pct  # type: ignore[attr-defined]
    return Bar(
        bar_name(site, "family", group),
        None if text.is_unknown(change) else change,
        text.signed_percent(change),
        group,
        text.link(page, entity_page("families", group)),
    )


def _table(site: Site, page: str, rows: pd.DataFrame) -> Markup:
    cells = tuple(
        (
            group_cell(site, page, "family", row.group),
            Cell(text.signed_percent(row.change_pct), row.change_pct),
            *map(whole_cell, (row.downloads_before, row.downloads_now)),
            *map(whole_cell, (row.matched_repositories, row.unmatched_repositories)),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("family", "Family"),
        Column("change", "Change", unit="%", kind="number"),
        Column("before", "Downloads before", unit="30 days", kind="number"),
        Column("now", "Downloads now", unit="30 days", kind="number"),
        Column("matched", "Compared", unit="repositories", kind="number"),
        Column("unmatched", "Left out", unit="repositories", kind="number"),
    )
    return table(Table("momentum-t", say(TITLE), columns, cells))
