"""The rows of a metric that a query asks for: one group's value a period, and everybody else's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import NamedTuple

import pandas as pd

from builder.model.entities import MetricQuery
from builder.model.metric import Derived

#: Groups that are nobody in particular: they have no rank, and nobody is compared with them.
NOBODY = ("unmapped", "undeclared", "several")
#: What a metric calls the sum of all groups: no group among them.
TOTAL = "all"


@dataclass(frozen=True)
class Row:
    """One period of one source: the value of each group, with the ends of their intervals.

    `lacks` names the column of which the asked group has less than the query needs.
    """

    period: date
    source: str
    values: dict[str, float]
    lows: dict[str, float]
    highs: dict[str, float]
    unplaced: float | None
    lacks: str | None
    number: str | None


def rows(query: MetricQuery, derived: Derived) -> Iterator[Row]:
    """Yield the rows of `query` by period; of a period that several sources know, all of them."""
    frame = _asked(query, derived)
    if frame.empty:
        return
    found: dict[tuple[date, str], list[_Told]] = {}
    for one in _told(frame, query):
        found.setdefault((one.period, one.source), []).append(one)
    others = [key for key in derived.metric.keys if key not in ("source", "period")]
    names = [frame[key].tolist() for key in others]
    for _, told in sorted(found.items()):
        mine = next((one for one in told if one.group == query.group), None)
        if mine is not None:
            yield _row(query, told, mine, "/".join(str(name[mine.place]) for name in names))


def _asked(query: MetricQuery, derived: Derived) -> pd.DataFrame:
    """Return the rows of a metric that a query is about; `3a090-*` asks for a beginning."""
    begun = {key: value for key, value in query.where.items() if value.endswith("*")}
    exact = {key: value for key, value in query.where.items() if key not in begun}
    frame = derived.rows_with(exact)
    for column, value in begun.items():
        frame = frame[frame[column].astype("str").str.startswith(value.removesuffix("*"))]
    return frame


class _Told(NamedTuple):
    """One row of a metric's frame, as far as a query asks for it, and its place in the frame."""

    period: date
    source: str
    group: str
    value: float
    low: float
    high: float
    least: tuple[float, ...]
    place: int


def _told(frame: pd.DataFrame, query: MetricQuery) -> Iterator[_Told]:
    value = _smoothed(frame, query) if query.window_days else frame[query.value]
    numbers = [value, *(frame[end] if end else value for end in (query.low, query.high))]
    least = [frame[column].astype("float64").tolist() for column in query.least]
    columns = zip(
        frame["period"].dt.date.tolist(),
        frame["source"].astype("str").tolist() if "source" in frame else [""] * len(frame),
        frame[query.by].astype("str").tolist(),
        *(one.astype("float64").tolist() for one in numbers),
        zip(*least, strict=True) if least else [()] * len(frame),
        range(len(frame)),
        strict=True,
    )
    return starmap(_Told, columns)


def _smoothed(frame: pd.DataFrame, query: MetricQuery) -> pd.Series:
    """Return, row by row, the mean of the window that ends with its period."""
    keys = [query.by, *(["source"] if "source" in frame else [])]
    means = pd.Series(index=frame.index, dtype="float64")
    for _, own in frame.sort_values("period").groupby(keys):
        rolled = own.rolling(f"{query.window_days}D", on="period")[query.value].mean()
        means[own.index] = rolled.to_numpy()
    return means


def _row(query: MetricQuery, told: list[_Told], mine: _Told, what: str) -> Row:
    known = [one for one in told if one.value == one.value]
    values = {one.group: one.value for one in known}
    nobody = [values.pop(name) for name in NOBODY if name in values]
    if query.group != TOTAL:
        values.pop(TOTAL, None)
    short = (c for c, has in zip(query.least, mine.least, strict=True) if not has >= query.least[c])
    return Row(
        period=mine.period,
        source=mine.source,
        values=values,
        lows={one.group: one.low for one in known} if query.low else {},
        highs={one.group: one.high for one in known} if query.high else {},
        unplaced=sum(nobody) if nobody else None,
        lacks=next(short, None),
        number=f"{query.metric}/{query.value}/{mine.source}/{mine.period.isoformat()}/{what}",
    )
