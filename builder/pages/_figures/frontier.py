"""The frontier of a benchmark: the best model of each side, by board or by release."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Mark, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Benchmark
from builder.model.fields import first_day
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import LINES, is_backfilled, source_lines
from builder.pages._pools import UNMAPPED, group_name, rows_of
from builder.speech import say

FRONTIER, RECORDS = "capability-frontier", "capability-records"


def side_name(site: Site, dimension: str, group: str) -> str:
    """Return what a side of a comparison is called; `dimension` may be a kind of the catalog."""
    if dimension in site.catalog.entities:
        return site.catalog.entities[dimension][group].name
    if dimension == "weights":
        return say("Open weights") if group == "open" else say("Closed weights")
    return group_name(site, "country", group)


def frontier(site: Site, page: str, one: Benchmark, *, dimension: str) -> Markup | None:
    """Draw the frontier over its boards; where there is but one, over the releases on it."""
    rows = site.frame(FRONTIER)
    rows = rows[(rows["benchmark"] == one.id) & (rows["dimension"] == dimension)]
    rows = rows[rows["group"] != UNMAPPED]
    if rows.empty:
        return None
    if rows["period"].nunique() > 1:
        title = _title(one, dimension)
        rows = rows.assign(at=rows["period"])
        return over_time(site, page, one, rows=rows, metric=FRONTIER, title=title)
    rows = site.frame(RECORDS)
    rows = rows[(rows["benchmark"] == one.id) & (rows["dimension"] == dimension)]
    rows = rows.rename(columns={"record": "entity"}).assign(at=rows["day"], stretch=0)
    return over_time(site, page, one, rows=rows, metric=RECORDS, title=_title(one, dimension))


def _title(one: Benchmark, dimension: str) -> str:
    if dimension == "country":
        return say("{benchmark}: best model by country", benchmark=one.name)
    return say("{benchmark}: best open and closed weights", benchmark=one.name)


def over_time(
    site: Site, page: str, one: Benchmark, *, rows: pd.DataFrame, metric: str, title: str
) -> Markup:
    """Draw the ratings of each side over the days `at`: lines with bands, steps for records.

    `rows` has at, dimension, group, entity, model, rating, low, high, source, period, stretch.
    """
    dimension, newest = rows["dimension"].iloc[0], rows["period"].max()
    own = f"frontier-{one.id}-{dimension}"
    chosen = _chosen(rows, one)
    told = _told(site, rows, dimension, chosen)
    chart = LineChart(
        id=f"{own}-c",
        title=title,
        description=told,
        unit_label=say("{unit}, {protocol}", unit=one.unit, protocol=_axis(metric)),
        lines=tuple(
            _line(site, rows, dimension, group, steps=metric == RECORDS) for group in chosen
        ),
        format=points,
        marks=tuple(Mark(first_day(b.on), b.what) for b in one.breaks),
    )
    sources = sorted(rows["source"].unique())
    return figure(
        Figure(
            id=own,
            title=title,
            chart=line_chart(chart),
            summary=told,
            as_of=newest.date(),
            source_lines=source_lines(site, page, sources),
            notes=(one.protocol, _note(metric)),
            table=_table(site, page, rows, dimension=dimension, title=title),
            csv_href=text.link(page, metric_csv(metric)),
        )
    )


def _axis(metric: str) -> str:
    return say("by day of release") if metric == RECORDS else say("by board")


def _note(metric: str) -> str:
    if metric == RECORDS:
        return say("All values stand on one board; a step is the release of a better model.")
    return say("A band is the 95 % interval of a rating. Lines are cut where the scale changed.")


def _chosen(rows: pd.DataFrame, one: Benchmark) -> tuple[str, ...]:
    """Return the sides that are drawn: the best on the newest day, and always both of a pair."""
    best = rows.groupby("group")["rating"].agg("max" if one.better == "higher" else "min")
    order = best.sort_values(ascending=one.better == "lower").index
    return tuple(order[:LINES])


def _line(site: Site, rows: pd.DataFrame, dimension: str, group: str, *, steps: bool) -> Line:
    own = rows[rows["group"] == group].sort_values("at")
    segments = tuple(
        Segment(
            _stepped(stretch) if steps else _points(stretch),
            backfilled=is_backfilled(site.catalog.sources[str(source)]),
            band=() if steps else _band(stretch),
        )
        for (source, _), stretch in own.groupby(["source", "stretch"])
    )
    return Line(side_name(site, dimension, group), segments, group)


def _points(rows: pd.DataFrame) -> tuple[tuple[Any, float], ...]:
    return tuple((row.at.date(), row.rating) for row in rows_of(rows))


def _stepped(rows: pd.DataFrame) -> tuple[tuple[Any, float], ...]:
    """Return the points of a stair: a record holds until the next, and to the board's day."""
    points = _points(rows)
    before = [(day, value) for (day, _), (_, value) in zip(points[1:], points, strict=False)]
    stairs = [points[0], *(p for pair in zip(before, points[1:], strict=True) for p in pair)]
    return (*stairs, (rows["period"].iloc[0].date(), points[-1][1]))


def _band(rows: pd.DataFrame) -> tuple[tuple[Any, float, float], ...]:
    known = rows[rows["low"].notna() & rows["high"].notna()]
    return tuple((row.at.date(), row.low, row.high) for row in rows_of(known))


def _told(site: Site, rows: pd.DataFrame, dimension: str, groups: tuple[str, ...]) -> str:
    """Return the newest best of each side in words."""
    told = []
    for group in groups[:3]:
        last = next(rows_of(rows[rows["group"] == group].sort_values("at").tail(1)))
        told.append(
            say(
                "{side}: {model} with {rating} ({day})",
                side=side_name(site, dimension, group),
                model=last.entity,
                rating=points(last.rating),
                day=text.day(last.at.date()),
            )
        )
    return text.sentences(text.series(told, strong=True))


def _table(site: Site, page: str, rows: pd.DataFrame, *, dimension: str, title: str) -> Markup:
    cells = tuple(
        (
            Cell(str(row.at.date()), str(row.at.date())),
            Cell(side_name(site, dimension, row.group)),
            _model(site, page, row),
            Cell(points(row.rating), row.rating),
            Cell(interval(row.low, row.high)),
        )
        for row in rows_of(rows.sort_values(["at", "group"], ascending=[False, True]))
    )
    columns = (
        Column("day", say("Day"), kind="date"),
        Column("side", say("Side")),
        Column("model", say("Model, as the board writes it")),
        Column("rating", say("Rating"), kind="number"),
        Column("interval", say("95 % interval")),
    )
    return table(Table(f"{rows['benchmark'].iloc[0]}-{dimension}-t", title, columns, cells))


def _model(site: Site, page: str, row: Any) -> Cell:
    known = row.model if isinstance(row.model, str) else ""
    href = text.link(page, entity_page("models", known)) if known in site.catalog.models else None
    return Cell(str(row.entity), None, href)


def points(value: float) -> str:
    """Return a rating: a whole one without a fraction, for that is how its board tells it."""
    return text.decimal(value, 0 if value == round(value) else 1)


def interval(low: float, high: float, digits: int = 1) -> str:
    """Return an interval in words; where nobody tells one, that it is unknown."""
    if text.is_unknown(low) or text.is_unknown(high):
        return say("no interval told")
    return say("{low} to {high}", low=text.decimal(low, digits), high=text.decimal(high, digits))
