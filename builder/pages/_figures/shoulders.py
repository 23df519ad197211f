"""On how few shoulders a pool rests, and how a family's downloads spread over its sizes."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell, whole_cell
from builder.pages._pools import SCOPE_NAMES, Pool, rows_of
from builder.speech import say

CONCENTRATION, LADDER = "concentration", "size-ladder"


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


def ladders(site: Site, page: str, *, pool: Pool) -> Markup | None:
    """Show the sizes of every family in a pool: parameters, downloads and ratings."""
    rows = pool.of(site.frame(LADDER))
    if rows.empty:
        return None
    whole = rows.groupby("family")["downloads_30d"].transform("sum")
    ordered = rows.assign(whole=whole).sort_values(
        ["whole", "family", "parameters_b"], ascending=[False, True, True]
    )
    cells = tuple(
        (
            Cell(site.catalog.models[row.model].name, None,
                 text.link(page, f"models/{row.model}.md")),
            group_cell(site, page, "family", row.family),
            Cell(text.decimal(row.parameters_b), row.parameters_b),
            whole_cell(row.downloads_30d),
            Cell(text.decimal(row.family_share_pct), row.family_share_pct),
            Cell(text.whole(row.rating), row.rating),
            Cell(_source(site, row.rating_source)),
        )
        for row in rows_of(ordered)
    )  # fmt: skip
    columns = (
        Column("model", say("Model")),
        Column("family", say("Family")),
        Column("parameters", say("Parameters"), unit=say("billions"), kind="number"),
        Column("downloads", say("Downloads"), unit=say("30 days"), kind="number"),
        Column("share", say("Share"), unit=say("% of its family"), kind="number"),
        Column("rating", say("Rating"), unit=say("points"), kind="number"),
        Column("source", say("Rating from")),
    )
    caption = say("Sizes of models, their downloads and their ratings")
    csv = text.link(page, metric_csv(LADDER))
    return table(Table("ladders", caption, columns, cells, csv_href=csv, filterable=True))


def _source(site: Site, source_id: str | float) -> str:
    return "" if pd.isna(source_id) else site.catalog.sources[str(source_id)].name
