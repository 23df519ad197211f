"""Frontier, gap, months behind, catching up: reckoned by hand, and true of every board."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import hypot
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics import (
    capability_frontier,
    capability_gap,
    capability_records,
    catch_up,
    months_behind,
)
from builder.metrics._world import World
from tests.metrics.pools import select
from tests.metrics.ratings import DRAGONS, EAGLES, TRIAL, Rated, world

Some = TypeVar("Some")
METRICS = (capability_frontier, capability_gap, capability_records, months_behind, catch_up)


def us_cn(of: Any, *rated: Rated, **more: Any) -> dict[str, Any]:
    """Return the one row of a metric for the pair of countries."""
    (row,) = select(of.derive(world(*rated, **more)), pair="us-cn").to_dict("records")
    return dict(row)


def test_the_frontier_is_the_best_model_of_each_side_with_how_many_were_compared() -> None:
    frame = capability_frontier.derive(world(*EAGLES, *DRAGONS))
    told = frame.set_index("group")[["entity", "rating", "models"]].to_dict("index")
    assert told["us"] == {"entity": "E3", "rating": 130, "models": 3}
    assert told["cn"] == told["open"] == {"entity": "D2", "rating": 108, "models": 2}


def test_the_gap_is_the_difference_of_the_best_with_the_interval_of_a_difference() -> None:
    row = us_cn(capability_gap, *EAGLES, *DRAGONS)
    assert (row["first_entity"], row["second_entity"], row["gap"]) == ("E3", "D2", 22)
    assert row["gap_low"] == pytest.approx(22 - hypot(6, 6))
    assert row["gap_high"] == pytest.approx(22 + hypot(6, 6))
    assert (row["separable"], row["first_models"], row["second_models"]) == (1, 3, 2)


def test_sides_whose_intervals_overlap_are_not_separable() -> None:
    close = replace(DRAGONS[1], rating=119)  # up to 125; E3 begins at 124
    assert us_cn(capability_gap, *EAGLES, close)["separable"] == 0
    assert us_cn(months_behind, *EAGLES, close)["separable"] == 0


def test_without_intervals_there_is_a_gap_and_nobody_says_how_sure_it_is() -> None:
    rows = [replace(one, half=None) for one in (*EAGLES, *DRAGONS)]
    gap, lag = us_cn(capability_gap, *rows), us_cn(months_behind, *rows)
    assert (gap["gap"], lag["lag_days"]) == (22, 153)
    assert all(
        np.isnan(x) for x in (gap["gap_low"], gap["separable"], lag["lag_low"], lag["separable"])
    )


def test_the_follower_is_behind_by_the_days_since_the_leader_stood_where_it_stands() -> None:
    row = us_cn(months_behind, *EAGLES, *DRAGONS)
    # D2 (108) came on 1 December; E2 (110) was the first at 108 or more, on 1 July.
    assert (row["second_entity"], row["first_entity"]) == ("D2", "E2")
    assert (row["lag_days"], row["bound"], row["level"]) == (153, "", 108)


def test_to_reach_a_level_is_to_be_level_with_it() -> None:
    level = replace(DRAGONS[1], rating=EAGLES[1].rating)
    row = us_cn(months_behind, *EAGLES, DRAGONS[0], level)
    assert (row["second_entity"], row["first_entity"], row["lag_days"]) == ("D2", "E2", 153)


def test_the_interval_of_a_lag_is_that_of_its_resamples() -> None:
    sure = [replace(one, half=0.001) for one in (*EAGLES, *DRAGONS)]
    row = us_cn(months_behind, *sure)
    assert (row["lag_low"], row["lag_high"]) == (153, 153)
    # 110 ± 6 lies below 108 ± 6 in two of five draws; then E3, a month after D2, was the first.
    row = us_cn(months_behind, *EAGLES, *DRAGONS)
    assert (row["lag_low"], row["lag_high"]) == (-31, 153)


def test_a_level_that_the_leader_has_not_reached_is_a_lag_of_at_most_the_days_so_far() -> None:
    ahead = replace(DRAGONS[1], rating=150)
    row = us_cn(months_behind, *EAGLES, ahead)
    # From 1 December to the board of 1 February are 62 days.
    assert (row["lag_days"], row["bound"]) == (-62, "at-most")
    assert pd.isna(row["first_entity"])


def test_a_leader_that_was_there_at_the_first_board_makes_the_lag_longer_than_we_know() -> None:
    early = replace(EAGLES[1], released=None)
    row = us_cn(months_behind, early, *(replace(d, board="2026-04-01") for d in DRAGONS),
                replace(early, board="2026-04-01"))  # fmt: skip
    assert (row["lag_days"], row["bound"]) == (-62, "at-least")
    undated = [replace(one, released=None) for one in (*EAGLES, *DRAGONS)]
    row = us_cn(months_behind, *undated)
    assert (np.isnan(row["lag_days"]), row["bound"]) == (True, "unknown")


def test_few_votes_set_no_frontier() -> None:
    row = us_cn(capability_gap, *EAGLES, *DRAGONS, Rated("D3", "Dragon", 300, votes=99))
    assert (row["second_entity"], row["models_few_votes"], row["models_all"]) == ("D2", 1, 6)


def test_a_board_after_a_break_tells_the_same_without_the_boards_before_it() -> None:
    later = [
        replace(one, rating=one.rating + 40, board="2026-03-05") for one in (*EAGLES, *DRAGONS)
    ]
    for metric in METRICS:
        both = metric.derive(world(*EAGLES, *DRAGONS, *later))
        alone = metric.derive(world(*later))
        newest = both[both["period"] == "2026-03-05"].reset_index(drop=True)
        pd.testing.assert_frame_equal(newest, alone)


def test_less_may_be_better() -> None:
    text = TRIAL.replace("better: higher", "better: lower")
    turned = [replace(one, rating=-one.rating) for one in (*EAGLES, *DRAGONS)]
    for metric, value in ((capability_gap, "gap"), (months_behind, "lag_days")):
        row = us_cn(metric, *turned, files={"benchmarks/trial": text})
        assert row[value] == us_cn(metric, *EAGLES, *DRAGONS)[value]


def test_every_record_is_reached_or_still_stands_and_the_median_knows_both() -> None:
    frame = select(catch_up.derive(world(*EAGLES, *DRAGONS)), pair="us-cn").set_index("record")
    # D2 reached E1 on 1 December 2025; E2 stands since 215 days, E3 since 31, on 1 February.
    assert frame["lag_days"].to_dict() == {"E1": 334, "E2": 215, "E3": 31}
    assert frame["reached"].to_dict() == {"E1": 1, "E2": 0, "E3": 0}
    assert frame["median_days"].unique().tolist() == [334]


def test_the_median_is_the_day_on_which_just_half_were_reached() -> None:
    reached = Rated("D3", "Dragon", 100, 6, "2025-04-11", "MIT")  # E1 after 100 days
    later = Rated("D4", "Dragon", 110, 6, "2026-01-17", "MIT")  # E2 after 200 days
    frame = select(catch_up.derive(world(*EAGLES[:2], reached, later)), pair="us-cn")
    assert frame.set_index("record")["lag_days"].to_dict() == {"E1": 100, "E2": 200}
    assert frame["median_days"].unique().tolist() == [100]


def test_a_record_that_some_resamples_reach_has_an_interval_whose_end_is_open() -> None:
    sure = [replace(one, half=0.001) for one in (*EAGLES, *DRAGONS)]
    told = ["lag_low", "lag_high", "open"]
    frame = select(catch_up.derive(world(*sure)), pair="us-cn").set_index("record")
    assert frame[told].to_numpy().tolist() == [[334, 334, 0], [215, 215, 1], [31, 31, 1]]
    # D2 (108 ± 6) may or may not stand above E2 (110 ± 6): reached after 153 days, or not in 215.
    frame = select(catch_up.derive(world(*EAGLES, *DRAGONS)), pair="us-cn").set_index("record")
    assert frame.loc["E2", told].to_list() == [153, 215, 1]
    blind = [replace(one, half=None) for one in (*EAGLES, *DRAGONS)]
    assert select(catch_up.derive(world(*blind)), pair="us-cn")[told].isna().all(axis=None)


def test_a_leader_whose_models_were_all_there_from_the_first_board_has_no_records() -> None:
    undated = [replace(one, released=None) for one in EAGLES]
    frame = catch_up.derive(world(*undated, *DRAGONS))
    assert len(select(frame, pair="us-cn")) == 0


def test_no_median_where_nothing_was_reached() -> None:
    frame = select(catch_up.derive(world(*EAGLES, DRAGONS[0])), pair="us-cn")
    assert frame["median_days"].isna().all()


def test_a_world_without_boards_gives_frames_without_rows() -> None:
    for metric in METRICS:
        frame = metric.derive(world())
        assert len(frame) == 0
        assert {*metric.METRIC.keys, *metric.METRIC.values} <= set(frame.columns)


NAMES = [f"M{n}" for n in range(9)]
BOARDS = st.lists(
    st.builds(
        Rated,
        name=st.sampled_from(NAMES),
        owner=st.sampled_from(["Eagle", "Dragon", "Stranger"]),
        rating=st.integers(80, 120).map(float),
        half=st.integers(1, 9).map(float),
        released=st.dates(date(2025, 1, 1), date(2026, 1, 31)).map(str),
        licence=st.sampled_from(["MIT", "proprietary"]),
        board=st.sampled_from(["2026-02-01", "2026-03-05"]),
    ),
    max_size=12,
    unique_by=lambda one: (one.name, one.board),
).map(lambda rows: [_steady(one, rows) for one in rows])


def _steady(one: Rated, rows: list[Rated]) -> Rated:
    """Return a row whose maker, licence and release are those of its name's first row."""
    first = next(row for row in rows if row.name == one.name)
    return replace(first, rating=one.rating, half=one.half, board=one.board)


