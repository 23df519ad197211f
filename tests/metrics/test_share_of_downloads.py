"""Shares: reckoned by hand on the small world, and true of every pool."""

from datetime import date
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics._groups import DIMENSIONS, UNMAPPED
from builder.metrics.share_of_downloads import derive
from tests.metrics.pools import FIRST, REPOSITORIES, ROWS, SECOND, Row, select, world_with
from tests.world.small_world import small_site

COLUMNS = [
    "source", "period", "scope", "dimension", "group", "downloads_30d", "repositories",
    "pool_downloads_30d", "pool_repositories", "share_pct", "rank",
]  # fmt: skip
POOL = ["source", "period", "scope", "dimension"]


def shares(as_of: date, **where: object) -> dict[str, tuple[float, float, float | None]]:
    """Return downloads, share and rank by group, in the Hub's pool of 8 November."""
    frame = select(
        small_site(as_of).frame("share-of-downloads"),
        **{"source": "hugging-face", "period": SECOND, "scope": "all", **where},
    )
    return {
        str(r.group): (r.downloads_30d, r.share_pct, None if pd.isna(r.rank) else r.rank)
        for r in frame.itertuples()
    }


def test_shares_of_countries_on_the_day_itself() -> None:
    assert shares(date(2026, 11, 8), dimension="country") == {
        "aa": (600, 48, 1), "bb": (300, 24, 2), "cc": (300, 24, 2), UNMAPPED: (50, 4, None)
    }  # fmt: skip


def test_shares_of_the_same_day_after_its_revision() -> None:
    assert shares(date(2026, 11, 9), dimension="organization") == {
        "alpha": (600, 60, 1), "beta": (300, 30, 2), "gamma": (50, 5, 3), UNMAPPED: (50, 5, None)
    }  # fmt: skip


def test_a_repository_of_no_family_is_unmapped_though_its_country_is_known() -> None:
    assert shares(date(2026, 11, 9), dimension="family", period=FIRST) == {
        "ava": (500, 50, 1), "bor": (300, 30, 2), "cor": (100, 10, 3), UNMAPPED: (100, 10, None)
    }  # fmt: skip


def test_language_models_are_those_whose_tag_says_so() -> None:
    assert shares(date(2026, 11, 8), dimension="country", scope="language") == {
        "aa": (600, 50, 1), "bb": (300, 25, 2), "cc": (300, 25, 2)
    }  # fmt: skip


def test_every_share_names_its_denominator() -> None:
    frame = small_site(date(2026, 11, 8)).frame("share-of-downloads")
    rows = select(frame, period=SECOND, scope="all", dimension="country", source="hugging-face")
    assert set(rows["pool_downloads_30d"]) == {1250}
    assert set(rows["pool_repositories"]) == {6}
    assert dict(zip(rows["group"], rows["repositories"], strict=True)) == {
        "aa": 2, "bb": 2, "cc": 1, UNMAPPED: 1
    }  # fmt: skip


def test_two_sources_are_two_pools() -> None:
    frame = small_site().frame("share-of-downloads")
    rows = select(frame, source="old-lists", period="2026-09-09", scope="all", dimension="country")
    assert dict(zip(rows["group"], rows["share_pct"], strict=True)) == pytest.approx(
        {"aa": 100 * 260 / 300, "cc": 100 * 40 / 300}
    )


def test_a_later_vintage_is_never_seen() -> None:
    assert shares(date(2026, 11, 7), dimension="country") == {}
    assert shares(date(2026, 11, 8), dimension="country")["cc"][0] == 300


def test_a_missing_counter_is_not_a_zero() -> None:
    rows: list[Row] = [
        (FIRST, "Alpha/Ava-1", 30),
        (FIRST, "gamma/Cor-1", None),
        (FIRST, "beta/Bor-1", 0),
    ]
    frame = select(derive(world_with(rows)), scope="all", dimension="country")
    assert dict(zip(frame["group"], frame["repositories"], strict=True)) == {"aa": 1, "bb": 1}
    assert set(frame["pool_repositories"]) == {2}


def test_the_share_of_a_pool_without_downloads_is_unknown() -> None:
    frame = derive(world_with([(FIRST, "Alpha/Ava-1", 0), (FIRST, "beta/Bor-1", 0)]))
    assert frame["share_pct"].isna().all()


def test_an_empty_pool_has_all_columns_and_no_row() -> None:
    frame = derive(world_with([]))
    assert list(frame.columns) == COLUMNS
    assert frame.empty


def test_a_world_with_strangers_has_shares_and_no_rank() -> None:
    frame = derive(world_with([(FIRST, "stranger/Thing", 5)]))
    assert set(frame["share_pct"]) == {100}
    assert frame["rank"].isna().all()


@settings(max_examples=25, deadline=None)
@given(ROWS, st.lists(st.sampled_from(REPOSITORIES), unique=True))
def test_shares_of_every_pool_sum_to_a_hundred_with_the_unmapped(
    rows: list[Row], tagged: list[str]
) -> None:
    frame = derive(world_with(rows, tagged))
    assert list(frame.columns) == COLUMNS
    for _, pool in frame.groupby(POOL):
        if pool["downloads_30d"].sum():
            assert pool["share_pct"].sum() == pytest.approx(100)
        assert pool["share_pct"].dropna().between(0, 100).all()


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    pd.testing.assert_frame_equal(derive(world_with(rows)), derive(world_with(mixed)))


@settings(max_examples=25, deadline=None)
@given(ROWS, st.integers(0, 10**6))
def test_adding_a_repository_never_lowers_the_sum_of_its_group(rows: list[Row], more: int) -> None:
    def sums(given: list[Row]) -> dict[tuple[object, ...], float]:
        frame = derive(world_with(given))
        keys = zip(frame["period"], frame["scope"], frame["dimension"], frame["group"], strict=True)
        return dict(zip(keys, frame["downloads_30d"], strict=True))

    before, after = sums(rows), sums([*rows, (FIRST, "Alpha/Ava-new", more)])
    assert all(after[key] >= value for key, value in before.items())
    raised = {key for key in after if after[key] != before.get(key, 0)}
    assert {key[3] for key in raised} <= {"aa", "alpha", "ava"}


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_equal_groups_share_a_rank_and_larger_ones_stand_before(rows: list[Row]) -> None:
    frame = derive(world_with(rows))
    for _, pool in frame[frame["group"] != UNMAPPED].groupby(POOL):
        for row in pool.itertuples():
            assert row.rank == 1 + (pool["downloads_30d"] > row.downloads_30d).sum()
    assert frame[frame["group"] == UNMAPPED]["rank"].isna().all()


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_every_dimension_counts_the_same_pool(rows: list[Row]) -> None:
    frame = derive(world_with(rows))
    for _, pool in frame.groupby(["source", "period", "scope"]):
        assert set(pool["dimension"]) == set(DIMENSIONS)
        assert pool["pool_downloads_30d"].nunique() == 1
