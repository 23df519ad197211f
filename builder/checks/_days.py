"""Days that may be known to the month or the year only: what can be said of their order."""

from calendar import monthrange
from datetime import date

from builder.model.fields import first_day


def last_day(value: str) -> date:
    """Return the last day that the partial date `value` may mean."""
    first = first_day(value)
    if len(value) == len("2025"):
        return date(first.year, 12, 31)
    if len(value) == len("2025-01"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def surely_before(one: str, other: str) -> bool:
    """Say whether `one` comes before `other` whatever days the two may mean."""
    return last_day(one) < first_day(other)


def surely_not_after(one: str, other: str) -> bool:
    """Say whether `one` is before `other` or the same day, whatever days the two may mean."""
    return last_day(one) <= first_day(other)
