"""How downloads spread over the sizes of models: of one family, and of all in a pool."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, figure
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell, source_lines, whole_cell
from builder.pages._pools import Pool, newest_pool, rows_of
from builder.speech import say

LADDER = "size-ladder"


def ladder(site: Site, page: str, family: str) -> Markup | None:
    """Draw the ladder of one family in the newest pool; None with fewer than two rungs."""
    pool = newest_pool(site)
    if pool is None:
        return None
    rows = pool.of(site.frame(LADDER))
    rows = rows[rows["family"] == family].sort_values(["parameters_b", "model"])
    if len(rows) <= 1:
        return None
    title = say("Downloads by size of model")
    bars = tuple(_rung(site, page, row) for row in rows_of(rows))
    top = rows.nlargest(1, "downloads_30d").iloc[0]
    summary = say(
        "{model} has {share} of the downloads of the family's {count} models whose size is known.",
        model=site.catalog.models[top["model"]].name,
        share=text.percent(top["family_share_pct"]),
        count=text.whole(len(rows)),
    )
    unit = say("Downloads of 30 days; beside a name its billions of parameters")
    return figure(
        Figure(
            id="size-ladder",
            title=title,
            chart=bar_chart(BarChart("size-ladder-c", title, summary, unit, bars)),
            summary=summary,
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(
                say("All parameters count, not only those that are used for one token."),
                say("A rating stands where people's votes rate that very model."),
            ),
            table=_table(site, page, rows),
            csv_href=text.link(page, metric_csv(LADDER)),
        )
    )


def _rung(site: Site, page: str, row: "pd.Series[float]") -> Bar:
    model = site.catalog.models[str(row.model)]
    size = say("{billions} B", billions=text.decimal(row.parameters_b))
    told = text.compact(row.downloads_30d)
    if pd.notna(row.rating):
        told = say("{downloads}, rated {rating}", downloads=told, rating=text.whole(row.rating))
    href = text.link(page, f"models/{model.id}.md")
    return Bar(f"{model.name} · {size}", float(row.downloads_30d), told, model.id, href)


def ladders(site: Site, page: str, *, pool: Pool) -> Markup | None:
    """Show the sizes of every family in a pool: parameters, downloads and ratings."""
    rows = pool.of(site.frame(LADDER))
    if rows.empty:
        return None
    whole = rows.groupby("family")["downloads_30d"].transform("sum")
    ordered = rows.assign(whole=whole).sort_values(
        ["whole", "family", "parameters_b"], ascending=[False, True, True]
    )
    cells = []
    for row in rows_of(ordered):
        model, *figures = _cells(site, page, row)
        family = group_cell(site, page, "family", row.family)
        cells.append((model, family, *figures, Cell(_source(site, row.rating_source))))
    model_column, *of_figures = _columns()
    columns = (model_column, Column("family", say("Family")), *of_figures,
               Column("source", say("Rating from")))  # fmt: skip
    caption = say("Sizes of models, their downloads and their ratings")
    csv = text.link(page, metric_csv(LADDER))
    return table(Table("ladders", caption, columns, tuple(cells), csv_href=csv, filterable=True))


def _table(site: Site, page: str, rows: pd.DataFrame) -> Markup:
    cells = tuple(_cells(site, page, row) for row in rows_of(rows))
    return table(Table("size-ladder-t", say("Downloads by size of model"), _columns(), cells))


def _cells(site: Site, page: str, row: "pd.Series[float]") -> tuple[Cell, ...]:
    goal = text.link(page, f"models/{row.model}.md")
    return (
        Cell(site.catalog.models[str(row.model)].name, None, goal),
        Cell(text.decimal(row.parameters_b), row.parameters_b),
        whole_cell(row.downloads_30d),
        Cell(text.decimal(row.family_share_pct), row.family_share_pct),
        Cell(text.whole(row.rating), row.rating),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("model", say("Model")),
        Column("parameters", say("Parameters"), unit=say("billions"), kind="number"),
        Column("downloads", say("Downloads"), unit=say("30 days"), kind="number"),
        Column("share", say("Share"), unit=say("% of its family"), kind="number"),
        Column("rating", say("Rating"), unit=say("points"), kind="number"),
    )


def _source(site: Site, source_id: str | float) -> str:
    return "" if pd.isna(source_id) else site.catalog.sources[str(source_id)].name
