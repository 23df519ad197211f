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


def ranking(site: Site, page: str, *, pool: Pool, scope: str, dimension: str) -> Markup:
    """Draw the largest groups and the unmapped share; the table has all of them."""
    rows = shares(site, pool, scope=scope, dimension=dimension)
    shown = pd.concat([rows[~rows["last"]].head(SHOWN), rows[rows["last"]]])
    bars = tuple(share_bar(site, page, row, dimension) for row in rows_of(shown))
    own, title = f"ranking-{dimension}-{scope}", f"Downloads by {dimension}, {SCOPE_NAMES[scope]}"
    csv = text.link(page, metric_csv(SHARE))
    chart = BarChart(f"{own}-c", title, told(bars), f"% of {denominator(rows)}", bars)
    cells = tuple(
        (group_cell(site, page, dimension, row.group), *share_cells(row)) for row in rows_of(rows)
    )
    columns = (Column("group", dimension.capitalize()), *SHARE_COLUMNS)
    notes = (
        () if dimension == "country" else ("The code behind a name: the country of the publisher.",)
    )
    return figure(
        Figure(
            id=own,
            title=title,
            chart=bar_chart(chart),
            summary=_summary(bars, rows),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(f"Pool: {pool.source.pool}.", *notes),
            table=table(Table(f"{own}-t", f"{title}: all {len(rows)}", columns, cells)),
            csv_href=csv,
        )
    )


def _summary(bars: tuple[Bar, ...], rows: pd.DataFrame) -> str:
    mapped = rows[~rows["last"]]
    if mapped.empty:
        return "No tracked group was observed in this pool."
    ties = int((mapped["rank"] == 1).sum())
    if ties > 1:
        return f"{ties} groups share the first place with {bars[0].text}."
    second = f", ahead of {bars[1].label} with {bars[1].text}" if len(mapped) > 1 else ""
    return f"{bars[0].label} has the largest share, {bars[0].text}{second}."
