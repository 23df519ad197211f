"""Axes: round ticks for values, calendar ticks for days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts._scale import Days, day_ticks, finite, value_axis

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def test_shares_begin_at_zero() -> None:
    assert value_axis([61.0, 68.7], zero=True).ticks == tuple(map(Decimal, (0, 20, 40, 60, 80)))


def test_a_step_that_fits_exactly_is_taken() -> None:
    assert value_axis([0.0, 100.0], zero=True).ticks == tuple(map(Decimal, (0, 25, 50, 75, 100)))


def test_other_values_begin_near_their_lowest() -> None:
    axis = value_axis([1_103.0, 1_455.0], zero=False)
    assert axis.ticks == tuple(map(Decimal, (1100, 1200, 1300, 1400, 1500)))


def test_values_that_never_change_still_have_an_axis() -> None:
    axis = value_axis([7.0, 7.0], zero=False)
    assert axis.low < 7 < axis.high


@given(st.lists(NUMBERS, min_size=1), st.booleans())
def test_every_value_lies_on_its_axis(values: list[float], zero: bool) -> None:
    axis = value_axis(values, zero=zero)
    assert all(0 <= axis.fraction(value) <= 1 for value in values)
    assert len(axis.ticks) <= 8


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((2026, 11, 8), (2026, 11, 10), ["8 Nov", "9 Nov", "10 Nov"]),
        ((2026, 11, 24), (2026, 11, 24), ["24 Nov"]),
        ((2025, 9, 5), (2026, 2, 5), ["Oct 2025", "Nov", "Dec", "Jan 2026", "Feb"]),
        ((2019, 6, 1), (2026, 2, 1), ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]),
    ],
)
def test_days_are_ruled_by_days_months_or_years(
    first: tuple[int, int, int], last: tuple[int, int, int], labels: list[str]
) -> None:
    ticks = day_ticks(Days(date(*first), date(*last)), "en")
    assert [tick.label for tick in ticks] == labels


def test_sixteen_nights_are_labelled_every_second_night() -> None:
    ticks = day_ticks(Days(date(2026, 11, 8), date(2026, 11, 23)), "en")
    assert [tick.day.day for tick in ticks] == [8, 10, 12, 14, 16, 18, 20, 22]


def test_the_newest_label_is_never_a_spare_one() -> None:
    ticks = day_ticks(Days(date(2026, 11, 8), date(2026, 11, 23)), "en")
    assert [tick.spare for tick in ticks] == [True, False] * 4


def test_months_speak_the_language_of_the_page() -> None:
    ticks = day_ticks(Days(date(2026, 1, 1), date(2026, 5, 31)), "fr")
    assert [tick.label for tick in ticks][:2] == ["janv. 2026", "févr."]


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_none(value: float | None) -> None:
    assert finite(value) is None
