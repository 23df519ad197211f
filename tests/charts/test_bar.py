"""Bars: lengths in proportion, unknown as a word, changes on both sides of zero."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.charts.bar import Bar, BarChart, bar_chart
from tests.charts.read import classed, tree, words_of
from tests.charts.test_line import HOSTILE, assert_harmless


def chart(*bars: Bar) -> BarChart:
    return BarChart("bars", "Downloads", "By organization.", "downloads in 30 days", bars)


def boxes(drawn: str) -> list[tuple[str | None, str | None]]:
    return [(rect.get("x"), rect.get("width")) for rect in tree(drawn).iter("rect")]


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    drawn = bar_chart(chart(Bar("A", 200, "200", "x"), Bar("B", 50, "50", "x")))
    assert boxes(drawn) == [("0%", "100%"), ("0%", "25%")]


def test_changes_stand_on_both_sides_of_zero() -> None:
    drawn = bar_chart(chart(Bar("A", 30, "+30 %", "x"), Bar("B", -10, "−10 %", "x")))
    assert boxes(drawn) == [("25%", "75%"), ("0%", "25%")]


def test_an_unknown_value_is_a_word_and_not_a_bar() -> None:
    drawn = bar_chart(chart(Bar("A", 3, "3", "x"), Bar("B", None, "0", "x")))
    unknown = classed(tree(drawn), "unknown")[0]
    assert words_of(unknown) == "Bunknown"
    assert not list(unknown.iter("rect"))


def test_bars_of_nothing_say_so_and_name_it() -> None:
    drawn = bar_chart(chart(Bar("Baidu", None, "", "x")))
    assert "No data for this period" in drawn
    assert "Baidu" in drawn


def test_nobody_is_always_grey() -> None:
    drawn = bar_chart(chart(Bar("A", 3, "3", "x"), Bar("Unmapped", 9, "9", "unmapped")))
    assert [bar.get("class") for bar in classed(tree(drawn), "bar")] == ["bar k1", "bar k0"]


def test_a_link_leads_only_to_a_page() -> None:
    drawn = bar_chart(
        chart(Bar("A", 1, "1", "x", "../a/"), Bar("B", 1, "1", "x", "javascript:alert(1)"))
    )
    assert [link.get("href") for link in tree(drawn).iter("a")] == ["../a/"]


def test_the_list_is_named_and_described() -> None:
    drawn = tree(bar_chart(chart(Bar("A", 1, "1", "x"))))
    bars = classed(drawn, "bars")[0]
    named = {each.get("id"): words_of(each) for each in drawn.iter() if each.get("id")}
    assert named[bars.get("aria-labelledby")] == "Downloads"
    assert named[bars.get("aria-describedby")] == "By organization."


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.floats()), st.text()), max_size=5))
def test_any_bars_are_well_formed_and_inside(rows: list[tuple[str, float | None, str]]) -> None:
    bars = [Bar(label, value, text, label, text) for label, value, text in rows]
    drawn = bar_chart(chart(*bars, Bar(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE)))
    assert_harmless(drawn)
    assert all(0 <= float((width or "").rstrip("%")) <= 100 for _, width in boxes(drawn))
