"""The cheapest token at each level of capability, by the release of the model that gave it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.dots import Dot, DotChart, dot_chart
from builder.charts.figure import Figure, figure
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import source_lines
from builder.pages._figures.prices import PRICE, boards_of
from builder.pages._pools import group_name, rows_of
from builder.speech import language as spoken
from builder.speech import say


def price_steps(site: Site, page: str) -> Iterator[Markup]:
    """Yield a chart of every level at which models of several countries have a price."""
    frame = site.frame(PRICE)
    for (benchmark, level), rows in frame.groupby(["benchmark", "level"]):
        if rows["group"].nunique() > 1:
            yield _drawn(site, page, rows, str(benchmark), float(str(level)))


def _drawn(site: Site, page: str, rows: pd.DataFrame, benchmark: str, level: float) -> Markup:
    title = say(
        "Cheapest token from {level} on, {benchmark}",
        level=text.decimal(level, 0),
        benchmark=site.catalog.benchmarks[benchmark].name,
    )
    # A day on which the cheapest stayed the same is no step.
    steps = rows.drop_duplicates(["group", "entity", "usd_per_mtok"]).sort_values("period")
    own = f"price-{benchmark}-{text.slug(text.decimal(level, 0, 'en'))}"
    sources = sorted({*rows["source"], *boards_of(site, rows)})
    return figure(
        Figure(
            id=own,
            title=title,
            chart=dot_chart(_chart(site, steps, title, f"{own}-c")),
            summary=_newest(site, rows),
            as_of=rows["priced_on"].max().date(),
            source_lines=source_lines(site, page, sources),
            notes=(
                say("Each dot is a model that made the level cheaper for its country, on the day "
                    "of its release."),
                *_carried(rows),
            ),
            table=_table(site, steps, title, f"{own}-t"),
            csv_href=text.link(page, metric_csv(PRICE)),
        )
    )  # fmt: skip


def _chart(site: Site, steps: pd.DataFrame, title: str, own: str) -> DotChart:
    newest = set(steps.drop_duplicates("group", keep="last").index)
    dots = tuple(
        _dot(site, row, named=at in newest)
        for at, row in zip(steps.index, rows_of(steps), strict=True)
    )
    told = ", ".join(f"{dot.label} {dot.text}" for dot in dots)
    return DotChart(
        own,
        title,
        told,
        say("US dollars a million tokens, on an axis by factors"),
        dots,
        (),
        tuple((key, group_name(site, "country", key)) for key in sorted({d.key for d in dots})),
        lambda value: text.decimal(value, 0 if value >= 1 else 2),
        language=spoken(),
    )


def _carried(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return that prices are those of one day only, where they are."""
    if not rows["carried"].all():
        return ()
    days = sorted({day.date() for day in rows["priced_on"]})
    told = text.listing([text.day(day) for day in days])
    return (
        say("No price of an earlier day is known: all are those of {days}, carried back to the "
            "day of release. What models cost then may have been more.", days=told),
    )  # fmt: skip


def _dot(site: Site, row: Any, *, named: bool) -> Dot:
    price = say("{price} US dollars", price=text.decimal(row.usd_per_mtok, 2))
    name = row.entity.rpartition("/")[2]
    country = group_name(site, "country", row.group)
    told = say("{country}, {price}", country=country, price=price)
    return Dot(
        name, row.period.date(), row.usd_per_mtok, row.usd_per_mtok, told, row.group, named=named
    )


def _table(site: Site, steps: pd.DataFrame, title: str, own: str) -> Markup:
    columns = (
        Column("day", say("From"), kind="date"),
        Column("country", say("Country of the maker")),
        Column("price", say("Price"), unit=say("US dollars a million tokens"), kind="number"),
        Column("offer", say("Offer, as its seller names it")),
        Column("models", say("Priced models at the level"), kind="number"),
    )
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(group_name(site, "country", row.group)),
            Cell(text.decimal(row.usd_per_mtok, 2), row.usd_per_mtok),
            Cell(row.entity),
            Cell(text.whole(row.models), row.models),
        )
        for row in rows_of(steps)
    )
    return table(Table(own, title, columns, cells))


def _newest(site: Site, rows: pd.DataFrame) -> str:
    last = rows.sort_values("period").drop_duplicates("group", keep="last")
    newest = (
        say(
            "{country}: {price} US dollars ({offer}, the cheapest of {count})",
            country=group_name(site, "country", row.group),
            price=text.decimal(row.usd_per_mtok, 2),
            offer=row.entity,
            count=text.whole(row.models),
        )
        for row in rows_of(last.sort_values("usd_per_mtok"))
    )
    return text.series(newest, strong=True)
