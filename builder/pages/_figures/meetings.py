"""Two models or families on the boards that rate them both, and where they do not meet."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table
from builder.model.paths import entity_page, head_to_head_page, metric_csv
from builder.model.rivals import Rivals, rivals
from builder.model.site import Site
from builder.pages._figures.frontier import interval, over_time, points, side_name
from builder.pages._figures.sourced import sourced_table
from builder.pages._pools import rows_of
from builder.speech import say, say_many

METRIC = "head-to-head"
#: Where both stand on one board under one protocol; `differ`: each under another setting.
MET = ("best", "same", "one")
_TOLD = ("entity", "model", "rating", "low", "high")


def names(site: Site, pair: Rivals) -> dict[str, str]:
    """Return what the two are called, to be put into sentences."""
    sides = {"first": pair.first, "second": pair.second}
    return {side: side_name(site, pair.kind, own) for side, own in sides.items()}


def pairs(site: Site, kind: str | None = None, own: str | None = None) -> list[tuple[str, str]]:
    """Return page and title of every pair, or of those that one model or family is part of."""
    return [
        (head_to_head_page(pair.id), say("{first} v {second}", **names(site, pair)))
        for pair in rivals(site.catalog)
        if kind is None or (pair.kind == kind and own in (pair.first, pair.second))
    ]


def newest_met(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, of the rows of a pair, the newest board of every benchmark where they meet."""
    return rows[rows["state"].isin(MET)].drop_duplicates("benchmark", keep="last")


def summary(rows: pd.DataFrame, called: dict[str, str]) -> str:
    """Return on how many benchmarks which of the two stands higher, and how sure that is."""
    met = newest_met(rows)
    if met.empty:
        return say("No board rates both {first} and {second}, so nothing is compared.", **called)
    apart = met["separable"] == 1
    return say_many(
        "{count} of {whole} benchmarks rates both. {first} stands surely higher on {ahead}, "
        "{second} on {behind}; on {overlap} they are not separable, on {unsure} nobody tells it.",
        "{count} of {whole} benchmarks rate both. {first} stands surely higher on {ahead}, "
        "{second} on {behind}; on {overlap} they are not separable, on {unsure} nobody tells it.",
        len(met),
        whole=rows["benchmark"].nunique(),
        ahead=int((apart & (met["gap"] > 0)).sum()),
        behind=int((apart & (met["gap"] < 0)).sum()),
        overlap=int((met["separable"] == 0).sum()),
        unsure=int(met["separable"].isna().sum()),
        **called,
    )


def standing(site: Site, page: str, rows: pd.DataFrame, called: dict[str, str]) -> Markup | None:
    """Draw the two on the newest board of every benchmark where they meet, as a table."""
    met = newest_met(rows)
    if met.empty:
        return None
    columns = (
        Column("benchmark", say("Benchmark")),
        Column("words", say("In words"), wide=True),
        Column("gap", say("Difference"), unit=say("points, first less second"), kind="number"),
        Column("interval", say("95 % interval of the difference")),
        Column("first", called["first"]),
        Column("second", called["second"]),
        Column("board", say("Board of"), kind="date"),
        Column("votes", say("Votes or tasks")),
        Column("compared", say("What is compared")),
    )
    cells = tuple(_cells(site, page, row, called=called) for row in rows_of(met))
    title = say("{first} and {second}, board by board", **called)
    told = Table(
        "head-to-head",
        title,
        columns,
        cells,
        csv_href=text.link(page, metric_csv(METRIC)),
        row_count_note=say_many("{count} benchmark", "{count} benchmarks", len(met)),
    )
    return sourced_table(site, page, told, sources=met["source"].unique(), metric=METRIC)


def _cells(site: Site, page: str, row: Any, *, called: dict[str, str]) -> tuple[Cell, ...]:
    one = site.catalog.benchmarks[row.benchmark]
    return (
        Cell(one.name, None, text.link(page, entity_page("benchmarks", one.id))),
        Cell(_in_words(row, called)),
        Cell(text.decimal(row.gap), row.gap),
        Cell(interval(row.gap_low, row.gap_high)),
        _rated(row.first_entity, row.first_rating, row.first_low, row.first_high),
        _rated(row.second_entity, row.second_rating, row.second_low, row.second_high),
        Cell(str(row.period.date()), str(row.period.date())),
        Cell(say("{first} and {second}", first=text.whole(row.first_votes),
                 second=text.whole(row.second_votes))),
        Cell(_compared(row)),
    )  # fmt: skip


def _rated(entity: str, rating: float, low: float, high: float) -> Cell:
    told = say(
        "{rating} ({interval}), as {entity}",
        rating=points(rating),
        interval=interval(low, high),
        entity=entity,
    )
    return Cell(told, rating)


def _in_words(row: Any, called: dict[str, str]) -> str:
    higher = called["first"] if row.gap > 0 else called["second"]
    if text.is_unknown(row.separable):
        return say("{higher} has the higher value; nobody tells how sure it is", higher=higher)
    if row.separable:
        return say("{higher} stands higher", higher=higher)
    if row.gap_low > 0 or row.gap_high < 0:
        return say(
            "not separable: the intervals overlap, though the difference leaves out 0 ({higher})",
            higher=higher,
        )
    return say("not separable")


def _compared(row: Any) -> str:
    if row.state == "best":
        return say(
            "the best of {first} and of {second} names",
            first=text.whole(row.first_names),
            second=text.whole(row.second_names),
        )
    if row.state == "same":
        return say("under the same setting, as far as the names tell")
    return say("only one of the two names tells a setting; of several, the best is taken")


def over_all_boards(
    site: Site, page: str, rows: pd.DataFrame, called: dict[str, str]
) -> list[Markup]:
    """Draw the two over time on every benchmark with several boards that rate both."""
    met = rows[rows["state"].isin(MET)]
    found = []
    for benchmark, own in met.groupby("benchmark"):
        if own["period"].nunique() > 1:
            one = site.catalog.benchmarks[str(benchmark)]
            title = say("{benchmark}: {first} and {second}", benchmark=one.name, **called)
            long = _long(own)
            found.append(over_time(site, page, one, rows=long, metric=METRIC, title=title))
    return found


def _long(met: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each of the two on every board, as a figure of sides needs them."""
    board = met[["benchmark", "source", "period", "stretch"]]
    sides = [
        board.assign(
            **{what: met[f"{side}_{what}"] for what in _TOLD},
            dimension=met["kind"],
            group=met[side],
            at=met["period"],
        )
        for side in ("first", "second")
    ]
    return pd.concat(sides, ignore_index=True)


def not_compared(site: Site, rows: pd.DataFrame, called: dict[str, str]) -> Iterator[str]:
    """Yield a sentence for every benchmark on which the two are not compared, and why."""
    met = set(newest_met(rows)["benchmark"])
    for row in rows_of(rows.drop_duplicates("benchmark", keep="last")):
        if row.benchmark not in met:
            named = site.catalog.benchmarks[row.benchmark].name
            yield say(_WHY[row.state], benchmark=named, **called)


_WHY = {
    "differ": "{benchmark}: each is rated under another setting.",
    "only-first": "{benchmark}: {first} is rated, {second} is not.",
    "only-second": "{benchmark}: {second} is rated, {first} is not.",
    "apart": "{benchmark}: both were rated, but never on one board.",
    "neither": "{benchmark}: neither is rated.",
}
