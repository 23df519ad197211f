"""The groups of one dimension by their share of downloads."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, figure
from builder.charts.table import Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import (
    SHARE,
    SHARE_COLUMNS,
    SHOWN,
    denominator,
    group_cell,
    share_bar,
    share_cells,
    source_lines,
    told,
)
from builder.pages._pools import SCOPE_NAMES, Pool, rows_of, shares
from builder.speech import say


def ranking(site: Site, page: str, *, pool: Pool, scope: str, dimension: str) -> Markup:
    """Draw the largest groups and the unmapped share; the table has all of them."""
    rows = shares(site, pool, scope=scope, dimension=dimension)
    shown = pd.concat([rows[~rows["last"]].head(SHOWN), rows[rows["last"]]])
    bars = tuple(share_bar(site, page, row, dimension) for row in rows_of(shown))
    own = f"ranking-{dimension}-{scope}"
    said = {"dimension": say(dimension), "scope": say(SCOPE_NAMES[scope])}
    title = say("Downloads by {dimension}, {scope}", **said)
    csv = text.link(page, metric_csv(SHARE))
    unit = say("% of {denominator}", denominator=denominator(rows))
    chart = BarChart(f"{own}-c", title, told(bars), unit, bars)
    cells = tuple(
        (group_cell(site, page, dimension, row.group), *share_cells(row)) for row in rows_of(rows)
    )
    columns = (Column("group", say(dimension.capitalize())), *SHARE_COLUMNS)
    code = say("The code behind a name: the country of the publisher.")
    notes = () if dimension == "country" else (code,)
    whole = say("{title}: all {count}", title=title, count=len(rows))
    return figure(
        Figure(
            id=own,
            title=title,
            chart=bar_chart(chart),
            summary=_summary(bars, rows),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(say("Pool: {pool}.", pool=pool.source.pool), *notes),
            table=table(Table(f"{own}-t", whole, columns, cells)),
            csv_href=csv,
        )
    )


def _summary(bars: tuple[Bar, ...], rows: pd.DataFrame) -> str:
    mapped = rows[~rows["last"]]
    if mapped.empty:
        return say("No tracked group was observed in this pool.")
    ties = int((mapped["rank"] == 1).sum())
    if ties > 1:
        return say(
            "{ties} groups share the first place with {share}.", ties=ties, share=bars[0].text
        )
    first = {"name": bars[0].label, "share": bars[0].text}
    if len(mapped) == 1:
        return say("{name} has the largest share, {share}.", **first)
    return say(
        "{name} has the largest share, {share}, ahead of {second} with {less}.",
        second=bars[1].label,
        less=bars[1].text,
        **first,
    )
