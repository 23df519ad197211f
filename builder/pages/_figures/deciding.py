"""The number that decides a reading, over time, with what it is held against."""

from datetime import date

from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, SourceLine, figure
from builder.charts.line import Line, LineChart, Mark, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import CatalogQuery, Reading
from builder.model.paths import catalog_csv, metric_csv
from builder.model.site import Site
from builder.model.verdict import Judgement, Point
from builder.pages._amounts import shown
from builder.pages._figures._parts import is_backfilled, source_lines
from builder.pages._verdicts import group_word, number_told, test_told
from builder.speech import say


def deciding(site: Site, page: str, judgement: Judgement, unit: str) -> Markup | None:
    """Draw the points of a reading; None where there are fewer than two."""
    points = [point for point in judgement.points if point.value is not None]
    if len(points) < 2:
        return None
    reading, newest = judgement.reading, points[-1]
    own = f"reading-{reading.id}"
    title = say("The number that decides, day by day")
    told = number_told(site, reading, newest, unit)
    return figure(
        Figure(
            id=own,
            title=title,
            chart=line_chart(
                LineChart(
                    id=f"{own}-c",
                    title=title,
                    description=told,
                    unit_label=say("{unit}; {test}", unit=say(unit), test=test_told(site, reading,
                                                                                    unit)),
                    lines=_lines(site, reading, points),
                    format=lambda value: shown(value, unit),
                    marks=_marks(points),
                    zero=True,
                )
            ),
            summary=say("{day}: {told}.", day=text.day(newest.period), told=told),
            as_of=newest.period,
            source_lines=_sources(site, page, reading, points),
            table=_table(site, reading, points, unit=unit),
            csv_href=text.link(page, _csv(reading)),
        )
    )  # fmt: skip


def _csv(reading: Reading) -> str:
    query = reading.query
    if isinstance(query, CatalogQuery):
        return catalog_csv(query.count)
    return metric_csv(query.metric)


def _sources(
    site: Site, page: str, reading: Reading, points: list[Point]
) -> tuple[SourceLine, ...]:
    ids = sorted({p.source for p in points if p.source in site.catalog.sources})
    if ids:
        return source_lines(site, page, ids)
    goal = text.link(page, _csv(reading))
    return (SourceLine(say("The catalog; each fact with its own source"), goal),)


def _lines(site: Site, reading: Reading, points: list[Point]) -> tuple[Line, ...]:
    query = reading.query
    if isinstance(query, CatalogQuery):
        whose, against = say("Counted"), say("Limit")
        stepped = _steps([(point.period, point.value) for point in points])
        return (
            Line.through(whose, stepped, key=query.count),
            Line.through(against, [(points[0].period, points[-1].against),
                                   (points[-1].period, points[-1].against)], key="limit"),
        )  # fmt: skip
    mine = Line(group_word(site, query, query.group), _segments(site, points), query.group)
    rivals = {point.rival for point in points if point.rival}
    name = say("Limit")
    if rivals:
        name = group_word(site, query, rivals.pop()) if len(rivals) == 1 else say("The next one")
        times = reading.test.times_at_least
        name = f"{times.times:g} × {name}" if times else name
    key = reading.test.compared_with or "limit"
    return (mine, Line(name, _segments(site, points, against=True), key))


def _steps(days: list[tuple[date, float | None]]) -> tuple[tuple[date, float | None], ...]:
    """Return values as steps: between two days of the catalog's facts nothing happened."""
    stepped: list[tuple[date, float | None]] = []
    for day, value in days:
        if stepped:
            stepped.append((day, stepped[-1][1]))
        stepped.append((day, value))
    return tuple(stepped)


def _segments(site: Site, points: list[Point], *, against: bool = False) -> tuple[Segment, ...]:
    return tuple(
        _segment(site, source, [p for p in points if p.source == source], against=against)
        for source in sorted({point.source for point in points})
    )


def _segment(site: Site, source: str, points: list[Point], *, against: bool) -> Segment:
    days = [(point.period, point.against if against else point.value) for point in points]
    known = site.catalog.sources.get(source)
    if known is None:
        return Segment(_steps(days))
    return Segment(tuple(days), backfilled=is_backfilled(known))


def _marks(points: list[Point]) -> tuple[Mark, ...]:
    why = say("the day's counters cannot be believed; it takes no part")
    return tuple(Mark(point.period, why, "suspect") for point in points if point.suspect)


def _source(site: Site, point: Point) -> str:
    known = site.catalog.sources.get(point.source)
    return known.name if known else say("The catalog")


def _table(site: Site, reading: Reading, points: list[Point], *, unit: str) -> Markup:
    columns = (
        Column("day", say("Day"), kind="date"), Column("value", say("Number"), kind="number"),
        Column("against", say("Held against"), kind="number"), Column("verdict", say("Verdict")),
        Column("told", say("In words")), Column("source", say("Source")),
        Column("vintage", say("Learned on"), kind="date"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(point.period.isoformat(), point.period.isoformat()),
            Cell(shown(point.value, unit), point.value),
            Cell(shown(point.against, unit), point.against),
            Cell(say("left out: suspect") if point.suspect else text.verdict_word(point.state)),
            Cell(number_told(site, reading, point, unit)),
            Cell(_source(site, point)),
            Cell(point.vintage.isoformat() if point.vintage else "—",
                 point.vintage.isoformat() if point.vintage else None),
        )
        for point in reversed(points)
    )  # fmt: skip
    title = say("The number that decides, day by day")
    return table(Table(f"reading-{reading.id}-t", title, columns, rows))
