"""A line chart shows every value in its place, and nothing that is not known."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.charts.line import Line, LineChart, Mark, Segment, line_chart
from tests.charts.read import classed, places, tree, words_of

FIRST = date(2026, 11, 1)
HOSTILE = "</title><script>alert(1)</script>\x00\n\n\"' onload=x"


def nights(*values: float | None) -> tuple[tuple[date, float | None], ...]:
    return tuple((FIRST + timedelta(index), value) for index, value in enumerate(values))


def chart(*lines: Line, marks: tuple[Mark, ...] = ()) -> LineChart:
    return LineChart(
        id="demo",
        title="Shares",
        description="Who has which share.",
        unit_label="% of downloads",
        lines=lines,
        format=lambda value: f"{value:g} %",
        marks=marks,
        zero=True,
    )


def paths(drawn: str) -> list[list[tuple[float, float]]]:
    return [
        places(path.get("d", ""))
        for path in classed(tree(drawn), "ln")
        if path.get("d") != "M-11 0h22"
    ]


def test_a_value_stands_at_its_share_of_the_height() -> None:
    # The axis runs 0 to 100 over 236 px: 25 is a quarter up, 177 px down.
    drawn = line_chart(chart(Line.through("A", nights(0, 25, 100), key="a")))
    assert paths(drawn) == [[(0, 236), (500, 177), (1000, 0)]]


def test_ticks_are_round_and_begin_at_zero() -> None:
    drawn = tree(line_chart(chart(Line.through("A", nights(61, 68.7), key="a"))))
    labels = [words_of(text) for text in classed(drawn, "grid")[0].iter("text")]
    assert labels == ["0 %", "20 %", "40 %", "60 %", "80 %"]


def test_ticks_have_their_own_format_where_one_is_given() -> None:
    one = replace(
        chart(Line.through("A", nights(0, 100), key="a")), format_tick=lambda v: f"{v:.0f}!"
    )
    assert "50!" in line_chart(one)


def test_a_gap_is_never_drawn_through() -> None:
    drawn = line_chart(chart(Line.through("A", nights(1, 2, None, float("nan"), 3, 4), key="a")))
    assert [[x for x, _ in path] for path in paths(drawn)] == [[0, 200], [800, 1000]]


def test_segments_are_never_joined_and_late_ones_look_different() -> None:
    line = Line("A", (Segment(nights(1, 2), True), Segment(nights(1, 2, 3, 4)[2:])), "a")
    drawn = line_chart(chart(line))
    assert len(paths(drawn)) == 2
    assert len(classed(tree(drawn), "late")) == 1
    assert "filled in later" in drawn


def test_a_single_point_is_a_dot_without_a_path() -> None:
    drawn = line_chart(chart(Line.through("A", nights(5), key="a")))
    assert paths(drawn) == []
    assert [use.get("x") for use in tree(drawn).iter("use")] == ["50%"]


def test_a_lone_point_between_gaps_is_a_dot() -> None:
    drawn = tree(line_chart(chart(Line.through("A", nights(1, None, 7, None, 3), key="a"))))
    assert "50%" in [use.get("x") for use in drawn.iter("use")]


def test_every_lone_point_of_a_long_line_is_a_dot() -> None:
    values = [1.0] * 10 + [None, 1.0, None, 1.0, None] + [1.0] * 26
    drawn = tree(line_chart(chart(Line.through("A", nights(*values), key="a"))))
    assert {"27.5%", "32.5%"} <= {use.get("x") for use in drawn.iter("use")}


def test_the_newest_point_always_carries_the_shape() -> None:
    drawn = tree(line_chart(chart(Line.through("A", nights(*[1.0] * 39), key="a"))))
    assert "100%" in {use.get("x") for use in drawn.iter("use")}


@pytest.mark.parametrize("lines", [(), (Line.through("A", nights(None, None), key="a"),)])
def test_a_chart_of_nothing_says_so(lines: tuple[Line, ...]) -> None:
    assert "No data for this period" in line_chart(chart(*lines))


def test_a_line_of_nothing_beside_others_is_named() -> None:
    full, empty = Line.through("A", nights(1, 2), key="a"), Line.through("Falcon", (), key="f")
    assert "No data for: Falcon" in line_chart(chart(full, empty))


def test_names_at_the_ends_do_not_overlap() -> None:
    lines = [Line.through(f"L{n}", nights(10, 50 + n / 10), key=f"k{n}") for n in range(12)]
    ends = classed(tree(line_chart(chart(*lines))), "ends")[0]
    heights = sorted(float(text.get("y", "")) for text in ends.iter("text"))
    assert all(lower - upper >= 16.9 for upper, lower in itertools.pairwise(heights))
    assert len(heights) == 12


def test_a_line_that_ended_early_says_when() -> None:
    old = Line.through("Old", nights(3, 4), key="o")
    drawn = line_chart(chart(old, Line.through("New", nights(1, 2, 3), key="n")))
    assert "4 %, 2 November 2026" in drawn


def test_the_picture_is_named_by_its_own_title_and_description() -> None:
    svg = next(tree(line_chart(chart(Line.through("A", nights(1), key="a")))).iter("svg"))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "demo-t demo-d"
    assert [child.get("id") for child in list(svg)[:2]] == ["demo-t", "demo-d"]


def test_marked_days_are_numbered_in_order_and_explained() -> None:
    marks = (Mark(FIRST + timedelta(2), "a rule"), Mark(FIRST, "frozen", "suspect"))
    beyond = Mark(FIRST + timedelta(9), "later")
    one = chart(Line.through("A", nights(1, 2, 3), key="a"), marks=(*marks, beyond))
    listed = classed(tree(line_chart(one)), "day-marks")[0]
    assert [words_of(item) for item in listed] == [
        "11 November 2026, suspect: frozen",
        "23 November 2026, event: a rule",
    ]


def test_nobody_is_always_grey() -> None:
    drawn = line_chart(chart(Line.through("Unmapped", nights(1, 2), key="unmapped")))
    assert classed(tree(drawn), "ln")[0].get("class") == "ln k0"


def test_colours_come_from_classes_alone() -> None:
    drawn = line_chart(chart(Line.through("A", nights(1, 2), key="a")))
    assert not [word for word in ("fill=", "stroke=", "style=", "rgb", 'color="') if word in drawn]


def test_the_same_chart_is_the_same_bytes() -> None:
    def draw() -> str:
        return line_chart(
            chart(Line.through("A", nights(1, 2), key="a"), marks=(Mark(FIRST, "x"),))
        )

    assert draw() == draw()


def test_a_hostile_label_is_only_ever_text() -> None:
    line = Line.through(HOSTILE, nights(1, 2), key=HOSTILE)
    bad = replace(
        chart(line, marks=(Mark(FIRST, HOSTILE),)),
        id=HOSTILE, title=HOSTILE, description=HOSTILE, unit_label=HOSTILE,
        format=lambda _: HOSTILE,
    )  # fmt: skip
    assert_harmless(line_chart(bad))


def test_six_lines_of_120_nights_stay_small() -> None:
    lines = [
        Line.through(f"L{n}", nights(*(n * 10 + (i * 7 % 13) / 3 for i in range(120))), key=f"{n}")
        for n in range(6)
    ]
    drawn = line_chart(chart(*lines))
    svg = drawn[drawn.index("<svg") : drawn.index("</svg></div>")]
    assert len(svg) < 9_500


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(), st.lists(st.one_of(st.none(), st.floats()), max_size=6)), max_size=4
    ),
    st.text(),
    st.booleans(),
)
def test_any_numbers_and_any_words_are_well_formed(
    lines: list[tuple[str, list[float | None]]], words: str, zero: bool
) -> None:
    drawn = [Line.through(label, nights(*values), key=label) for label, values in lines]
    one = replace(
        chart(*drawn, marks=(Mark(FIRST, words),)), id=words, title=words, zero=zero, format=repr
    )
    assert_harmless(line_chart(one))


@settings(max_examples=150, deadline=None)
@given(st.dates(), st.dates())
def test_any_two_days_have_an_axis(one: date, other: date) -> None:
    line = Line.through("A", ((one, 1.0), (other, 2.0)), key="a")
    names = classed(tree(line_chart(chart(line))), "days")[0].findall("text")
    assert len(names) <= 14
    assert all(0 <= float(name.get("x", "").rstrip("%")) <= 100 for name in names)


def assert_harmless(drawn: str) -> None:
    """Fail unless `drawn` is one well-formed block without a script, a handler or a blank line."""
    root: ElementTree.Element = tree(drawn)
    assert not list(root.iter("script"))
    assert not [key for each in root.iter() for key in each.attrib if key.startswith("on")]
    assert "\n\n" not in drawn
    assert drawn.startswith("<")


def test_a_band_is_drawn_below_its_line_and_the_axis_makes_room_for_it() -> None:
    days = (date(2026, 1, 1), date(2026, 2, 1))
    points = tuple((day, 10.0) for day in days)
    banded = Segment(points, band=tuple((day, 8.0, 99.0) for day in days))
    with_band, without = (
        str(line_chart(LineChart("b", "T", "D", "u", (Line("A", (one,), "a"),), str)))
        for one in (banded, Segment(points))
    )
    assert with_band.index('class="band k1"') < with_band.index('class="ln k1"')
    assert "100" in with_band
    assert "band" not in without
