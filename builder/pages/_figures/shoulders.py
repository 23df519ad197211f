"""On how few shoulders a pool rests."""

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell
from builder.pages._pools import SCOPE_NAMES, Pool, rows_of
from builder.speech import say

CONCENTRATION = "concentration"


def shoulders(site: Site, page: str, *, pool: Pool) -> Markup:
    """Show the concentration of a pool, and who leads without the leader's top repository."""
    rows = pool.of(site.frame(CONCENTRATION))
    cells = tuple(
        (
            Cell(say("{dimension}, {scope}", dimension=say(row.dimension),
                     scope=say(SCOPE_NAMES[row.scope]))),
            Cell(text.whole(row.hhi_low), row.hhi_low),
            Cell(text.whole(row.hhi_high), row.hhi_high),
            group_cell(site, page, row.dimension, row.leader),
            Cell(text.decimal(row.leader_pct), row.leader_pct),
            Cell(row.leader_top_repository),
            Cell(text.decimal(row.leader_without_top_pct), row.leader_without_top_pct),
            group_cell(site, page, row.dimension, row.leader_without_top),
        )
        for row in rows_of(rows.dropna(subset=["leader"]))
    )  # fmt: skip
    columns = (
        Column("by", say("By")),
        Column("low", say("Index"), unit=say("unmapped as many"), kind="number"),
        Column("high", say("Index"), unit=say("unmapped as one"), kind="number"),
        Column("leader", say("Leader")),
        Column("share", say("Share"), unit="%", kind="number"),
        Column("top", say("Its top repository")),
        Column("without", say("Share without it"), unit="%", kind="number"),
        Column("then", say("Leader then")),
    )
    caption = say("Concentration, and the leader without its top repository")
    csv = text.link(page, metric_csv(CONCENTRATION))
    return table(Table("concentration", caption, columns, cells, csv_href=csv))
