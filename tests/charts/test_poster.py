"""A picture that leaves the site: whole, dated, sourced, and in the colours of the stylesheet."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from markupsafe import Markup

from builder.charts._carried import beside, carried, carrying
from builder.charts._sheet import wrapped
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.card import Card, card
from builder.charts.figure import Figure, SourceLine
from builder.charts.line import Line, LineChart, Mark, line_chart
from builder.charts.palette import LIGHT
from builder.charts.poster import poster
from builder.charts.stacked import Part, StackedBar, stacked_bar

SVG = "{http://www.w3.org/2000/svg}"
ATTACK = '</text><script>alert(1)</script>"\x00]]>'
DAYS = (date(2026, 11, 1), date(2026, 11, 8))
STYLESHEET = Path(__file__).parents[2] / "docs/assets/tracker.css"


def line(label: str) -> Markup:
    points = list(zip(DAYS, (55.0, 63.0), strict=True))
    marks = (Mark(DAYS[0], label, "suspect"),)
    chart = LineChart(
        "l", label, label, "%", (Line.through(label, points, key="cn"),), str, None, marks
    )
    return line_chart(chart)


def bars(label: str) -> Markup:
    rows = (
        Bar(label, 63.0, "63 %", "cn"),
        Bar("none", None, "", "us"),
        Bar("less", -3.0, "−3 %", "fr"),
    )
    return bar_chart(BarChart("b", label, label, "%", rows))


def shares(label: str) -> Markup:
    parts = (Part(label, 63.0, "63 %", "cn"), Part("nobody", 37.0, "37 %", "unmapped"))
    return beside([stacked_bar(StackedBar("s", label, label, "%", parts))])


def figure(chart: Markup, title: str = "A title") -> Figure:
    return Figure("f", title, chart, "A summary.", DAYS[1], (SourceLine("The Hub"),))


@pytest.mark.parametrize("draw", [line, bars, shares])
@pytest.mark.parametrize("label", ["China", ATTACK, "中国的模型" * 30, ""])
def test_a_poster_is_whole_and_bears_its_day_source_and_address(draw: object, label: str) -> None:
    drawn = poster(figure(draw(label), label), "https://example.org/x/#f")  # type: ignore[operator]
    assert drawn is not None
    root = Xml.fromstring(drawn)  # noqa: S314  drawn by us
    told = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert "As of 8 November 2026" in told
    assert "The Hub" in told
    assert "https://example.org/x/#f" in told
    assert "CC BY 4.0" in told
    assert not list(root.iter(f"{SVG}script"))
    assert "var(" not in drawn


def test_a_chart_without_any_value_says_so() -> None:
    empty = line_chart(LineChart("l", "t", "d", "%", (Line.through("a", [], key="a"),), str))
    assert "No data for this period" in (poster(figure(empty), "x") or "")


def test_markup_that_does_not_know_its_chart_has_no_poster() -> None:
    assert poster(figure(Markup("<p>drawn elsewhere</p>")), "x") is None
    assert carried(carrying(Markup("a"), 1) + Markup("b")) is None


def test_the_colours_of_pictures_are_those_of_the_stylesheet() -> None:
    light = STYLESHEET.read_text(encoding="utf-8").split('[data-md-color-scheme="slate"]')[0]
    colours = dict(re.findall(r"--chart-(\d): (#[0-9a-f]{6})", light))
    assert [colours[str(slot)] for slot in range(len(LIGHT))] == list(LIGHT)


def test_lines_are_cut_where_there_is_no_room() -> None:
    assert wrapped("one two three", 60, size=13, lines=2) == ["one two", "three"]
    cut = wrapped("word " * 50, 100, size=13, lines=2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert wrapped("", 100, size=13, lines=2) == []


@pytest.mark.parametrize("label", ["China", ATTACK, "中国的模型" * 30])
def test_a_card_is_whole_whatever_it_says(label: str) -> None:
    rows = ((label, 1.0, "63 %"), ("b", 0.0, "0 %"))
    root = Xml.fromstring(card(Card(label, label, "63 %", label, label, rows)))  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    assert not list(root.iter(f"{SVG}script"))
