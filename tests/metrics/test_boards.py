"""Boards: who made what is rated, since when it is there, and what does not count."""

from dataclasses import replace
from datetime import date

import pytest

from builder.metrics._boards import boards
from tests.metrics.ratings import DRAGONS, EAGLES, TRIAL, Rated, catalog_with, panel_of, world


def test_a_maker_is_known_by_any_name_and_a_licence_says_whether_weights_are_open() -> None:
    rows = world(*EAGLES, *DRAGONS).boards.set_index("entity")
    assert rows["country"].to_dict() == {
        "E1": "us", "E2": "us", "E3": "us", "D1": "cn", "D2": "cn"
    }  # fmt: skip
    assert rows.loc[["E2", "D2"], "weights"].to_list() == ["closed", "open"]


def test_a_maker_that_nobody_knows_is_unmapped_and_stays_on_the_board() -> None:
    rows = world(Rated("X", "Stranger", 200, licence="")).boards
    assert rows[["country", "organization", "weights"]].to_numpy().tolist() == [["unmapped"] * 3]


def test_the_catalog_says_who_made_a_model_that_a_board_names_without_its_maker() -> None:
    known = (
        "name: D9\nsource: shop\norganization: dragon\nweights: open\n"
        "rated_as: [dragon-nine-preview]\nreleased: {on: 2025-05-05}\n"
    )
    rows = world(
        Rated("Dragon Nine preview (high)", "", 100, licence=""), files={"models/d9": known}
    ).boards
    (row,) = rows.to_dict("records")
    assert (row["model"], row["country"], row["weights"]) == ("d9", "cn", "open")
    assert (str(row["day"].date()), row["dated"]) == ("2025-05-05", "catalog")


def test_a_model_without_a_release_is_dated_by_the_first_board_that_has_it() -> None:
    early = Rated("E0", "Eagle", 90, board="2026-01-01")
    late = Rated("E9", "Eagle", 95)
    rows = world(early, replace(early, board="2026-02-01"), late).boards
    newest = rows[rows["period"] == "2026-02-01"].set_index("entity")
    assert newest["dated"].to_dict() == {"E0": "first-board", "E9": "listed"}
    assert newest["day"].astype(str).to_dict() == {"E0": "2026-01-01", "E9": "2026-02-01"}


def test_values_on_too_few_votes_are_there_and_do_not_count() -> None:
    rows = world(replace(EAGLES[0], votes=99), replace(EAGLES[1], votes=None), EAGLES[2]).boards
    assert rows.set_index("entity")["counts"].to_dict() == {"E1": False, "E2": True, "E3": True}


def test_a_break_begins_a_new_stretch_on_its_day() -> None:
    days = ("2026-02-28", "2026-03-01", "2026-03-02")
    rows = world(*(replace(EAGLES[0], board=day) for day in days)).boards
    assert rows["stretch"].to_list() == [0, 1, 1]


def test_of_two_sources_that_know_a_day_the_first_named_speaks() -> None:
    other = replace(EAGLES[0], rating=999, source="other-board")
    rows = world(EAGLES[0], other, replace(other, board="2026-02-02")).boards
    assert rows[["source", "rating"]].to_numpy().tolist() == [
        ["trial-board", 100.0], ["other-board", 999.0]
    ]  # fmt: skip


def test_where_less_is_better_the_interval_turns_with_the_score() -> None:
    text = TRIAL.replace("better: higher", "better: lower")
    (row,) = world(EAGLES[0], files={"benchmarks/trial": text}).boards.to_dict("records")
    assert (row["score"], row["score_low"], row["score_high"]) == (-100, -105, -95)


def test_a_cumulative_benchmark_is_one_board_with_the_best_run_of_each_name() -> None:
    text = TRIAL.replace("least_votes: 100", "cumulative: true\ninterval: share")
    run = Rated("E1", "Eagle", 40, None, votes=225, board="2026-01-01")
    rows = world(
        run, replace(run, rating=60, board="2026-01-05"), Rated("D", "Dragon", 50, None, votes=225),
        files={"benchmarks/trial": text},
    ).boards  # fmt: skip
    assert rows["period"].astype(str).unique().tolist() == ["2026-02-01"]
    assert rows.set_index("entity")["rating"].to_dict() == {"E1": 60, "D": 50}
    (low, high) = rows.set_index("entity").loc["E1", ["low", "high"]]
    # 135 of 225: Jeffreys' interval, as R's binom.bayes(135, 225) would say.
    assert (low, high) == pytest.approx((53.5, 66.2), abs=0.1)


def test_a_later_vintage_is_not_seen_before_its_day() -> None:
    corrected = replace(EAGLES[0], rating=999, vintage="2026-03-03")
    panel = panel_of((EAGLES[0], corrected))
    before = boards(panel.as_of(date.fromisoformat("2026-03-02")), catalog_with())
    after = boards(panel.as_of(date.fromisoformat("2026-03-03")), catalog_with())
    assert (before["rating"].to_list(), after["rating"].to_list()) == ([100], [999])
