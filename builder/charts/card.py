"""A card for sharing, 1200 × 630 pixels: what a page is about, one number, its day and source."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.charts._labels import cut
from builder.charts._sheet import INK, SOFT, sheet, text_at, wrapped
from builder.charts._svg import element, joined, number
from builder.charts.palette import LIGHT

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
HEAD, ACCENT = "#16212c", "#b6fbf1"


@dataclass(frozen=True)
class Card:
    """A card. `bars` are up to five rows: name, share of the longest (0 to 1), value as text."""

    kicker: str
    title: str
    number: str
    told: str
    foot: str
    bars: tuple[tuple[str, float, str], ...] = ()


def card(one: Card) -> str:
    """Return the card as an SVG file."""
    parts = [
        element("rect", {"width": WIDTH, "height": 96, "fill": HEAD}),
        _mark(),
        text_at(150, 60, "AI Geopolitics Tracker", font_size="30px", font_weight=700, fill="#fff"),
        text_at(WIDTH - MARGIN, 60, cut(one.kicker, 200), font_size="26px", fill=ACCENT,
                text_anchor="end"),
        _words(one),
        _bars(one.bars),
        element("line", {"x1": MARGIN, "x2": WIDTH - MARGIN, "y1": 556, "y2": 556,
                         "stroke": "#dfe3e8", "stroke-width": 2}),
        text_at(MARGIN, 594, cut(one.foot, 560), font_size="24px", fill=SOFT),
    ]  # fmt: skip
    return str(sheet(WIDTH, HEIGHT, one.title, *parts))


def _mark() -> Markup:
    axes = {"d": "M0 0v40h40M8 26l9-10 8 6 13-15", "fill": "none", "stroke": "#fff"}
    round_ = {"stroke-width": 4, "stroke-linecap": "round", "stroke-linejoin": "round"}
    dot = element("circle", {"cx": 38, "cy": 7, "r": 5, "fill": ACCENT})
    return element("g", {"transform": f"translate({MARGIN} 28)"},
                   element("path", {**axes, **round_}), dot)  # fmt: skip


def _words(one: Card) -> Markup:
    room = 470 if one.bars else WIDTH - 2 * MARGIN
    title = wrapped(one.title, room, size=52, lines=2)
    told = wrapped(one.told, room, size=28, lines=4)
    y = 176
    lines = [text_at(MARGIN, y + 58 * index, line, font_size="52px", font_weight=700, fill=INK)
             for index, line in enumerate(title)]  # fmt: skip
    y += 58 * len(title) + (50 if one.number else 10)
    if one.number:
        lines.append(text_at(MARGIN, y + 24, one.number, font_size="96px", font_weight=700,
                             fill=LIGHT[1]))  # fmt: skip
        y += 84
    lines += [text_at(MARGIN, y + 36 * index, line, font_size="28px", fill=SOFT)
              for index, line in enumerate(told)]  # fmt: skip
    return joined(lines)


def _bars(bars: Sequence[tuple[str, float, str]]) -> Markup:
    left, width, step = 600, 528, 78
    rows = []
    for index, (name, share, told) in enumerate(bars):
        y = 152 + index * step
        box = {"x": left, "y": y + 14, "width": number(max(share, 0.004) * width), "height": 26}
        rows += [
            text_at(left, y, cut(name, 200), font_size="26px", fill=INK),
            text_at(left + width, y, told, font_size="26px", font_weight=700, text_anchor="end"),
            element("rect", {"x": left, "y": y + 14, "width": width, "height": 26,
                             "fill": "#eef1f4"}),
            element("rect", {**box, "fill": LIGHT[1]}),
        ]  # fmt: skip
    return joined(rows)
