"""How a family's downloads spread over the sizes of its models, smallest first."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, figure
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import source_lines, whole_cell
from builder.pages._figures.shoulders import LADDER
from builder.pages._pools import newest_pool, rows_of
from builder.speech import say


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


def _table(site: Site, page: str, rows: pd.DataFrame) -> Markup:
    cells = tuple(
        (
            Cell(site.catalog.models[str(row.model)].name, None,
                 text.link(page, f"models/{row.model}.md")),
            Cell(text.decimal(row.parameters_b), row.parameters_b),
            whole_cell(row.downloads_30d),
            Cell(text.decimal(row.family_share_pct), row.family_share_pct),
            Cell(text.whole(row.rating), row.rating),
        )
        for row in rows_of(rows)
    )  # fmt: skip
    columns = (
        Column("model", say("Model")),
        Column("parameters", say("Parameters"), unit=say("billions"), kind="number"),
        Column("downloads", say("Downloads"), unit=say("30 days"), kind="number"),
        Column("share", say("Share"), unit=say("% of its family"), kind="number"),
        Column("rating", say("Rating"), unit=say("points"), kind="number"),
    )
    return table(Table("size-ladder-t", say("Downloads by size of model"), columns, cells))
