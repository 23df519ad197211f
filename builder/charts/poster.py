"""A figure as one picture that can leave the site: its title, chart, date, source and address."""

from collections.abc import Iterator

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carried
from builder.charts._frame import PLOT_PX, top_px
from builder.charts._labels import GUTTERS_PX, cut
from builder.charts._scale import finite
from builder.charts._sheet import (
    FIELD,
    INK,
    RULE,
    SOFT,
    Block,
    paragraph,
    sheet,
    stacked_up,
    text_at,
    wrapped,
)  # fmt: skip
from builder.charts._svg import element, joined, number
from builder.charts.bar import BarChart
from builder.charts.figure import Figure
from builder.charts.line import LineChart, plot
from builder.charts.palette import LIGHT, NOBODY, UNKNOWN_SLOT
from builder.charts.stacked import StackedBar, segments_of
from builder.speech import say, word
from builder.text import day as day_text
from builder.text import unknown

WIDTH, MARGIN = 960, 28
INNER = WIDTH - 2 * MARGIN
_NAME_PX, _VALUE_PX, _ROW_PX = 230, 90, 24


def poster(one: Figure, address: str) -> str | None:
    """Return a figure as an SVG file; None where its chart does not know what it was drawn from."""
    charts = list(_charts(carried(one.chart)))
    if not charts:
        return None
    head = [
        paragraph(one.title, INNER, size=23, lines=2, font_weight=700),
        paragraph(one.summary, INNER, size=15, lines=3, fill=SOFT),
    ]
    body, y = stacked_up([*head, *charts], x=MARGIN, y=MARGIN - 4, gap=12)
    foot, bottom = _foot(one, address, y + 16)
    drawn = sheet(WIDTH, bottom + 16, one.title, body, foot, description=one.summary)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{drawn}\n'


def _charts(what: object) -> Iterator[Block]:
    if isinstance(what, LineChart):
        yield from _lines(what)
    elif isinstance(what, BarChart):
        yield from _bars(what)
    elif isinstance(what, StackedBar):
        yield from _shares(what)
    elif isinstance(what, tuple):
        for one in what:
            yield from _charts(one)


def _note(text: str, lines: int = 2) -> Block:
    return paragraph(text, INNER, size=12.5, lines=lines, fill=SOFT)


def _nothing() -> Block:
    field = element("rect", {"width": INNER, "height": 120, "fill": FIELD})
    label = text_at(INNER / 2, 64, word(words.NO_DATA), text_anchor="middle", fill=SOFT)
    return Block(120, joined([field, label]))


def _lines(chart: LineChart) -> Iterator[Block]:
    yield _note(chart.unit_label, 1)
    plotted = plot(chart)
    if plotted is None:
        yield _nothing()
        return
    left, right = GUTTERS_PX[plotted.left], GUTTERS_PX[plotted.right]
    height = top_px(marked=bool(plotted.marks)) + PLOT_PX + 28
    width = INNER - left - right
    field = {"x": left, "width": width, "height": height, "overflow": "visible"}
    yield Block(height, element("svg", field, *plotted.parts))
    for note in plotted.notes:
        yield _note(note)
    for count, mark in enumerate(plotted.marks, 1):
        yield _note(f"{count}: {day_text(mark.day, chart.language)}: {mark.label}", 1)


def _bars(chart: BarChart) -> Iterator[Block]:
    yield _note(chart.unit_label, 1)
    values = [finite(bar.value) for bar in chart.bars]
    known = [value for value in values if value is not None]
    if not known:
        yield _nothing()
        return
    low, high = min(0.0, *known), max(0.0, *known)
    span = (high / 2 - low / 2) or 1.0
    rows = []
    for index, (bar, value) in enumerate(zip(chart.bars, values, strict=True)):
        zero, at = (-low / 2) / span, ((value or 0.0) / 2 - low / 2) / span
        slot = UNKNOWN_SLOT if bar.key in NOBODY else 1
        told = unknown() if value is None else bar.text
        place = (min(zero, at), abs(at - zero), zero)
        rows.append(_bar(cut(bar.label, _NAME_PX - 12), told, index * _ROW_PX, place, slot))
    yield Block(_ROW_PX * len(rows), joined(rows))


def _bar(name: str, told: str, y: int, place: tuple[float, float, float], slot: int) -> Markup:
    start, length, zero = (part * (INNER - _NAME_PX - _VALUE_PX) for part in place)
    box = {"x": number(_NAME_PX + start), "y": y + 2, "width": number(length), "height": 18}
    at = number(_NAME_PX + zero)
    line = {"x1": at, "x2": at, "y1": y, "y2": y + _ROW_PX, "stroke": SOFT}
    return joined([
        text_at(_NAME_PX - 10, y + 16, name, text_anchor="end"),
        element("rect", {**box, "fill": LIGHT[slot]}),
        element("line", line),
        text_at(INNER - _VALUE_PX + 10, y + 16, told, font_weight=600),
    ])  # fmt: skip


def _shares(chart: StackedBar) -> Iterator[Block]:
    yield _note(chart.unit_label, 1)
    drawn = segments_of(chart)
    if drawn is None:
        yield _nothing()
        return
    field = {"class": "stack", "width": INNER, "height": 44}
    yield Block(44, element("svg", field, drawn))
    yield _note(" · ".join(f"{part.label} {part.text}" for part in chart.parts))


def _foot(one: Figure, address: str, y: float) -> tuple[Markup, float]:
    """Return the watermark: the day of the data, its sources, and where the figure stands."""
    sources = "; ".join(line.text for line in one.source_lines)
    name = word(words.SOURCE) if len(one.source_lines) == 1 else word(words.SOURCES)
    when = say("As of {day}", day=day_text(one.as_of, one.language))
    site = f"AI Geopolitics Tracker, {address}, CC BY 4.0"
    rule = {"x1": MARGIN, "x2": WIDTH - MARGIN, "y1": number(y), "y2": number(y), "stroke": RULE}
    told = wrapped(f"{when}. {name}: {sources}.", INNER, size=12.5, lines=2)
    lines = [
        text_at(MARGIN, y + 20 + 17 * index, line, font_size="12.5px",
                fill=INK if index == 0 else SOFT)
        for index, line in enumerate((*told, cut(site, INNER)))
    ]  # fmt: skip
    return joined([element("line", rule), *lines]), y + 20 + 17 * len(told)
