"""Counters that stand still, fall or leap are marked; ordinary days are not."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics._pool import Pool, placed
from builder.metrics.counter_integrity import COLUMNS, POOL
from builder.metrics.counter_integrity import marks_in as marks_in_pool
from builder.model.marks import with_marks
from builder.model.panel import Panel
from builder.store.archive import Archive

DAY = date(2026, 11, 1)
ROOT = Path(__file__).parents[2]


def marks_in(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the marks of a pool made of nothing but its observations."""
    rows, days, names = placed(observations)
    return marks_in_pool(Pool(rows, days, pd.DataFrame({"repository": names})))


def world(*days: dict[str, float], all_time: tuple[dict[str, float], ...] = ()) -> pd.DataFrame:
    rows = [
        ("s", pd.Timestamp(DAY + timedelta(days=number)), name, value,
         all_time[number].get(name, np.nan) if all_time else np.nan, np.nan, "")
        for number, day in enumerate(days)
        for name, value in day.items()
    ]  # fmt: skip
    return pd.DataFrame(
        rows,
        columns=[
            "source",
            "period",
            "entity",
            "downloads_30d",
            "downloads_all_time",
            "likes",
            "status",
        ],
    ).astype({"period": "datetime64[us]", "status": "str"})


def marks(frame: pd.DataFrame) -> set[tuple[str, str]]:
    return {(mark, entity) for mark, entity in zip(frame["mark"], frame["entity"], strict=True)
            if mark != "checked"}  # fmt: skip


def ordinary(seed: int, size: int = 100, total: float = 1e6) -> tuple[dict[str, float], ...]:
    chance = np.random.default_rng(seed)
    first = chance.integers(2_000, int(total / 10), size)
    second = np.round(first * np.exp(chance.normal(0, 0.02, size))) + 1
    return (
        {f"a/r{i}": float(v) for i, v in enumerate(first)},
        {f"a/r{i}": float(v) for i, v in enumerate(second)},
    )


def test_an_ordinary_day_is_checked_and_not_marked() -> None:
    frame = marks_in(world(*ordinary(1)))
    assert list(frame.columns) == COLUMNS
    assert marks(frame) == set()
    (row,) = frame.to_dict("records")
    assert (row["mark"], row["entity"], row["compared"]) == ("checked", POOL, 100)


def test_a_day_that_repeats_the_one_before_is_frozen_with_every_counter() -> None:
    first, _ = ordinary(2)
    found = marks(marks_in(world(first, first)))
    assert ("frozen-day", POOL) in found
    assert {entity for mark, entity in found if mark == "frozen"} == set(first)


def test_a_day_that_repeats_in_part_marks_only_the_counters_that_stood() -> None:
    first, second = ordinary(3)
    still = sorted(first)[:40]
    found = marks(marks_in(world(first, second | {name: first[name] for name in still})))
    assert ("partly-frozen-day", POOL) in found
    assert {entity for mark, entity in found if mark == "frozen"} == set(still)


def test_small_counters_may_repeat() -> None:
    assert marks(marks_in(world({"a/x": 12.0, "a/y": 999.0}, {"a/x": 12.0, "a/y": 999.0}))) == set()


def test_one_repository_that_leaps_is_marked_and_no_other() -> None:
    first, second = ordinary(4)
    assert marks(marks_in(world(first, second | {"a/r7": first["a/r7"] * 80}))) == {
        ("jump", "a/r7")
    }


def test_a_leap_that_is_nothing_to_the_pool_is_not_marked() -> None:
    first, second = ordinary(5, total=1e8)
    assert (
        marks(marks_in(world(first | {"a/small": 1_000.0}, second | {"a/small": 9_000.0}))) == set()
    )


def test_a_move_of_the_whole_pool_is_the_day_s_not_each_repository_s() -> None:
    first, second = ordinary(6)
    doubled = {name: value * 2 for name, value in second.items()}
    assert marks(marks_in(world(first, doubled))) == {("platform-move", POOL)}


