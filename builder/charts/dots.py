"""Dots over days on an axis by factors, with their ranges, against levels that held for a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts import words
from builder.charts._frame import Frame, calendar, ruled, top_px
from builder.charts._labels import cut, gutter
from builder.charts._scale import Days, factor_axis
from builder.charts._svg import element, identifier, is_safe, joined, number, percentage
from builder.charts.palette import shape, slots, swatch
from builder.speech import word

#: The widest name that stands beside a dot, in pixels, and the room that one line of it takes.
_NAME_PX, _LINE_PX = 150, 15
#: Nearer to the right edge than this, in widths of the field, a name stands to the left.
_EDGE = 0.82


@dataclass(frozen=True)
class Dot:
    """A thing on its day: the least and most it may be, both as one text, and whose it is.

    `named` ones have their name beside them where there is room; `open` ones are only announced,
    and are drawn hollow.
    """

    label: str
    day: date
    low: float
    high: float
    text: str
    key: str
    href: str | None = None
    named: bool = False
    open: bool = False


@dataclass(frozen=True)
class Level:
    """A value that held from one day to another; None is to the end of the picture."""

    label: str
    value: float
    first: date
    last: date | None = None


@dataclass(frozen=True)
class DotChart:
    """Dots and levels on an axis by factors; values are above 0. `groups` names the keys."""

    id: str
    title: str
    description: str
    unit_label: str
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    groups: tuple[tuple[str, str], ...]
    format_tick: Callable[[float], str]
    language: str | None = None


def dot_chart(chart: DotChart) -> Markup:
    """Return `chart` as markup: the picture, and what its shapes and lines mean."""
    unit = element("p", {"class": "chart-unit"}, chart.unit_label)
    if not chart.dots:
        nothing = element("text", {"x": "50%", "y": "50%"}, word(words.NO_DATA))
        return element("div", {"class": "chart"}, unit, _picture(chart, "empty", nothing))
    span = Days(min(dot.day for dot in chart.dots), max(dot.day for dot in chart.dots))
    values = [value for dot in chart.dots for value in (dot.low, dot.high)]
    values += [level.value for level in chart.levels]
    frame = Frame(span, factor_axis(values), top_px(marked=False))
    slot = slots(key for key, _ in chart.groups)
    legend = [
        element("li", {}, swatch(slot[key], "dot"), element("span", {}, name))
        for key, name in chart.groups
    ]
    return element(
        "div",
        {"class": "chart"},
        unit,
        _plot(chart, frame, slot),
        element("ul", {"class": "legend"}, *legend),
    )


def _picture(chart: DotChart, style: str, *parts: Markup) -> Markup:
    """Return the picture; a group and no image, for its dots are links, which an image hides."""
    own = identifier(chart.id)
    return element(
        "svg",
        {"class": style, "role": "group", "aria-labelledby": f"{own}-t {own}-d"},
        element("title", {"id": f"{own}-t"}, chart.title),
        element("desc", {"id": f"{own}-d"}, chart.description),
        *parts,
    )


def _plot(chart: DotChart, frame: Frame, slot: Mapping[str, int]) -> Markup:
    labels = [chart.format_tick(float(tick)) for tick in frame.values.ticks]
    room = gutter((level.label for level in chart.levels), 10)
    picture = _picture(
        chart,
        "lines",
        ruled(frame, labels),
        calendar(frame, chart.language),
        _levels(chart.levels, frame),
        joined(_dot(dot, slot[dot.key], frame) for dot in chart.dots),
        _names([dot for dot in chart.dots if dot.named], frame),
    )
    return element("div", {"class": f"chart-plot lp{gutter(labels, 12)} rp{room}"}, picture)


def _levels(levels: Iterable[Level], frame: Frame) -> Markup:
    parts = []
    for level in levels:
        first = max(level.first, frame.days.first)
        last = min(level.last or frame.days.last, frame.days.last)
        if first > last:
            continue
        y = number(frame.down(level.value))
        ends = {"x1": percentage(frame.across(first)), "x2": percentage(frame.across(last))}
        name = {"x": ends["x2"], "dx": 6, "y": number(float(y) + 4)}
        parts.append(element("line", {**ends, "y1": y, "y2": y}))
        parts.append(element("text", name, level.label))
    return element("g", {"class": "levels"}, *parts)


def _dot(dot: Dot, slot: int, frame: Frame) -> Markup:
    """Return a dot in the middle of its range, linked, with its name and value for who hovers."""
    top, bottom = (frame.down(value) for value in (dot.high, dot.low))
    x = percentage(frame.across(dot.day))
    span = element("line", {"x1": x, "x2": x, "y1": number(top), "y2": number(bottom)})
    mark = element("svg", {"x": x, "y": number((top + bottom) / 2)}, shape(slot))
    parts = (element("title", {}, f"{dot.label}: {dot.text}"), span, mark)
    drawn = element("g", {"class": f"dot pt k{slot}{' open' * dot.open}"}, *parts)
    return element("a", {"href": dot.href}, drawn) if dot.href and is_safe(dot.href) else drawn


def _names(dots: Sequence[Dot], frame: Frame) -> Markup:
    """Return the names beside dots; one that would stand on another is left to the table."""
    taken: list[tuple[float, float]] = []
    parts = []
    for dot in sorted(dots, key=lambda one: -one.high):
        across = frame.across(dot.day)
        y = (frame.down(dot.high) + frame.down(dot.low)) / 2
        left = across > _EDGE
        place = across - 0.16 if left else across
        if any(abs(place - x) < 0.17 and abs(y - other) < _LINE_PX for x, other in taken):
            continue
        taken.append((place, y))
        where = {"x": percentage(across), "dx": -8 if left else 8, "y": number(y + 4.5)}
        anchor = {"text-anchor": "end"} if left else {}
        parts.append(element("text", {**where, **anchor}, cut(dot.label, _NAME_PX)))
    return element("g", {"class": "dot-names"}, *parts)
