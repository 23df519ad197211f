"""From values and days to places: nice ticks, and fractions of the length of an axis.

Values are counted in Decimal, so that no finite number, however large or small, can overflow.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from builder.text import written_day

_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_STEPS_OF_DAYS = (1, 2, 3, 7, 14)
_STEPS_OF_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


@dataclass(frozen=True)
class Values:
    """The axis of values: its ends, and where its lines are ruled; by factors if `logarithmic`."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    logarithmic: bool = False

    def fraction(self, value: float) -> float:
        """Return how far up the axis `value` stands: 0 at the bottom, 1 at the top."""
        if self.logarithmic:
            return float((Decimal(value) / self.low).log10() / (self.high / self.low).log10())
        return float((Decimal(value) - self.low) / (self.high - self.low))


@dataclass(frozen=True)
class Tick:
    """A ruled day: where it is, what it says; `spare` ones give way where it is narrow."""

    day: date
    label: str
    spare: bool


@dataclass(frozen=True)
class Days:
    """The axis of days: first to last, both included."""

    first: date
    last: date

    def fraction(self, day: date) -> float:
        """Return how far along the axis `day` stands; a single day stands in the middle."""
        span = (self.last - self.first).days
        return (day - self.first).days / span if span else 0.5


def finite(value: float | None) -> float | None:
    """Return `value`, or None where it is no number: None, NaN, infinite, pandas' NA."""
    try:
        known = value is not None and math.isfinite(value)
    except (TypeError, ValueError):
        return None
    return float(value) if known and value is not None else None


def value_axis(values: Iterable[float], *, zero: bool, wanted: int = 5) -> Values:
    """Return an axis for `values` with about `wanted` round ticks; `zero` makes it begin at 0."""
    counted = [Decimal(value) for value in values] + ([Decimal(0)] if zero else [])
    low, high = min(counted), max(counted)
    if high - low <= abs(high) * Decimal("1e-12"):
        room = abs(high) / 10 or Decimal(1)
        low, high = low - (0 if zero and low >= 0 else room), high + room
    step = _nice_step((high - low) / (wanted - 1))
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    ticks = tuple(step * (first + index) for index in range(int(last - first) + 1))
    return Values(ticks[0], ticks[-1], ticks)


def factor_axis(values: Iterable[float]) -> Values:
    """Return an axis by factors for `values`, all above 0, ruled at 1, 2 and 5 of each power."""
    counted = [Decimal(value) for value in values]
    low, high = min(counted), max(counted)
    powers = range(low.adjusted(), high.adjusted() + 2)
    nice = [Decimal(digit).scaleb(power) for power in powers for digit in (1, 2, 5)]
    first = max((tick for tick in nice if tick <= low), default=nice[0])
    last = min(tick for tick in nice if tick >= high and tick > first)
    ticks = tuple(tick for tick in nice if first <= tick <= last)
    return Values(first, last, ticks, logarithmic=True)


def _nice_step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(nice * power for nice in _NICE if nice * power >= rough)


def day_ticks(days: Days, language: str, *, most: int = 8) -> tuple[Tick, ...]:
    """Return at most about `most` ruled days: every so many days, months or years."""
    span = (days.last - days.first).days
    for step in _STEPS_OF_DAYS:
        if span < step * most:
            found = [days.first + timedelta(n) for n in range(0, span + 1, step)]
            return _labelled(found, "d MMM", language)
    return _by_months(days, language, most)


def _by_months(days: Days, language: str, most: int) -> tuple[Tick, ...]:
    first, last = (day.year * 12 + day.month - 1 for day in (days.first, days.last))
    step = next((s for s in _STEPS_OF_MONTHS if (last - first) / s < most), _STEPS_OF_MONTHS[-1])
    months = range(-(-first // step) * step, last + 1, step)
    found = [date(month // 12, month % 12 + 1, 1) for month in months if month >= 12]
    found = [day for day in found if days.first <= day <= days.last]
    return _labelled(found, "y" if step >= 12 else "MMM", language)


def _labelled(days: Sequence[date], pattern: str, language: str) -> tuple[Tick, ...]:
    def label(index: int, day: date) -> str:
        new_year = pattern == "MMM" and (index == 0 or day.year != days[index - 1].year)
        return written_day(day, "MMM y" if new_year else pattern, language)

    # Counted from the end: the newest day keeps its label on a phone.
    return tuple(
        Tick(day, label(index, day), spare=len(days) > 4 and (len(days) - 1 - index) % 2 == 1)
        for index, day in enumerate(days)
    )
