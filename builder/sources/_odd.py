"""Reads single values of foreign rows: each is right, missing, or a reason to leave its row out."""

import math
import re
from collections.abc import Mapping
from datetime import date

from builder.model.fields import PARTIAL_DATE, first_day

#: What data sets write where they know nothing.
NOTHING = frozenset({"", "-", "n/a", "na", "nan", "none", "null", "unknown"})
#: The longest that the name of a model may be, and that a list of the organizations behind one
#: may be: some have forty.
LONGEST_NAME = 200
LONGEST_TEXT = 2_000
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]*(?:Z|\+00:00)?)?")


class OddError(Exception):
    """A row that must be left out; the message says what it is: `without a name`."""


def number(
    value: object, what: str, *, least: float = -math.inf, most: float = 1e300
) -> float | None:
    """Return a number, None where there is none. Raises OddError for what is no finite number.

    `least` and `most` are the smallest and the largest value that `what` can have.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in NOTHING):
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise OddError(f"whose {what} is no number")
    if isinstance(value, float) and math.isnan(value):
        return None
    if not (-1e300 <= value <= most and value >= least):
        raise OddError(f"whose {what} cannot be")
    return float(value)


def name(value: object, what: str) -> str:
    """Return a text of one line that names something. Raises OddError where there is none."""
    told = text(value)
    if not told:
        raise OddError(f"without a {what}")
    if len(told) > LONGEST_NAME:
        raise OddError(f"whose {what} is too long")
    return told


def text(value: object) -> str:
    """Return what a row tells in one line, empty where it tells nothing. Raises OddError."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise OddError("with a number where a text should be")
    told = " ".join(value.split())
    if len(told) > LONGEST_TEXT or not told.isprintable():
        raise OddError("with a text that cannot be")
    return told


def day(value: object, what: str, until: date) -> date:
    """Return a day that is known to the day, not after `until`. Raises OddError."""
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise OddError(f"without a {what}")
    return _until(match[1], what, until)


def first_possible_day(value: object, what: str, until: date) -> date:
    """Return the first day that a date of any precision may mean: 2026, 2026-07, 2026-07-01."""
    told = value.strip() if isinstance(value, str) else ""
    if not PARTIAL_DATE.fullmatch(told):
        return day(value, what, until)
    return _until(told, what, until)


def _until(told: str, what: str, until: date) -> date:
    try:
        found = first_day(told)
    except ValueError as error:
        raise OddError(f"whose {what} is no day") from error
    if found > until:
        raise OddError(f"whose {what} is still to come")
    return found


def known(values: Mapping[str, float | None]) -> tuple[dict[str, float], str]:
    """Return the values that are there, and a status that names the others."""
    there = {column: value for column, value in values.items() if value is not None}
    return there, " ".join(f"missing:{column}" for column in values if column not in there)


def told(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes that say something."""
    return {attribute: value for attribute, value in attributes.items() if value}
