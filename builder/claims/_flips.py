"""When a verdict turned, and why: new data, a revision, an edit of the catalog, another pool."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd

from builder.claims._evidence import Evidence
from builder.claims._points import points
from builder.model.entities import MetricQuery, Reading
from builder.model.metric import Derived
from builder.model.verdict import Flip, Point


def flips(reading: Reading, found: tuple[Point, ...], evidence: Evidence) -> tuple[Flip, ...]:
    """Return every turn of `reading`, oldest first.

    Neighbouring days are compared as known today; then the newest day with itself, as it would
    read without the latest revisions, and as it was published before our own edits.
    """
    usable = [point for point in found if point.usable]
    turned = [_between(before, after, evidence) for before, after in pairwise(usable)]
    newest = usable[-1:]
    again = [
        flip
        for point in newest
        for flip in (_revised(reading, point, evidence), *_mapped(reading, point, evidence))
    ]
    return tuple(
        sorted((one for one in (*turned, *again) if one is not None), key=lambda one: one.on)
    )


def _between(before: Point, after: Point, evidence: Evidence) -> Flip | None:
    if before.state == after.state:
        return None
    pools = [_pool(point.source, evidence) for point in (before, after)]
    if pools[0] != pools[1]:
        return Flip(after.period, before.state, after.state, "definition", after.source)
    return Flip(after.period, before.state, after.state, "new-data")


def _pool(source: str, evidence: Evidence) -> str:
    known = evidence.catalog.sources.get(source)
    return (known.comparable if known else None) or source


def _revised(reading: Reading, point: Point, evidence: Evidence) -> Flip | None:
    """Return the turn that revised values made: without them, the same day reads otherwise."""
    if evidence.unrevised is None or not isinstance(reading.query, MetricQuery):
        return None
    for old in points(reading, evidence, evidence.unrevised):
        same = (old.period, old.source) == (point.period, point.source)
        if same and old.state not in (point.state, "not-testable"):
            on = point.vintage or point.period
            return Flip(on, old.state, point.state, "revision", point.source)
    return None


def _mapped(reading: Reading, point: Point, evidence: Evidence) -> Iterator[Flip]:
    """Yield the turns that our own edits made, as the archive of edits tells them."""
    query = reading.query
    changes = evidence.panel.changes
    if not isinstance(query, MetricQuery) or query.metric not in evidence.derived or changes.empty:
        return
    own = changes[
        (changes["what"] == "number")
        & changes["name"].str.startswith(f"{query.metric}/{query.value}/")
        & (changes["source"] == point.source)
        & (changes["period"] == point.period.isoformat())
    ]
    after = point.state
    for vintage, moved in sorted(own.groupby("vintage"), reverse=True):
        undone = {query.metric: _undone(evidence.derived[query.metric], query, moved)}
        old = [p for p in points(reading, evidence, undone) if p.period == point.period]
        if old and old[0].state not in (after, "not-testable"):
            facts = changes[(changes["vintage"] == vintage) & (changes["what"] == "fact")]
            named = ", ".join(facts["name"].head(3))
            day = date.fromisoformat(str(vintage))
            yield Flip(day, old[0].state, after, "mapping", named)
            after = old[0].state


def _undone(derived: Derived, query: MetricQuery, moved: pd.DataFrame) -> Derived:
    """Return a metric with the values that stood there before an edit."""
    others = [key for key in derived.metric.keys if key not in ("source", "period")]
    frame = derived.frame
    names = moved["name"].str.split("/", n=2).str[2]
    before = dict(zip(names, moved["before"].astype("float64"), strict=True))
    what = frame[others].astype("str").agg("/".join, axis=1)
    here = (frame["source"] == moved["source"].iloc[0]) & (
        frame["period"] == pd.Timestamp(moved["period"].iloc[0])
    )
    old = what.map(before).where(here)
    values = frame[query.value].astype("float64")
    return replace(derived, frame=frame.assign(**{query.value: old.fillna(values)}))
