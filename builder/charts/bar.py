"""Horizontal bars: one row a thing, its name, its bar, its value in words.

Rows are a list in plain HTML, with a drawn bar in each: names of any length wrap, links stay
links, and what cannot be seen is read in order. Where it is narrow the name stands over its bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carrying
from builder.charts._scale import finite
from builder.charts._svg import element, identifier, link, percentage
from builder.charts.palette import NOBODY, UNKNOWN_SLOT
from builder.speech import say, word
from builder.text import unknown

#: Every bar has its name beside it, so one colour does for all; only nobody stands out, in grey.
_SLOT = 1


@dataclass(frozen=True)
class Bar:
    """One row: what it is, its value (None: unknown), the value as text with unit, whose it is.

    The key tells nobody (`unmapped`, `others` …) from somebody.
    """

    label: str
    value: float | None
    text: str
    key: str
    href: str | None = None


@dataclass(frozen=True)
class BarChart:
    """Bars that share one axis, which always begins at 0. `unit_label` says what is counted."""

    id: str
    title: str
    description: str
    unit_label: str
    bars: tuple[Bar, ...]


def bar_chart(chart: BarChart) -> Markup:
    """Return `chart` as markup: a list of rows under its unit."""
    own = identifier(chart.id)
    known = [value for value in (finite(bar.value) for bar in chart.bars) if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    rows = [_row(bar, low=low, high=high) for bar in chart.bars]
    says = {"aria-labelledby": f"{own}-t", "aria-describedby": f"{own}-d"}
    markup = element(
        "div",
        {"class": "chart"},
        element("span", {"id": f"{own}-t", "hidden": True}, chart.title),
        element("span", {"id": f"{own}-d", "hidden": True}, chart.description),
        element("p", {"class": "chart-unit"}, chart.unit_label) if chart.unit_label else None,
        element("ul", {"class": "bars", "role": "list", **says}, *rows)
        if known
        else element("p", {"class": "no-data"}, word(words.NO_DATA)),
        _without_values(chart.bars) if not known and chart.bars else None,
    )
    return carrying(markup, chart)


def _without_values(bars: Sequence[Bar]) -> Markup:
    names = ", ".join(bar.label for bar in bars)
    return element("p", {"class": "chart-note"}, say("No data for: {names}", names=names))


def _row(bar: Bar, *, low: float, high: float) -> Markup:
    value = finite(bar.value)
    slot = UNKNOWN_SLOT if bar.key in NOBODY else _SLOT
    name = element("span", {"class": "bar-name"}, link(bar.href, bar.label))
    kind = "unknown" if value is None else None
    text = element("span", {"class": "bar-text"}, unknown() if value is None else bar.text)
    track = element("span", {"class": "bar-track"}, _drawing(value, slot, low=low, high=high))
    return element("li", {"class": kind}, name, track, text)


def _drawing(value: float | None, slot: int, *, low: float, high: float) -> Markup:
    """Return the bar from zero to `value`; nothing but the zero line where it is unknown."""
    zero = _place(0, low=low, high=high)
    at = zero if value is None else _place(value, low=low, high=high)
    bar = {"x": percentage(min(zero, at)), "width": percentage(abs(at - zero))}
    rule = element("line", {"x1": percentage(zero), "x2": percentage(zero), "y2": "100%"})
    drawn = None if value is None else element("rect", {"class": "fl", "height": "100%", **bar})
    return element("svg", {"class": f"bar k{slot}", "aria-hidden": "true"}, drawn, rule)


def _place(value: float, *, low: float, high: float) -> float:
    """Return how far across `value` stands; halves keep the largest numbers from overflowing."""
    span = high / 2 - low / 2
    return (value / 2 - low / 2) / span if span else 0.0
