"""What each country's share hangs on."""

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import SHOWN, group_cell
from builder.pages._pools import SCOPE_NAMES, Pool, rows_of
from builder.speech import say

METRIC = "one-repository-dependence"


def dependence(site: Site, page: str, *, pool: Pool, scope: str) -> Markup:
    """Show the top repositories of the largest countries, and what is left without the first."""
    rows = pool.of(site.frame(METRIC))
    rows = rows[(rows["scope"] == scope) & rows["rank"].notna()]
    rows = rows[rows["dimension"] == "country"].sort_values("rank").head(SHOWN)
    cells = tuple(
        (
            group_cell(site, page, "country", row.group),
            Cell(row.top_repository),
            *(Cell(text.decimal(value), value) for value in (row.top1_pct, row.top3_pct)),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.decimal(row.share_without_top_pct), row.share_without_top_pct),
            Cell(f"{text.whole(row.rank)} → {text.whole(row.rank_without_top)}", row.rank),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("country", "Country"),
        Column("top", "Top repository"),
        Column("top1", "Top 1", unit="% of its own", kind="number"),
        Column("top3", "Top 3", unit="% of its own", kind="number"),
        Column("share", "Share", unit="% of pool", kind="number"),
        Column("without", "Without top 1", unit="% of pool", kind="number"),
        Column("rank", "Rank", unit="→ without", kind="number"),
    )
    caption = say(
        "What each country hangs on, {scope}, {day}",
        scope=say(SCOPE_NAMES[scope]),
        day=text.day(pool.period),
    )
    csv = text.link(page, metric_csv(METRIC))
    return table(Table(f"dependence-{scope}", caption, columns, cells, csv_href=csv))