def test_the_same_move_over_ten_days_is_no_move_of_the_pool() -> None:
    first, second = ordinary(6)
    frame = world(first, {name: value * 2 for name, value in second.items()})
    late = frame["period"] > frame["period"].min()
    frame.loc[late, "period"] += pd.Timedelta(days=9)
    assert marks(marks_in(frame)) == set()


def test_a_cumulative_counter_that_falls_is_marked_one_that_is_missing_is_not() -> None:
    first, second = ordinary(7, size=3)
    told = ({"a/r0": 100.0, "a/r1": 100.0, "a/r2": 50.0}, {"a/r0": 99.0, "a/r1": 101.0})
    frame = marks_in(world(first, second, all_time=told))
    assert marks(frame) == {("fell", "a/r0")}
    row = frame[frame["mark"] == "fell"].iloc[0]
    assert (row["value_before"], row["value_after"]) == (100.0, 99.0)


def test_all_time_counters_that_stand_while_downloads_go_on_are_marked() -> None:
    first, second = ordinary(11, size=20)
    still = dict.fromkeys(first, 90000.0)
    assert marks(marks_in(world(first, second, all_time=(still, still)))) == {
        ("all-time-frozen-day", POOL)
    }
    moved = still | {"a/r0": 90_001.0, "a/r1": 90_001.0}
    assert marks(marks_in(world(first, second, all_time=(still, moved)))) == set()


def test_a_missing_counter_is_not_compared() -> None:
    first, second = ordinary(8)
    gone = second | {"a/r0": float("nan")}
    frame = marks_in(world(first, gone))
    assert frame["compared"].tolist() == [99.0]
    assert marks(frame) == set()


def test_two_sources_are_never_compared() -> None:
    first, second = ordinary(9)
    frame = world(first, second)
    frame.loc[frame["period"] > frame["period"].min(), "source"] = "t"
    assert marks_in(frame).empty


def test_nothing_gives_a_frame_without_rows() -> None:
    assert list(marks_in(world()).columns) == COLUMNS


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_ordinary_days_raise_no_false_alarm(seed: int) -> None:
    assert marks(marks_in(world(*ordinary(seed, size=60)))) == set()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(10)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    first, second = ordinary(10, size=5)
    frame = world(first, second | {"a/r1": first["a/r1"]})
    pd.testing.assert_frame_equal(marks_in(frame), marks_in(frame.iloc[order]))


@pytest.fixture(scope="module")
def real() -> tuple[Panel, pd.DataFrame]:
    """Give the back-filled archive of 2026, and its marks."""
    panel = Archive(ROOT / "data/archive").read().as_of(date(2026, 11, 24))
    return panel, marks_in(panel.observations)


def test_it_finds_what_is_known_of_the_real_counters(real: tuple[Panel, pd.DataFrame]) -> None:
    """Two nights of August 2026 and one repository of the spring, with no rule naming them."""
    _, frame = real
    days = frame[(frame["entity"] == POOL) & (frame["mark"] != "checked")]
    found = {(str(row.period.date()), row.mark) for row in days.itertuples()}
    assert found == {("2026-08-08", "frozen-day"), ("2026-08-13", "partly-frozen-day")}
    assert marks(frame[frame["mark"] == "jump"]) == {("jump", "Qwen/Qwen3-VL-2B-Instruct")}
    calm = frame[(frame["mark"] == "checked") & ~frame["period"].isin(days["period"])]
    assert calm["affected_pct"].max() < 1


def test_the_marks_are_statuses_of_the_observations(real: tuple[Panel, pd.DataFrame]) -> None:
    panel, frame = real
    seen = with_marks(panel, frame).observations
    assert len(seen) == len(panel.observations)
    jumped = seen[seen["status"].str.contains("jump", na=False)]
    assert {str(day.date()) for day in jumped["period"]} == {"2026-04-29", "2026-06-10"}
    frozen = seen[seen["status"].str.contains("frozen", na=False)]
    assert set(frozen["period"].dt.strftime("%Y-%m-%d")) == {"2026-08-08", "2026-08-13"}
    same = ["source", "vintage", "period", "entity", "downloads_30d"]
    pd.testing.assert_frame_equal(seen[same], panel.observations[same])
