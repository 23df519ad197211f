"""Dots on an axis by factors: places, levels cut to the picture, names that do not collide."""

from datetime import date

from builder.charts.dots import Dot, DotChart, Level, dot_chart
from tests.charts.read import tree


def drawn(*dots: Dot, levels: tuple[Level, ...] = ()) -> str:
    groups = tuple((key, key.upper()) for key in sorted({dot.key for dot in dots}))
    chart = DotChart("c", "T", "D", "U", dots, levels, groups, lambda value: f"{value:g}")
    return str(dot_chart(chart))


LOW = Dot("Low", date(2020, 1, 1), 10, 10, "10", "aa", "chips/low/")
HIGH = Dot("High", date(2022, 1, 1), 1000, 1000, "1000", "bb")


def test_factors_stand_at_equal_distances() -> None:
    text = drawn(LOW, HIGH, Dot("Mid", date(2021, 1, 1), 100, 100, "100", "aa"))
    places = [part.split('"')[0] for part in text.split('<svg x="')[1:]]
    assert places == ["0%", "100%", "50.07%"]
    heights = [float(part.split('y="')[1].split('"')[0]) for part in text.split('<svg x="')[1:]]
    assert heights[2] - heights[1] == heights[0] - heights[2]


def test_a_range_is_an_upright_line_and_a_dot_in_its_middle() -> None:
    text = drawn(Dot("Torn", date(2020, 1, 1), 10, 1000, "10 to 1000", "aa"))
    assert 'y1="12" y2="248"' in text
    assert 'y="130"' in text


def test_a_level_is_cut_to_the_days_of_the_picture_and_one_outside_is_left_out() -> None:
    early, long = (
        Level("E", 50, date(2010, 1, 1), date(2011, 1, 1)),
        Level("L", 50, date(2010, 1, 1)),
    )
    text = drawn(LOW, HIGH, levels=(early, long))
    assert 'x1="0%" x2="100%"' in text
    assert ">L</text>" in text
    assert ">E</text>" not in text


def test_only_named_dots_are_named_and_none_stands_on_another() -> None:
    first = Dot("First", date(2020, 1, 1), 10, 10, "10", "aa", named=True)
    second = Dot("Second", date(2020, 1, 2), 10.1, 10.1, "10.1", "aa", named=True)
    names = drawn(first, second, HIGH).split('class="dot-names"')[1]
    assert ("First" in names) != ("Second" in names)
    assert "High" not in names


def test_every_dot_tells_its_name_and_value_links_where_it_may_and_is_hollow_if_announced() -> None:
    text = drawn(LOW, Dot("New", date(2022, 1, 1), 5, 5, "5", "bb", "javascript:x", open=True))
    assert "<title>Low: 10</title>" in text
    assert 'href="chips/low/"' in text
    assert "javascript" not in text
    assert 'class="dot pt k1 open"' in text or 'class="dot pt k2 open"' in text


def test_the_picture_is_well_formed_and_nothing_to_draw_is_said() -> None:
    tree(drawn(LOW, HIGH, Dot("<b>", date(2021, 1, 1), 1, 2, "&", "aa", named=True)))
    assert "No data" in str(dot_chart(DotChart("c", "T", "D", "U", (), (), (), str)))
