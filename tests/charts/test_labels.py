"""Labels keep apart, stay inside, and are cut where there is no room."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from builder.charts._labels import GUTTERS_PX, cut, gutter, spread, width_px

HEIGHTS = st.floats(min_value=-500, max_value=500)


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread([10, 90, 50], gap=17, low=0, high=100) == (10, 90, 50)


def test_labels_that_meet_share_the_way_out() -> None:
    assert spread([50, 50], gap=16, low=0, high=100) == (42, 58)


def test_labels_at_the_edge_move_inwards() -> None:
    assert spread([100, 100], gap=16, low=0, high=100) == (84, 100)


@given(st.lists(HEIGHTS, max_size=14))
def test_no_two_labels_overlap_and_none_leaves_the_field(wanted: list[float]) -> None:
    places = sorted(spread(wanted, gap=17, low=12, high=248))
    assert all(b - a >= 17 - 1e-6 for a, b in itertools.pairwise(places))
    assert all(12 - 1e-6 <= place <= 248 + 1e-6 for place in places)


def test_a_label_that_fits_is_whole() -> None:
    assert cut("China", 100) == "China"


@given(st.text(), st.floats(min_value=20, max_value=400))
def test_a_cut_label_fits(label: str, room: float) -> None:
    assert width_px(cut(label, room)) <= room


def test_chinese_letters_are_square() -> None:
    assert width_px("中国") == 26


def test_the_gutter_holds_the_widest_label() -> None:
    assert GUTTERS_PX[gutter(["United States"], 18)] >= width_px("United States") + 18
