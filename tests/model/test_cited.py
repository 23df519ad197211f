"""A number over time: each value with its origin, its fingerprint, and why it moved."""

from datetime import date

from builder.model.cited import Series, origins, series
from builder.model.numbers import numbers, series_id, series_of
from tests.world.small_world import small_catalog, small_panel, small_site

KEYS = {"scope": "all", "dimension": "country", "group": "cc"}


def number(as_of: date) -> Series:
    site = small_site(as_of)
    known = origins(small_panel(as_of), small_catalog())
    found = series(site.derived["share-of-downloads"], "share_pct", KEYS, known)
    assert found is not None
    return found


def test_the_id_of_a_number_is_the_same_for_every_day_and_source() -> None:
    found = numbers(small_site().derived)
    mine = found[(found["what"] == "all/country/cc") & (found["value_name"] == "share_pct")]
    assert {series_of(one) for one in mine["id"]} == {"share-of-downloads.share-pct.all.country.cc"}
    assert series_id("m", "a_b", "Alpha/Ava 1") == "m.a-b.alpha.ava-1"


def test_each_value_says_where_it_comes_from_and_why_it_moved() -> None:
    values = number(date(2026, 11, 9)).values
    assert [(v.period.isoformat(), v.source, round(v.value, 2)) for v in values] == [
        ("2026-09-01", "old-lists", 20.0), ("2026-09-09", "old-lists", 13.33),
        ("2026-11-01", "hugging-face", 10.0), ("2026-11-08", "hugging-face", 5.0),
    ]  # fmt: skip
    assert [v.why for v in values] == [None, "new-data", "definition", "new-data"]
    assert values[2].moved is None, "two pools do not compare"
    assert values[0].vintage == date(2026, 10, 1), "filled in later"


def test_a_revised_value_has_another_fingerprint_and_another_day_of_learning() -> None:
    before, after = number(date(2026, 11, 8)).newest, number(date(2026, 11, 9)).newest
    assert (before.value, after.value) == (24.0, 5.0)
    assert (before.vintage, after.vintage) == (date(2026, 11, 8), date(2026, 11, 9))
    assert before.hash != after.hash
    assert number(date(2026, 11, 9)).newest.hash == after.hash, "the same night, the same hash"


def test_a_day_is_answered_by_the_newest_period_up_to_it() -> None:
    one = number(date(2026, 11, 9))
    found = one.on(date(2026, 11, 7))
    assert found is not None
    assert found.period == date(2026, 11, 1)
    assert one.on(date(2026, 8, 31)) is None
