"""Who builds on whose models: a matrix, and a table with all of it."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.heat import HeatMap, heat_map
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell, source_lines, whole_cell
from builder.pages._pools import UNMAPPED, group_name, rows_of
from builder.speech import say

METRIC = "lineage"
#: More rows and columns than these do not fit a phone.
ROWS, COLUMNS = 9, 6


def matrix(site: Site, page: str, rows: pd.DataFrame, *, dimension: str) -> Markup:
    """Draw one pool's rows of the lineage metric; the largest groups, and the table has all."""
    source_id, day = rows["source"].iloc[0], rows["period"].iloc[0].date()
    title = {
        "country": say("Who builds on whose models, by country"),
        "family": say("Which families are built on, and by which"),
    }[dimension]
    own = f"lineage-{dimension}-{source_id}"
    source = site.catalog.sources[source_id]
    return figure(
        Figure(
            id=own,
            title=title,
            chart=heat_map(_chart(site, rows, dimension=dimension, title=title, own=own)),
            summary=_summary(site, rows, dimension),
            as_of=day,
            source_lines=source_lines(site, page, [source_id]),
            notes=(
                say("Pool: {pool}.", pool=source.pool or source.name),
                say(
                    "What a publisher makes of its own models is left out. What declares no base "
                    "is in no cell; its share stands in the table."
                ),
            ),
            table=_table(site, page, rows, dimension=dimension, own=own, title=title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )


def _largest(rows: pd.DataFrame, side: str, most: int) -> list[str]:
    sums = rows.groupby(side)["repositories"].sum().sort_values(ascending=False, kind="stable")
    return list(sums.head(most).index)


def _chart(site: Site, rows: pd.DataFrame, *, dimension: str, title: str, own: str) -> HeatMap:
    bases, builders = _largest(rows, "base", ROWS), _largest(rows, "group", COLUMNS)
    shown = rows[rows["base"].isin(bases) & rows["group"].isin(builders)]
    return HeatMap(
        f"{own}-c",
        title,
        _summary(site, rows, dimension),
        say("Repositories. Down: whose model it is. Across: who publishes what is made of it."),
        {
            base: say("Others") if base == UNMAPPED else group_name(site, dimension, base)
            for base in bases
        },
        {group: _short(site, dimension, group) for group in builders},
        {
            (row.base, row.group): (row.repositories, text.whole(row.repositories))
            for row in rows_of(shown)
        },
    )


def _short(site: Site, dimension: str, group: str) -> str:
    """Return a name that fits over a narrow column."""
    if group == UNMAPPED:
        return say("others")
    return group.upper() if dimension == "country" else group_name(site, dimension, group)


def _summary(site: Site, rows: pd.DataFrame, dimension: str) -> str:
    first = rows.sort_values(["repositories", "base"], ascending=[False, True]).iloc[0]
    groups = rows.drop_duplicates("group")
    whole, none = groups["group_repositories"].sum(), groups["undeclared_repositories"].sum()
    return say(
        "{made} repositories are made of another publisher's model. The largest cell is {first} "
        "(model by: {base}; published by: {builder}). Of the {whole} repositories of these "
        "publishers {none} declare no base.",
        made=text.whole(rows["repositories"].sum()),
        first=text.whole(first["repositories"]),
        builder=group_name(site, dimension, first["group"]),
        base=group_name(site, dimension, first["base"]),
        whole=text.whole(whole),
        none=text.whole(none),
    )


def _table(
    site: Site, page: str, rows: pd.DataFrame, *, dimension: str, own: str, title: str
) -> Markup:
    ordered = rows.sort_values(["repositories", "base", "group"], ascending=[False, True, True])
    cells = tuple(
        (
            group_cell(site, page, dimension, row.base),
            group_cell(site, page, dimension, row.group),
            whole_cell(row.repositories),
            Cell(text.decimal(row.share_pct), row.share_pct),
            whole_cell(row.downloads_30d),
            whole_cell(row.undeclared_repositories),
            Cell(text.decimal(row.undeclared_pct), row.undeclared_pct),
            whole_cell(row.same_owner_repositories),
        )
        for row in rows_of(ordered)
    )
    columns = (
        Column("base", say("Model by")),
        Column("builder", say("Made by")),
        Column("repositories", say("Repositories"), kind="number"),
        Column("share", say("Share"), unit=say("% of those it makes"), kind="number"),
        Column("downloads", say("Downloads"), unit=say("30 days"), kind="number"),
        Column("undeclared", say("No base declared"), unit=say("repositories"), kind="number"),
        Column("undeclared-pct", say("No base declared"), unit=say("% of all its"), kind="number"),
        Column("own", say("Of its own models"), unit=say("left out"), kind="number"),
    )
    return table(Table(f"{own}-t", title, columns, cells))
