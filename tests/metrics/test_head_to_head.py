"""Head to head: only on one board and under one setting, reckoned by hand."""

from dataclasses import replace
from math import hypot
from typing import Any

import numpy as np
import pandas as pd
import pytest

from builder.metrics import head_to_head
from tests.metrics.ratings import Rated, world

_OWN = "source: shop\norganization: "
FILES = {
    "families/drake": f"name: Drake\n{_OWN}dragon\nmatches: [dragons/Drake*]\nrivals: [hawk]\n",
    "families/hawk": f"name: Hawk\n{_OWN}eagle\nmatches: [eagles/Hawk*]\n",
    "models/drake-1": f"name: Drake-1\n{_OWN}dragon\nfamily: drake\nrivals: [hawk-1]\n",
    "models/hawk-1": f"name: Hawk-1\n{_OWN}eagle\nfamily: hawk\n",
}
DRAKE, HAWK = Rated("Drake-1", "Dragon", 110, 3), Rated("Hawk-1", "Eagle", 100, 4, votes=500)


def pair(*rated: Rated, own: str = "drake-1-v-hawk-1", **more: Any) -> list[dict[str, Any]]:
    """Return the rows of one pair."""
    frame = head_to_head.derive(world(*rated, files=FILES, **more))
    return [dict(row) for row in frame[frame["pair"] == own].to_dict("records")]


def test_two_models_of_one_board_differ_by_their_ratings_with_an_interval() -> None:
    (row,) = pair(DRAKE, HAWK)
    assert (row["state"], row["gap"], row["separable"]) == ("same", 10, 1)
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((10 - hypot(3, 4), 10 + hypot(3, 4)))
    assert (row["first_votes"], row["second_votes"]) == (1_000, 500)


def test_overlap_is_not_separable_even_where_the_difference_leaves_out_0() -> None:
    (row,) = pair(DRAKE, replace(HAWK, rating=104))
    # 107 to 113 and 100 to 108 overlap; the difference is 6 ± 5.
    assert (row["separable"], row["gap_low"], row["gap_high"]) == (0, pytest.approx(1), 11)


def test_two_boards_or_two_days_are_never_compared() -> None:
    (row,) = pair(DRAKE, replace(HAWK, board="2026-02-08"))
    assert row["state"] == "apart"
    assert np.isnan(row["gap"])
    (row,) = pair(DRAKE, replace(HAWK, source="other-board"))
    # Of two sources of one day the first that the benchmark names speaks.
    assert row["state"] == "only-first"


def test_the_rivals_setting_is_taken_before_the_best_and_two_others_are_not_compared() -> None:
    low, high = (replace(HAWK, name=f"Hawk-1 ({one})", rating=r)
                 for one, r in (("low", 90), ("high", 120)))  # fmt: skip
    (row,) = pair(replace(DRAKE, name="Drake-1_low"), low, high)
    assert (row["state"], row["second_entity"], row["gap"]) == ("same", "Hawk-1 (low)", 20)
    (row,) = pair(DRAKE, low, high)
    assert (row["state"], row["second_entity"], row["gap"]) == ("one", "Hawk-1 (high)", -10)
    (row,) = pair(replace(DRAKE, name="Drake-1_low"), high)
    assert row["state"] == "differ"
    assert np.isnan(row["gap"])


def test_a_family_stands_where_its_best_stands_also_by_names_that_are_no_model() -> None:
    spaced = {
        "organizations/dragon": "name: Dragon\nsource: shop\nroles: [models]\ncountry: cn\n"
        "namespaces: [dragons]\n"
    }
    rated = (DRAKE, Rated("Drake-Max", "Dragon", 130, 3), HAWK, Rated("Owl", "Eagle", 200))
    frame = head_to_head.derive(world(*rated, files=FILES | spaced))
    (row,) = frame[frame["kind"] == "families"].to_dict("records")
    assert (row["state"], row["gap"], row["first_names"]) == ("best", 30, 2)
    assert row["first_entity"] == "Drake-Max"
    assert pd.isna(row["first_model"])


def test_few_votes_are_no_meeting_and_who_is_missing_is_told() -> None:
    assert [row["state"] for row in pair(DRAKE, replace(HAWK, votes=99))] == ["only-first"]
    assert [row["state"] for row in pair(HAWK)] == ["only-second"]
    assert [row["state"] for row in pair(Rated("Owl", "Eagle", 9))] == ["neither"]


def test_a_world_without_boards_has_a_frame_without_rows() -> None:
    frame = head_to_head.derive(world())
    assert len(frame) == 0
    assert {*head_to_head.METRIC.keys, *head_to_head.METRIC.values} <= set(frame.columns)
