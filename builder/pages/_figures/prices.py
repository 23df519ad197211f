"""What a token costs at equal capability: the cheapest of each country at each level."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures.sourced import sourced_table
from builder.pages._pools import group_name, rows_of
from builder.speech import say

PRICE = "price-at-capability"


def prices(site: Site, page: str) -> Markup | None:
    """Draw every step of the cheapest price, level by level, the newest first."""
    rows = site.frame(PRICE)
    if rows.empty:
        return None
    order = ["benchmark", "level", "period", "group"]
    rows = rows.sort_values(order, ascending=[True, False, False, True])
    title = say("Cheapest token of a model that stands at least at a level")
    columns = (
        Column("level", say("Level"), kind="number"),
        Column("day", say("From"), kind="date"),
        Column("country", say("Country of the maker")),
        Column("price", say("Price"), unit=say("US dollars a million tokens"), kind="number"),
        Column("times", say("Times the cheapest of all"), kind="number"),
        Column("offer", say("Offer, as its seller names it")),
        Column("told", say("Price told for")),
        Column("models", say("Priced models at the level"), kind="number"),
    )
    cells = tuple(_cells(site, row) for row in rows_of(rows))
    sources = sorted({*rows["source"], *boards_of(site, rows)})
    told = Table(
        "prices", text.sentences(title, _summary(site, rows)), columns, cells,
        csv_href=text.link(page, metric_csv(PRICE)),
    )  # fmt: skip
    return sourced_table(site, page, told, sources=sources, metric=PRICE)


def boards_of(site: Site, rows: pd.DataFrame) -> set[str]:
    """Return the sources of the boards that say which models stand at a level."""
    frontier = site.frame("capability-frontier")
    newest = frontier[frontier["period"].isin(rows["rated_on"])]
    return set(newest.loc[newest["benchmark"].isin(rows["benchmark"]), "source"])


def _cells(site: Site, row: Any) -> tuple[Cell, ...]:
    told = text.day(row.priced_on.date())
    return (
        Cell(text.decimal(row.level, 0), row.level),
        Cell(str(row.period.date()), str(row.period.date())),
        Cell(group_name(site, "country", row.group)),
        Cell(text.decimal(row.usd_per_mtok, 2), row.usd_per_mtok),
        Cell(text.decimal(row.times_cheapest), row.times_cheapest),
        Cell(str(row.entity)),
        Cell(say("{day}, carried back", day=told) if row.carried else told),
        Cell(text.whole(row.models), row.models),
    )


def _summary(site: Site, rows: pd.DataFrame) -> str:
    """Return who is cheapest at each level on the newest day."""
    newest = rows[rows["period"] == rows["period"].max()]
    told = []
    for level, own in newest.groupby("level"):
        best = next(rows_of(own.nsmallest(1, "usd_per_mtok")))
        told.append(
            say(
                "from {level} on {country} with {price} US dollars",
                level=text.decimal(float(str(level)), 0),
                country=group_name(site, "country", best.group),
                price=text.decimal(best.usd_per_mtok, 2),
            )
        )
    return say("Cheapest on the newest day: {levels}.", levels=text.series(told, strong=True))
