"""Momentum: the same repositories on two days, and nothing else."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics.momentum import derive
from tests.metrics.pools import FIRST, ROWS, SECOND, Row, select, world_with
from tests.world.small_world import small_site

COLUMNS = [
    "source",
    "period",
    "before",
    "span_days",
    "scope",
    "dimension",
    "group",
    "matched_repositories",
    "unmatched_repositories",
    "downloads_before",
    "downloads_now",
    "change_pct",
]
DATES = ["2026-11-01", "2026-11-02", "2026-11-07", "2026-11-08", "2026-11-09", "2026-11-20"]


def table(as_of: date, **where: object) -> dict[str, list[float]]:
    frame = select(small_site(as_of).frame("momentum"), scope="all", **where)
    names = [
        "matched_repositories",
        "unmatched_repositories",
        "downloads_before",
        "downloads_now",
        "change_pct",
    ]
    return {str(row["group"]): [row[name] for name in names] for row in frame.to_dict("records")}


def test_a_week_of_the_small_world() -> None:
    assert table(date(2026, 11, 8), source="hugging-face", dimension="country") == {
        "aa": [2, 1, 500, 600, 20],
        "bb": [1, 1, 300, 150, -50],
        "cc": [1, 0, 100, 300, 200],
        "unmapped": [1, 0, 40, 50, 25],
    }


def test_a_revision_changes_the_change() -> None:
    after = table(date(2026, 11, 9), source="hugging-face", dimension="country")
    assert after["cc"] == [1, 0, 100, 50, -50]


def test_two_sources_are_never_compared_with_each_other() -> None:
    frame = small_site().frame("momentum")
    spans = frame.groupby("source")[["before", "period"]].agg(["min", "max"])
    assert [str(day.date()) for day in spans.loc["old-lists"]] == ["2026-09-01"] * 2 + [
        "2026-09-09"
    ] * 2
    assert [str(day.date()) for day in spans.loc["hugging-face"]] == ["2026-11-01"] * 2 + [
        "2026-11-08"
    ] * 2


def test_a_day_is_compared_with_the_newest_that_is_a_week_older() -> None:
    frame = derive(world_with([(day, "Alpha/Ava-1", 10) for day in DATES]))
    pairs = {
        (f"{p:%m-%d}", f"{b:%m-%d}", s)
        for p, b, s in zip(frame["period"], frame["before"], frame["span_days"], strict=True)
    }
    assert pairs == {("11-08", "11-01", 7), ("11-09", "11-02", 7), ("11-20", "11-09", 11)}


def test_less_than_a_week_is_not_compared() -> None:
    assert derive(world_with([("2026-11-01", "a/A", 1), ("2026-11-07", "a/A", 2)])).empty


def test_a_counter_that_is_missing_on_one_day_is_unmatched() -> None:
    rows: list[Row] = [
        (FIRST, "Alpha/Ava-1", 10),
        (SECOND, "Alpha/Ava-1", 20),
        (FIRST, "Alpha/Ava-2", None),
        (SECOND, "Alpha/Ava-2", 1000),
    ]
    frame = select(derive(world_with(rows)), scope="all", dimension="country")
    assert frame[
        ["matched_repositories", "unmatched_repositories", "change_pct"]
    ].to_numpy().tolist() == [[1, 1, 100]]


def test_a_group_that_came_from_nothing_has_no_percentage() -> None:
    frame = derive(world_with([(FIRST, "Alpha/Ava-1", 0), (SECOND, "Alpha/Ava-1", 9)]))
    assert set(frame["downloads_now"]) == {9}
    assert frame["change_pct"].isna().all()


def test_a_group_that_left_altogether_is_told_as_unmatched() -> None:
    rows: list[Row] = [
        (FIRST, "Alpha/Ava-1", 5),
        (FIRST, "gamma/Cor-1", 5),
        (SECOND, "Alpha/Ava-1", 5),
    ]
    frame = select(derive(world_with(rows)), scope="all", dimension="country", group="cc")
    assert frame[["matched_repositories", "unmatched_repositories"]].to_numpy().tolist() == [[0, 1]]
    assert frame["change_pct"].isna().all()


@pytest.mark.parametrize("rows", [[], [(FIRST, "Alpha/Ava-1", 1)]])
def test_nothing_to_compare_has_all_columns_and_no_row(rows: list[Row]) -> None:
    frame = derive(world_with(rows))
    assert list(frame.columns) == COLUMNS
    assert frame.empty
    assert frame["period"].dtype.kind == "M"


@settings(max_examples=25, deadline=None)
@given(ROWS, st.integers(1, 10**9), st.sampled_from([FIRST, SECOND]))
def test_a_repository_of_one_day_only_changes_no_percentage(
    rows: list[Row], count: int, day: str
) -> None:
    def changes(given: list[Row]) -> dict[tuple[str, str, str], float]:
        frame = derive(world_with(given))
        keys = zip(frame["scope"], frame["dimension"], frame["group"], strict=True)
        return dict(zip(keys, frame["change_pct"].fillna(-1), strict=True))

    both_days: list[Row] = [(FIRST, "beta/Bor-9", 1), (SECOND, "beta/Bor-9", 1), *rows]
    before, after = changes(both_days), changes([*both_days, (day, "Alpha/Ava-new", count)])
    assert {key: after[key] for key in before} == before


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(rows: list[Row]) -> None:
    pd.testing.assert_frame_equal(derive(world_with(rows)), derive(world_with(rows[::-1])))
