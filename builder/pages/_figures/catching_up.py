"""Months behind over time, and every record of the leader with when the follower reached it."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import is_backfilled, source_lines
from builder.pages._figures.frontier import interval, points
from builder.pages._figures.gaps import DAYS_A_MONTH, LAG, bound_words, side_names
from builder.pages._figures.sourced import sourced_table
from builder.pages._pools import rows_of
from builder.speech import say, say_many

RECORDS = "catch-up"


def months_over_time(site: Site, page: str, pair: str) -> Markup | None:
    """Draw how far the second side was behind on every board of the benchmarks that have several.

    What is only a bound is in the table, and no point of a line.
    """
    rows = site.frame(LAG)
    rows = rows[(rows["pair"] == pair) & rows["lag_days"].notna()]
    several = rows.groupby("benchmark")["period"].transform("nunique") > 1
    rows = rows[several].sort_values(["benchmark", "period"])
    if rows.empty:
        return None
    one, other = side_names(site, rows)
    title = say("Months that {second} is behind {first}, board by board", first=one, second=other)
    known, ids = rows[rows["bound"] == ""], sorted(rows["source"].unique())
    told = _told(site, rows, known)
    return figure(
        Figure(
            id=f"lag-{pair}",
            title=title,
            chart=line_chart(_chart(site, known, title, told, own=f"lag-{pair}-c")),
            summary=told,
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, ids),
            notes=(
                say(
                    "A band is the 95 % interval. A line is cut where the scale or the source "
                    "changed, and has no point where a board tells only a bound."
                ),
            ),
            table=_boards(site, rows, title, pair),
            csv_href=text.link(page, metric_csv(LAG)),
        )
    )


def _chart(site: Site, known: pd.DataFrame, title: str, told: str, *, own: str) -> LineChart:
    return LineChart(
        id=own,
        title=title,
        description=told,
        unit_label=say("months behind; below 0: the follower was there first"),
        lines=tuple(
            Line(site.catalog.benchmarks[str(name)].name, _segments(site, boards), str(name))
            for name, boards in known.groupby("benchmark")
        ),
        format=text.decimal,
        format_tick=text.whole,
        zero=True,
    )


def _told(site: Site, rows: pd.DataFrame, known: pd.DataFrame) -> str:
    newest = [
        say(
            "{benchmark}: {months} months on the board of {day}",
            benchmark=site.catalog.benchmarks[row.benchmark].name,
            months=text.decimal(row.lag_days / DAYS_A_MONTH),
            day=text.day(row.period.date()),
        )
        for row in rows_of(known.drop_duplicates("benchmark", keep="last"))
    ]
    bounds = say_many(
        "{count} board tells only a bound, which is in the table.",
        "{count} boards tell only a bound, which is in the table.",
        len(rows) - len(known),
    )
    bounded = len(rows) > len(known)
    return text.sentences(text.series(newest, strong=True), bounds if bounded else "")


def _segments(site: Site, rows: pd.DataFrame) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            tuple((row.period.date(), row.lag_days / DAYS_A_MONTH) for row in rows_of(own)),
            backfilled=is_backfilled(site.catalog.sources[str(source)]),
            band=tuple(
                (row.period.date(), row.lag_low / DAYS_A_MONTH, row.lag_high / DAYS_A_MONTH)
                for row in rows_of(own[own["lag_low"].notna()])
            ),
        )
        for (source, _), own in rows.groupby(["source", "stretch"])
    )


def _boards(site: Site, rows: pd.DataFrame, title: str, pair: str) -> Markup:
    columns = (
        Column("board", say("Board of"), kind="date"),
        Column("benchmark", say("Benchmark")),
        Column("lag", say("Behind"), unit=say("months"), kind="number"),
        Column("interval", say("95 % interval"), unit=say("months")),
        Column("state", say("How to read it")),
        Column("models", say("Models compared"), kind="number"),
    )
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(site.catalog.benchmarks[row.benchmark].name),
            Cell(text.decimal(row.lag_days / DAYS_A_MONTH), row.lag_days),
            Cell(interval(row.lag_low / DAYS_A_MONTH, row.lag_high / DAYS_A_MONTH)),
            Cell(bound_words(row)),
            Cell(text.whole(compared := row.first_models + row.second_models), compared),
        )
        for row in rows_of(rows.sort_values("period", ascending=False, kind="stable"))
    )
    return table(Table(f"lag-{pair}-t", title, columns, cells))


def records_told(site: Site, pair: str) -> str | None:
    """Return, of every benchmark, how many records were reached, and in how many days half were."""
    rows = _of_pair(site, pair)
    return None if rows.empty else _medians(site, rows)


def _of_pair(site: Site, pair: str) -> pd.DataFrame:
    rows = site.frame(RECORDS)
    order = ["benchmark", "record_day"]
    return rows[rows["pair"] == pair].sort_values(order, ascending=[True, False])


def records_reached(site: Site, page: str, pair: str) -> Markup | None:
    """Draw, of every record of the first side, when the second reached it, if it has."""
    rows = _of_pair(site, pair)
    if rows.empty:
        return None
    one, other = side_names(site, rows)
    columns = (
        Column("record", say("Record of {side}", side=one)),
        Column("benchmark", say("Benchmark"), facet=True),
        Column("since", say("Since"), kind="date"),
        Column("level", say("Level"), kind="number"),
        Column("by", say("First as good: {side}", side=other)),
        Column("on", say("Reached on"), kind="date"),
        Column("days", say("Took"), unit=say("days"), kind="number"),
        Column("interval", say("95 % interval"), unit=say("days")),
    )
    told = Table(
        f"records-{pair}",
        say("Every record, and when it was reached"),
        columns,
        tuple(_record(site, page, row) for row in rows_of(rows)),
        csv_href=text.link(page, metric_csv(RECORDS)),
        row_count_note=say_many("{count} record", "{count} records", len(rows)),
        filterable=True,
    )
    return sourced_table(site, page, told, sources=rows["source"].unique(), metric=RECORDS)


def _record(site: Site, page: str, row: Any) -> tuple[Cell, ...]:
    model = row.record_model if isinstance(row.record_model, str) else None
    waited = say("not yet, after {days}", days=text.whole(row.lag_days))
    return (
        Cell(row.record, None, text.link(page, entity_page("models", model)) if model else None),
        Cell(site.catalog.benchmarks[row.benchmark].name),
        Cell(str(row.record_day.date()), str(row.record_day.date())),
        Cell(points(row.level), row.level),
        Cell(row.reached_entity if row.reached else say("none yet")),
        Cell(str(row.reached_day.date()), str(row.reached_day.date())) if row.reached
        else Cell(say("not yet")),
        Cell(text.whole(row.lag_days) if row.reached else waited, row.lag_days),
        Cell(_interval(row)),
    )  # fmt: skip


def _interval(row: Any) -> str:
    if row.open == 1:
        return say("{low} or more", low=text.whole(row.lag_low))
    return interval(row.lag_low, row.lag_high, 0)


def _medians(site: Site, rows: pd.DataFrame) -> str:
    """Return, of every benchmark, how many records were reached, and the median of the days."""
    told = []
    for benchmark, own in rows.groupby("benchmark"):
        median = own["median_days"].iloc[0]
        values = {
            "benchmark": site.catalog.benchmarks[str(benchmark)].name,
            "whole": len(own),
            "reached": int(own["reached"].sum()),
            "days": text.whole(median),
        }
        # With fewer than half reached, a median would rest on the few that were.
        if text.is_unknown(median) or 2 * own["reached"].sum() < len(own):
            told.append(say("{benchmark}: {reached} of {whole} reached", **values))
        else:
            told.append(
                say("{benchmark}: {reached} of {whole} reached, half within {days} days", **values)
            )
    return text.sentences(text.series(told, strong=True))
