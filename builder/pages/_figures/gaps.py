"""Gaps and months behind on the newest board of every benchmark, with how sure they are."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures.frontier import interval, points, side_name
from builder.pages._figures.sourced import sourced_table
from builder.pages._pools import rows_of
from builder.speech import say, say_many

GAP, LAG = "capability-gap", "months-behind"
DAYS_A_MONTH = 30.4375


def newest_rows(site: Site, metric: str, pair: str) -> pd.DataFrame:
    """Return the rows of a pair on the newest board of each benchmark that has both sides."""
    rows = site.frame(metric)
    rows = rows[rows["pair"] == pair]
    return rows[rows["period"] == rows.groupby("benchmark")["period"].transform("max")]


def signs(site: Site, pair: str) -> str | None:
    """Return on how many benchmarks which side is ahead, and on how many nobody can say."""
    rows = newest_rows(site, GAP, pair)
    if rows.empty:
        return None
    return say_many(
        "{count} benchmark has both sides: {one} is ahead on {first}, {other} on {second}. On "
        "{overlap} the two best are not separable, and on {unsure} the board tells no intervals.",
        "{count} benchmarks have both sides: {one} is ahead on {first}, {other} on {second}. On "
        "{overlap} the two best are not separable, and on {unsure} the board tells no intervals.",
        len(rows),
        one=side_names(site, rows)[0],
        other=side_names(site, rows)[1],
        first=int(((rows["gap"] > 0) & (rows["separable"] == 1)).sum()),
        second=int(((rows["gap"] < 0) & (rows["separable"] == 1)).sum()),
        overlap=int((rows["separable"] == 0).sum()),
        unsure=int(rows["separable"].isna().sum()),
    )


def gaps(site: Site, page: str, pair: str) -> Markup | None:
    """Draw the gap of a pair on every benchmark as a table."""
    rows = newest_rows(site, GAP, pair)
    one, other = side_names(site, rows)
    columns = (
        Column("benchmark", say("Benchmark")),
        Column("board", say("Board of"), kind="date"),
        Column("first", say("Best: {side}", side=one)),
        Column("second", say("Best: {side}", side=other)),
        Column("gap", say("Gap"), unit=say("points"), kind="number"),
        Column("interval", say("95 % interval")),
        Column("separable", say("Separable")),
        Column("models", say("Models compared")),
    )
    cells = tuple(
        (
            _benchmark(site, page, row),
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(f"{row.first_entity} {points(row.first_rating)}"),
            Cell(f"{row.second_entity} {points(row.second_rating)}"),
            Cell(text.decimal(row.gap), row.gap),
            Cell(interval(row.gap_low, row.gap_high)),
            Cell(_separable(row.separable)),
            Cell(_compared(row.first_models, row.second_models, row.models_all)),
        )
        for row in rows_of(rows)
    )
    title = say("Gap between the best models, by benchmark")
    return _figure(
        site, page, rows, title=title, drawn=(f"gaps-{pair}", columns, cells), metric=GAP
    )


def months(site: Site, page: str, pair: str) -> Markup | None:
    """Draw how many months the second side is behind on every benchmark as a table."""
    rows = newest_rows(site, LAG, pair)
    one, other = side_names(site, rows)
    columns = (
        Column("benchmark", say("Benchmark")),
        Column("board", say("Board of"), kind="date"),
        Column("second", say("Best and since when: {side}", side=other)),
        Column("first", say("First as good: {side}", side=one)),
        Column("lag", say("Behind"), unit=say("months"), kind="number"),
        Column("interval", say("95 % interval"), unit=say("months")),
        Column("state", say("How to read it")),
        Column("models", say("Models compared")),
    )
    cells = tuple(
        (
            _benchmark(site, page, row),
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(_since(row.second_entity, row.second_day)),
            Cell(_since(row.first_entity, row.first_day)),
            Cell(text.decimal(row.lag_days / DAYS_A_MONTH), row.lag_days),
            Cell(interval(row.lag_low / DAYS_A_MONTH, row.lag_high / DAYS_A_MONTH)),
            Cell(bound_words(row)),
            Cell(_compared(row.first_models, row.second_models, row.models_all)),
        )
        for row in rows_of(rows)
    )
    title = say("Months behind, by benchmark")
    return _figure(
        site, page, rows, title=title, drawn=(f"months-{pair}", columns, cells), metric=LAG
    )


def side_names(site: Site, rows: pd.DataFrame) -> tuple[str, str]:
    """Return what the two sides are called."""
    dimension = "weights" if "closed" in set(rows["first"]) else "country"
    first, second = (set(rows[side]) for side in ("first", "second"))
    names = [side_name(site, dimension, one.pop()) if one else "" for one in (first, second)]
    return names[0], names[1]


def _figure(
    site: Site, page: str, rows: pd.DataFrame, *, title: str, drawn: tuple[Any, ...], metric: str
) -> Markup | None:
    if rows.empty:
        return None
    own, columns, cells = drawn
    told = Table(
        own,
        text.sentences(title, say(site.derived[metric].metric.question)),
        columns,
        cells,
        csv_href=text.link(page, metric_csv(metric)),
        row_count_note=say_many("{count} benchmark", "{count} benchmarks", len(rows)),
    )
    return sourced_table(site, page, told, sources=rows["source"].unique(), metric=metric)


def _benchmark(site: Site, page: str, row: Any) -> Cell:
    one = site.catalog.benchmarks[row.benchmark]
    return Cell(one.name, None, text.link(page, entity_page("benchmarks", one.id)))


def _since(entity: Any, day: Any) -> str:
    if text.is_unknown(entity):
        return say("none yet")
    return say("{model}, {day}", model=entity, day=text.day(day.date()))


def _separable(value: float) -> str:
    if text.is_unknown(value):
        return say("unknown: no intervals")
    return say("yes") if value else say("no: the intervals overlap")


def bound_words(row: Any) -> str:
    """Return what keeps a lag from being read as a plain number."""
    bounds = {
        "at-least": say("at least this: the leader was there at the first board"),
        "at-most": say("at most this: an end is still open"),
        "unknown": say("both were there at the first board"),
    }
    told = [bounds[row.bound]] if row.bound in bounds else []
    told += [say("not separable")] if row.separable == 0 else []
    return text.series(told, strong=True) or say("as it stands")


def _compared(first: float, second: float, whole: float) -> str:
    return say(
        "{first} and {second} of {whole}",
        first=text.whole(first),
        second=text.whole(second),
        whole=text.whole(whole),
    )
