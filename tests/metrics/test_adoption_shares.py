"""Shares under every definition: reckoned by hand, and true of every pool."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics.adoption_shares import COLUMNS, derive
from builder.metrics.share_of_downloads import derive as derive_plain
from builder.model.definitions import DEFINITIONS
from tests.metrics.pools import FIRST, REPOSITORIES, ROWS, Row, select, world_with

#: Alpha publishes 100 itself; strangers publish 60 made from it; beta publishes 120, of which 50
#: are made from Alpha's; the last row neither declares a base nor is it of anybody we know.
WORLD: list[Row] = [
    (FIRST, "Alpha/Ava-1", 100),
    (FIRST, "stranger/Ava-GGUF", 60),
    (FIRST, "beta/Bor-1", 70),
    (FIRST, "beta/Ava-Tuned", 50),
    (FIRST, "stranger/Thing", 20),
]
TAGGED = ("Alpha/Ava-1", "stranger/Ava-GGUF", "beta/Bor-1", "beta/Ava-Tuned")
BASES = {"stranger/Ava-GGUF": "quantized:Alpha/Ava-1", "beta/Ava-Tuned": "Alpha/Ava-1"}
BASE_MAPS = st.dictionaries(
    st.sampled_from(REPOSITORIES), st.sampled_from([*REPOSITORIES, "Alpha/Ava-1 beta/Bor-1"])
)


def countries(definition: str) -> dict[str, tuple[float, float]]:
    """Return downloads and share by country under one definition of the hand-made world."""
    frame = derive(world_with(WORLD, TAGGED, BASES))
    rows = select(frame, definition=definition, dimension="country")
    return {row.group: (row.downloads, row.share_pct) for row in rows.itertuples()}


def test_by_publisher_the_copies_of_strangers_are_theirs() -> None:
    assert countries("all-30-days-publisher-with") == {
        "bb": (120, 40),
        "aa": (100, pytest.approx(100 / 3)),
        "unmapped": (80, pytest.approx(80 / 3)),
    }


def test_by_origin_they_count_for_who_made_the_model() -> None:
    assert countries("all-30-days-origin-with") == {
        "aa": (210, 70), "bb": (70, pytest.approx(70 / 3)),
        "undeclared": (20, pytest.approx(20 / 3)),
    }  # fmt: skip


def test_without_derivatives_only_what_descends_from_nobody_else_is_left() -> None:
    left = {"aa": (100, pytest.approx(100 / 1.9)), "bb": (70, pytest.approx(70 / 1.9))}
    assert countries("all-30-days-publisher-without") == left | {
        "unmapped": (20, pytest.approx(20 / 1.9))
    }
    assert countries("all-30-days-origin-without") == left | {
        "undeclared": (20, pytest.approx(20 / 1.9))
    }


def test_language_models_leave_out_what_has_no_tag() -> None:
    assert countries("language-30-days-origin-with") == {"aa": (210, 75), "bb": (70, 25)}


def test_the_all_time_window_reads_the_other_counter() -> None:
    assert countries("all-all-time-origin-with")["aa"] == (2100, 70)


def test_every_row_says_its_definition_and_how_much_declares_a_base() -> None:
    frame = derive(world_with(WORLD, TAGGED, BASES))
    assert list(frame.columns) == COLUMNS
    assert set(frame["definition"]) == {definition.id for definition in DEFINITIONS}
    for definition in DEFINITIONS:
        rows = select(frame, definition=definition.id)
        for name in ("window", "attribution", "derivatives", "scope"):
            assert set(rows[name]) == {getattr(definition, name)}
    told = select(frame, scope="all", window="30-days").groupby("derivatives")["declared_pct"]
    assert told.unique().to_dict() == {"with": [pytest.approx(110 / 3)], "without": [0]}


def test_it_keeps_the_last_day_of_a_month_and_the_newest() -> None:
    days = ["2026-10-01", "2026-10-31", "2026-11-01", "2026-11-08"]
    frame = derive(world_with([(day, "Alpha/Ava-1", 1) for day in days]))
    assert [str(day.date()) for day in frame["period"].unique()] == ["2026-10-31", "2026-11-08"]


def test_what_was_never_counted_has_no_row() -> None:
    assert derive(world_with([(FIRST, "Alpha/Ava-1", None)])).empty
    assert list(derive(world_with([])).columns) == COLUMNS


@settings(max_examples=10, deadline=None)
@given(ROWS, st.lists(st.sampled_from(REPOSITORIES), unique=True), BASE_MAPS)
def test_shares_sum_to_a_hundred_under_every_definition(
    rows: list[Row], tagged: list[str], bases: dict[str, str]
) -> None:
    frame = derive(world_with(rows, tagged, bases))
    pools = frame.groupby(["period", "definition", "dimension"])
    for _, pool in pools:
        if pool["downloads"].sum():
            assert pool["share_pct"].sum() == pytest.approx(100)
    totals = frame.groupby(["period", "window", "scope", "derivatives"])["pool_downloads"]
    assert (totals.nunique() == 1).all()


@settings(max_examples=10, deadline=None)
@given(ROWS, BASE_MAPS)
def test_a_definition_that_is_not_counted_twice_has_the_figures_of_the_other(
    rows: list[Row], bases: dict[str, str]
) -> None:
    frame = derive(world_with(rows, REPOSITORIES, bases))
    keys = ["period", "dimension", "group", "downloads", "share_pct", "rank"]
    for definition in DEFINITIONS:
        if definition.same_leader_as:
            own = select(
                frame[frame["rank"].notna()], definition=definition.id, dimension="country"
            )
            other = select(
                frame[frame["rank"].notna()],
                definition=definition.same_leader_as, dimension="country",
            )  # fmt: skip
            pd.testing.assert_frame_equal(
                own[keys].reset_index(drop=True), other[keys].reset_index(drop=True)
            )


@settings(max_examples=10, deadline=None)
@given(ROWS, BASE_MAPS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    rows: list[Row], bases: dict[str, str], chance: Random
) -> None:
    mixed, shuffled = list(rows), list(bases.items())
    chance.shuffle(mixed)
    chance.shuffle(shuffled)
    pd.testing.assert_frame_equal(
        derive(world_with(rows, (), bases)), derive(world_with(mixed, (), dict(shuffled)))
    )


@settings(max_examples=10, deadline=None)
@given(ROWS, BASE_MAPS, st.integers(0, 10**6))
def test_adding_a_repository_never_lowers_the_sum_of_a_group(
    rows: list[Row], bases: dict[str, str], more: int
) -> None:
    def totals(given: list[Row]) -> pd.Series:
        keys = ["definition", "dimension", "group"]
        return derive(world_with(given, (), bases)).set_index(keys)["downloads"]

    before: list[Row] = [row for row in rows if row[0] == FIRST]
    after = totals([*before, (FIRST, "stranger/New", more)])
    assert all(after[key] >= value for key, value in totals(before).items())


@settings(max_examples=8, deadline=None)
@given(ROWS, st.lists(st.sampled_from(REPOSITORIES), unique=True))
def test_the_plain_share_of_downloads_is_one_of_the_definitions(
    rows: list[Row], tagged: list[str]
) -> None:
    world = world_with(rows, tagged)
    plain = derive_plain(world).set_index(["period", "scope", "dimension", "group"])
    one = select(derive(world), window="30-days", attribution="publisher", derivatives="with")
    one = one.set_index(["period", "scope", "dimension", "group"])
    both = plain["downloads_30d"].reindex(one.index)
    assert (one["downloads"] == both).all()
