"""Dependence on the largest repositories: by hand, and against a slow reckoning."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from builder.metrics._groups import UNMAPPED
from builder.metrics.one_repository_dependence import derive
from tests.metrics.pools import FIRST, ROWS, SECOND, Row, select, world_with
from tests.world.small_world import small_site

COLUMNS = {
    "source", "period", "scope", "dimension", "group", "repositories", "downloads_30d",
    "top_repository", "top1_pct", "top3_pct", "top10_pct", "downloads_without_top", "rank",
    "rank_without_top", "share_pct", "share_without_top_pct",
}  # fmt: skip


def group(name: str, as_of: date = date(2026, 11, 8)) -> dict[str, object]:
    frame = select(
        small_site(as_of).frame("one-repository-dependence"),
        source="hugging-face", period=SECOND, scope="all", dimension="organization", group=name,
    )  # fmt: skip
    (row,) = frame.to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_a_leader_that_hangs_on_one_repository_falls_without_it() -> None:
    alpha = group("alpha")
    assert alpha["top_repository"] == "Alpha/Ava-1"
    assert alpha["top1_pct"] == pytest.approx(100 * 500 / 600)
    assert (alpha["top3_pct"], alpha["top10_pct"]) == (100, 100)
    assert (alpha["downloads_30d"], alpha["downloads_without_top"]) == (600, 100)
    assert (alpha["rank"], alpha["rank_without_top"]) == (1, 3)
    assert alpha["share_pct"] == 48
    assert alpha["share_without_top_pct"] == pytest.approx(100 * 100 / 750)


def test_of_two_equal_repositories_the_first_by_name_is_the_top() -> None:
    beta = group("beta")
    assert (beta["top_repository"], beta["top1_pct"]) == ("beta/Bor-1", 50)
    assert (beta["rank"], beta["rank_without_top"]) == (2, 3)
    assert beta["share_without_top_pct"] == pytest.approx(100 * 150 / 1100)


def test_a_group_of_one_repository_keeps_nothing_without_it() -> None:
    gamma = group("gamma", date(2026, 11, 9))
    assert (gamma["top1_pct"], gamma["downloads_without_top"]) == (100, 0)
    assert (gamma["rank"], gamma["rank_without_top"]) == (3, 3)


def test_the_unmapped_have_no_rank() -> None:
    strangers = group(UNMAPPED)
    assert pd.isna(strangers["rank"])
    assert pd.isna(strangers["rank_without_top"])


def test_the_top_three_and_ten_are_the_largest_ones() -> None:
    counts = [50, 20, 10, *[2] * 10]
    rows: list[Row] = [(FIRST, f"Alpha/Ava-{n}", count) for n, count in enumerate(counts)]
    frame = select(derive(world_with(rows)), scope="all", dimension="family")
    assert frame[["top1_pct", "top3_pct", "top10_pct"]].to_numpy().tolist() == [[50, 80, 94]]


def test_the_top_of_a_missing_counter_is_not_a_top() -> None:
    rows: list[Row] = [(FIRST, "Alpha/Ava-1", None), (FIRST, "Alpha/Ava-2", 5)]
    frame = select(derive(world_with(rows)), scope="all", dimension="country")
    assert frame[["top_repository", "repositories"]].to_numpy().tolist() == [["Alpha/Ava-2", 1]]


def test_an_empty_pool_has_all_columns_and_no_row() -> None:
    frame = derive(world_with([]))
    assert set(frame.columns) == COLUMNS
    assert frame.empty


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_ranks_without_the_top_are_those_of_a_pool_in_which_it_does_not_exist(
    rows: list[Row],
) -> None:
    frame = derive(world_with(rows))
    assert set(frame.columns) == COLUMNS
    pools = frame[frame["group"] != UNMAPPED].groupby(["period", "scope", "dimension"])
    for _, pool in pools:
        sums = dict(zip(pool["group"], pool["downloads_30d"], strict=True))
        for row in pool.itertuples():
            others = [count for name, count in sums.items() if name != row.group]
            assert row.rank_without_top == 1 + sum(o > row.downloads_without_top for o in others)
            assert row.rank_without_top >= row.rank
    assert (frame["top1_pct"].dropna() <= frame["top3_pct"].dropna() + 1e-9).all()
    assert (frame["top3_pct"].dropna() <= frame["top10_pct"].dropna() + 1e-9).all()


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(rows: list[Row]) -> None:
    one, two = derive(world_with(rows)), derive(world_with(rows[::-1]))
    pd.testing.assert_frame_equal(one, two)
