"""One bar of a hundred percent: parts fill it, names stand where they fit, nobody is hatched."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.charts.stacked import Part, StackedBar, stacked_bar
from tests.charts.read import classed, tree, words_of
from tests.charts.test_line import HOSTILE, assert_harmless


def chart(*parts: Part) -> StackedBar:
    return StackedBar("stack", "Shares", "Who has which.", "% of downloads", parts)


FOUR = chart(
    Part("China", 60, "60 %", "cn"),
    Part("France", 4, "4 %", "fr"),
    Part("Unmapped publishers", 36, "36 %", "unmapped"),
)


def boxes(drawn: str) -> list[tuple[str | None, str | None]]:
    stack = classed(tree(drawn), "stack")[0]
    return [(r.get("x"), r.get("width")) for r in stack.iter("rect") if r.get("height") == "44"]


def test_parts_fill_the_bar_from_left_to_right() -> None:
    assert boxes(stacked_bar(FOUR)) == [("0%", "60%"), ("60%", "4%"), ("64%", "36%")]


def test_a_name_stands_in_its_part_only_where_it_fits() -> None:
    names = [words_of(group) for group in classed(tree(stacked_bar(FOUR)), "on")]
    assert names == ["China60 %", "Unmapped publishers36 %"]


def test_a_name_that_fits_on_a_desk_only_gives_way_on_a_phone() -> None:
    drawn = tree(stacked_bar(FOUR))
    assert [words_of(group) for group in classed(drawn, "desk")] == ["Unmapped publishers36 %"]


def test_the_legend_names_every_part() -> None:
    legend = classed(tree(stacked_bar(FOUR)), "legend")[0]
    assert [words_of(item) for item in legend] == [
        "China 60 %",
        "France 4 %",
        "Unmapped publishers 36 %",
    ]


def test_nobody_is_hatched_in_grey() -> None:
    drawn = tree(stacked_bar(FOUR))
    assert [each.get("fill") for each in classed(drawn, "nobody")] == ["url(#stack-h)"]
    assert next(drawn.iter("pattern")).get("id") == "stack-h"


def test_the_rest_is_grey_but_not_hatched_for_it_is_known() -> None:
    drawn = tree(stacked_bar(chart(Part("A", 9, "9", "a"), Part("3 more", 1, "1", "others"))))
    assert not classed(drawn, "nobody")
    assert [group.get("class") for group in drawn.iter("g") if group.find("rect") is not None] == [
        "k1",
        "k0",
    ]


def test_a_bar_of_nothing_says_so() -> None:
    assert "No data for this period" in stacked_bar(chart(Part("A", None, "unknown", "a")))


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.floats())), max_size=5))
def test_any_parts_are_well_formed_and_fill_the_bar(rows: list[tuple[str, float | None]]) -> None:
    drawn = stacked_bar(chart(*(Part(label, value, label, label, label) for label, value in rows)))
    assert_harmless(drawn)
    widths = [float((width or "").rstrip("%")) for _, width in boxes(drawn)]
    assert not widths or abs(sum(widths) - 100) < 0.1


def test_a_hostile_name_is_only_ever_text() -> None:
    assert_harmless(stacked_bar(chart(Part(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE))))
