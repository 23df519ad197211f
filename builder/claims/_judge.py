"""Judges a claim: each reading for itself, then all of them together; today, and on its own day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from builder.claims._counted import is_dated
from builder.claims._evidence import Evidence
from builder.claims._flips import flips
from builder.claims._points import counted_on, points
from builder.model.entities import CatalogQuery, Claim, MetricQuery, Reading
from builder.model.fields import first_day
from builder.model.verdict import Found, Judgement, Point, State, Verdict

#: A day without an observation is judged by the nearest one before it, if that is no older.
NEAR_DAYS = 31


def judge(claim: Claim, evidence: Evidence) -> Verdict:
    """Return the verdict on `claim`, with everything that led to it."""
    judgements = tuple(_judged(reading, claim, evidence) for reading in claim.readings)
    due = _due(claim, judgements, evidence)
    # What a forecast speaks of had not happened on any day before the last one.
    history = () if due else tuple(_history([one.points for one in judgements]))
    return Verdict(
        claim=claim,
        judgements=judgements,
        # A forecast has no verdict before its day, and none but that of its day after it.
        now=due or _together([one.now for one in judgements]),
        then=Found("not-testable", why="forecast")
        if due
        else _together([one.then for one in judgements]),
        history=history,
        since=_since(history),
        flips=()
        if due
        else tuple(sorted((f for one in judgements for f in one.flips), key=lambda f: f.on)),
        unit_of={r.id: unit_of(r, evidence) for r in claim.readings},
        due=due,
    )


def _due(claim: Claim, judged: tuple[Judgement, ...], evidence: Evidence) -> Found | None:
    """Return the verdict on the day of reckoning of a forecast; None where claim is none."""
    if claim.forecast is None:
        return None
    due = claim.forecast.due
    if due > evidence.as_of:
        return Found("not-testable", why="not-due")
    return _together([_then(one.reading, one.points, due, evidence) for one in judged])


def last_day(partial: str) -> date:
    """Return the last day that a partial date may mean."""
    first = first_day(partial)
    if len(partial) == len("2024-12-17"):
        return first
    months = 1 if len(partial) == len("2024-12") else 12
    later = first.month - 1 + months
    return date(first.year + later // 12, later % 12 + 1, 1) - timedelta(days=1)


def unit_of(reading: Reading, evidence: Evidence) -> str:
    """Return the unit of the number that decides a reading."""
    query = reading.query
    if isinstance(query, CatalogQuery):
        return "%" if query.of is not None else query.count
    metric = evidence.derived.get(query.metric)
    return dict(metric.metric.values).get(query.value, "") if metric else ""


def _judged(reading: Reading, claim: Claim, evidence: Evidence) -> Judgement:
    found = points(reading, evidence)
    runs = [(point.period, point.state) for point in found if point.usable]
    return Judgement(
        reading=reading,
        points=found,
        now=_now(reading, found, evidence),
        then=_then(reading, found, last_day(claim.said[0].on), evidence),
        flips=flips(reading, found, evidence),
        since=_since(runs),
    )


def _now(reading: Reading, found: tuple[Point, ...], evidence: Evidence) -> Found:
    if not found:
        return Found("not-testable", why="nothing-seen")
    if isinstance(reading.query, CatalogQuery):
        # The catalog speaks of today: no older day takes its place.
        return _counted(found[-1])
    usable = [point for point in found if point.usable]
    if not usable:
        why = "lacking" if any(point.lacks for point in found) else "suspect"
        return Found("not-testable", found[-1], why=why)
    point = usable[-1]
    if point.source and evidence.is_stale(point.source, point.period):
        return Found("stale", point, held=point.state, why="stale")
    return Found(point.state, point)


def _counted(point: Point) -> Found:
    """Return what a count in the catalog says, and why it says nothing."""
    why = "partial" if point.partial else "lacking" if point.lacks else ""
    return Found(point.state, point, why=why)


def _then(reading: Reading, found: tuple[Point, ...], day: date, evidence: Evidence) -> Found:
    """Return the verdict on the claim's own day, from the newest usable period up to then."""
    if day > evidence.as_of:
        return Found("not-testable", why="not-over")
    if isinstance(reading.query, CatalogQuery):
        if not is_dated(reading.query):
            return Found("not-testable", why="undated")
        point = counted_on(reading, reading.query, evidence, day)
        return replace(_counted(point), later=True)
    earlier = [point for point in found if point.usable and point.period <= day]
    if not earlier:
        return Found("not-testable", why="nothing-then")
    point = earlier[-1]
    observed = point.source in evidence.catalog.sources
    if observed and (day - point.period).days > max(NEAR_DAYS, _window(reading.query)):
        return Found("not-testable", point, why="too-old")
    return Found(point.state, point, later=point.vintage is None or point.vintage > day)


def _window(query: MetricQuery) -> int:
    return query.window_days or 0


def _together(found: Iterable[Found]) -> Found:
    """Return the verdict of all readings together; those that cannot be tested have no voice."""
    told = list(found)
    if not told:
        return Found("not-testable", why="untestable")
    heard = [one for one in told if one.state != "not-testable"]
    if not heard:
        return Found("not-testable", why=told[0].why)
    state = overall(one.shown for one in heard)
    later = any(one.later for one in heard)
    if all(one.state == "stale" for one in heard):
        return Found("stale", held=state, later=later, why="stale")
    return Found(state, later=later)


def overall(states: Iterable[State]) -> State:
    """Return what several readings say together: one voice, or mixed."""
    voices = {state for state in states if state not in ("not-testable", "stale")}
    if not voices:
        return "not-testable"
    return voices.pop() if len(voices) == 1 else "mixed"


def _history(all_points: list[tuple[Point, ...]]) -> Iterable[tuple[date, State]]:
    """Yield the overall state from each day on which any reading had a usable number."""
    days: dict[date, Mapping[int, State]] = {}
    for index, found in enumerate(all_points):
        for point in found:
            if point.usable or not point.source:
                days[point.period] = {**days.get(point.period, {}), index: point.state}
    known: dict[int, State] = {}
    for day in sorted(days):
        known |= days[day]
        state = overall(known.values())
        if state != "not-testable":
            yield day, state


def _since(history: Iterable[tuple[date, State]]) -> date | None:
    """Return the first day of the run of equal states at the end."""
    since, before = None, None
    for day, state in history:
        if state != before:
            since, before = day, state
    return since
