"""The deciding number of a reading, period by period, and what its test says of each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from builder.claims._counted import Found, counted, known_on
from builder.claims._evidence import Evidence
from builder.claims._held import Held, held, limited
from builder.claims._rows import Row, rows
from builder.model.entities import CatalogQuery, MetricQuery, Reading
from builder.model.metric import Derived
from builder.model.verdict import Point, State


def points(
    reading: Reading, evidence: Evidence, derived: Mapping[str, Derived] | None = None
) -> tuple[Point, ...]:
    """Return the points of `reading`, oldest first, one a period: of several sources, the first.

    `derived` takes the place of the evidence's own metrics, as they were known at another time.
    """
    query = reading.query
    if isinstance(query, CatalogQuery):
        return tuple(_counts(reading, query, evidence))
    known = (evidence.derived if derived is None else derived).get(query.metric)
    if known is None:
        return ()
    first: dict[date, Point] = {}
    for row in rows(query, known):
        point = _measured(reading, query, row, evidence)
        other = first.get(row.period)
        # A suspect day of one source is no reason to forget what another one saw.
        if other is None or _order(point, evidence) < _order(other, evidence):
            first[row.period] = point
    return tuple(first[day] for day in sorted(first))


def _order(point: Point, evidence: Evidence) -> tuple[bool, tuple[int, str]]:
    return (not point.usable, evidence.rank_of(point.source))


def _measured(reading: Reading, query: MetricQuery, row: Row, evidence: Evidence) -> Point:
    found = None if row.lacks else held(reading.test, query.group, row)
    key = (row.source, row.period)
    point = Point(
        period=row.period,
        source=row.source,
        state="not-testable",
        value=row.values.get(query.group),
        low=row.lows.get(query.group),
        high=row.highs.get(query.group),
        unplaced=row.unplaced,
        lacks=row.lacks or (None if found else query.value),
        suspect=key in evidence.suspect,
        vintage=evidence.vintages.get(key),
        number=row.number,
    )
    return _with(point, found) if found else point


def _with(point: Point, found: Held) -> Point:
    return replace(
        point,
        state=found.state,
        against=found.against,
        distance=found.distance,
        rival=found.rival,
        rank=found.rank,
        lacks=None,
    )


def _counts(reading: Reading, query: CatalogQuery, evidence: Evidence) -> Iterator[Point]:
    """Yield what was counted, at each day on which that changed, and today."""
    found = counted(query, evidence.catalog)
    among = counted(query, evidence.catalog, query.of) if query.of else ()
    days = {
        day
        for one in (*found, *among)
        for day in (one.day, one.until)
        if day and day <= evidence.as_of
    }
    for day in sorted({*days, evidence.as_of}):
        yield _counted_on(reading, query, (found, among), day)


def counted_on(reading: Reading, query: CatalogQuery, evidence: Evidence, day: date) -> Point:
    """Return what the catalog counts on `day`, by the entities' own dates."""
    among = counted(query, evidence.catalog, query.of) if query.of else ()
    return _counted_on(reading, query, (counted(query, evidence.catalog), among), day)


def _counted_on(
    reading: Reading, query: CatalogQuery, both: tuple[Found, Found], day: date
) -> Point:
    found, among = (known_on(query, one, day) for one in both)
    if query.of is not None:
        inside = {one.id for one in among}
        found = tuple(one for one in found if one.id in inside)
    named = tuple(f"{query.count}/{one.id}" for one in found)
    size = len(found) if query.of is None else len(among)
    point = Point(
        period=day, source="", state="not-testable", value=float(len(found)), entities=named,
        of=None if query.of is None else len(among),
    )  # fmt: skip
    if size < (query.least or (0 if query.of is None else 1)):
        return replace(point, value=None, lacks=query.count)
    value = float(len(found)) if query.of is None else 100 * len(found) / len(among)
    judged = _with(replace(point, value=value), limited(reading.test, value))
    if query.of is None and query.whole is None and _asks_for_more(reading, judged):
        return replace(judged, state="not-testable", partial=True)
    return judged


def _asks_for_more(reading: Reading, point: Point) -> bool:
    """Say whether a verdict rests on what the catalog lacks: a count there is a lower limit."""
    wanted: State = "contradicted" if reading.test.at_least is not None else "supported"
    return point.state == wanted
