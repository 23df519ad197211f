"""Board ratings: whose a name is, which is a family's best, and nothing on too few votes."""

from builder.metrics import board_ratings
from tests.metrics.ratings import Rated, world
from tests.metrics.test_head_to_head import DRAKE, FILES, HAWK


def test_each_model_has_every_name_and_each_family_its_best_on_a_board() -> None:
    high, few = Rated("Drake-1 (high)", "Dragon", 120, 3), Rated("Hawk-1_low", "Eagle", 99, votes=9)
    frame = board_ratings.derive(world(DRAKE, high, HAWK, few, files=FILES))
    told = frame[["kind", "own", "entity", "setting", "rating", "names"]]
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        ("families", "drake", "Drake-1 (high)", "high", 120, 2),
        ("families", "hawk", "Hawk-1", "", 100, 1),
        ("models", "drake-1", "Drake-1 (high)", "high", 120, 2),
        ("models", "drake-1", "Drake-1", "", 110, 2),
        ("models", "hawk-1", "Hawk-1", "", 100, 1),
    ]


def test_the_newest_board_comes_first_and_no_board_is_left_out() -> None:
    late = Rated("Drake-1", "Dragon", 105, board="2026-02-08")
    frame = board_ratings.derive(world(DRAKE, late, files=FILES))
    rows = frame[frame["kind"] == "models"]
    assert [str(day.date()) for day in rows["period"]] == ["2026-02-08", "2026-02-01"]


def test_a_world_without_boards_has_a_frame_without_rows() -> None:
    assert board_ratings.derive(world()).empty
