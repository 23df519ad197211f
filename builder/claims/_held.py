"""The tests: what a number is held against, how far it is from turning, and what follows."""

from dataclasses import dataclass

from builder.claims._rows import Row
from builder.model.entities import Criterion
from builder.model.verdict import State


@dataclass(frozen=True)
class Held:
    """A number held against something; `distance` is above 0 where the reading holds.

    `least` and `most` are the distances at the two ends of the intervals, where there are any.
    """

    against: float
    distance: float
    holds: bool
    least: float
    most: float
    rival: str | None = None
    rank: int | None = None

    @property
    def state(self) -> State:
        """Supported or contradicted; mixed where the intervals hold both answers."""
        if self.least < self.most:
            if self.least > 0:
                return "supported"
            return "contradicted" if self.most < 0 else "mixed"
        return "supported" if self.holds else "contradicted"


def held(test: Criterion, group: str, row: Row) -> Held | None:
    """Return `group`'s value of `row` held against what `test` asks; None if that is unknown."""
    if group not in row.values:
        return None
    if test.rank_at_most is not None:
        return _ranked(test.rank_at_most, group, row)
    other = test.compared_with
    if other is not None:
        times = test.times_at_least.times if test.times_at_least else 1.0
        return _compared(group, other, row, times=times, ties=test.times_at_least is not None)
    return limited(test, row.values[group], row.lows.get(group), row.highs.get(group))


def limited(
    test: Criterion, value: float, low: float | None = None, high: float | None = None
) -> Held:
    """Return a number held against a limit or zero; `low` and `high` are its interval."""
    limit = test.at_least if test.at_least is not None else test.at_most or 0.0
    sense = 1 if test.at_least is not None or test.sign == "positive" else -1
    at_low, at_high = (sense * ((value if end is None else end) - limit) for end in (low, high))
    distance = sense * (value - limit)
    holds = distance > 0 if test.sign else distance >= 0
    return Held(limit, distance, holds, min(at_low, at_high), max(at_low, at_high))


def _compared(group: str, other: str, row: Row, *, times: float, ties: bool) -> Held | None:
    if other not in row.values:
        return None
    against = times * row.values[other]
    distance = row.values[group] - against
    low, high = _span(group, other, row, times)
    return Held(against, distance, distance >= 0 if ties else distance > 0, low, high, other)


def _span(group: str, other: str, row: Row, times: float = 1.0) -> tuple[float, float]:
    """Return the smallest and the largest distance that the intervals of two groups allow."""
    low = row.lows.get(group, row.values[group]) - times * row.highs.get(other, row.values[other])
    high = row.highs.get(group, row.values[group]) - times * row.lows.get(other, row.values[other])
    return low, high


def _ranked(most: int, group: str, row: Row) -> Held | None:
    """Hold a group against the one that stands at the edge of the ranks asked for."""
    others = sorted(((v, name) for name, v in row.values.items() if name != group), reverse=True)
    if not others:
        return None
    value = row.values[group]
    rank = 1 + sum(other > value for other, _ in others)
    against, rival = others[min(most, len(others)) - 1]
    low, high = _span(group, rival, row)
    return Held(against, value - against, rank <= most, low, high, rival, rank)