def _mixed(rows: Sequence[Some], seed: int) -> list[Some]:
    return [rows[n] for n in np.random.default_rng(seed).permutation(len(rows))]


def _numbers(known: World) -> list[list[tuple[str, ...]]]:
    """Return, of every metric, all that is no name, in an order of its own."""
    frames = [metric.derive(known) for metric in METRICS]
    kept = [f[[c for c in f if not c.endswith(("entity", "model", "record"))]] for f in frames]
    return [sorted(tuple(map(str, row)) for row in f.itertuples(index=False)) for f in kept]


@settings(max_examples=4, deadline=None)
@given(rows=BOARDS, seed=st.integers(0, 99))
def test_neither_names_nor_the_order_of_rows_move_a_number(rows: list[Rated], seed: int) -> None:
    other = _mixed(NAMES, seed)
    renamed = [replace(one, name=other[NAMES.index(one.name)]) for one in rows]
    shuffled = _mixed(renamed, seed)
    assert _numbers(world(*rows)) == _numbers(world(*shuffled))


@settings(max_examples=4, deadline=None)
@given(rows=BOARDS)
def test_what_is_learned_later_changes_nothing_that_was_known(rows: list[Rated]) -> None:
    day = date(2026, 2, 10)
    early = [one for one in rows if one.board == "2026-02-01"]
    assert _numbers(world(*rows, as_of=day)) == _numbers(world(*early, as_of=day))


@settings(max_examples=4, deadline=None)
@given(rows=BOARDS)
def test_a_new_model_never_lowers_the_frontier_of_its_side(rows: list[Rated]) -> None:
    key = ["period", "dimension", "group"]
    before = capability_frontier.derive(world(*rows)).set_index(key)["rating"]
    new = Rated("New", "Dragon", 101, 3, "2026-01-01", "MIT")
    after = capability_frontier.derive(world(*rows, new)).set_index(key)["rating"]
    assert (after.reindex(before.index) >= before).all()


def test_records_are_the_models_that_stood_above_all_before_them() -> None:
    weaker = Rated("E4", "Eagle", 120, 6, "2026-01-15")
    frame = capability_records.derive(world(*EAGLES, *DRAGONS, weaker))
    told = frame.groupby("group")["record"].agg(list).to_dict()
    assert told["us"] == told["closed"] == ["E1", "E2", "E3"]
    assert told["cn"] == told["open"] == ["D1", "D2"]
