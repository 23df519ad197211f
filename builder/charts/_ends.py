"""The names at the ends of lines: beside them, none over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts._frame import Frame
from builder.charts._labels import GUTTERS_PX, cut, gutter, spread, width_px
from builder.charts._svg import element, number

_LABEL_GAP_PX = 17
_GLYPH_PX = 18


@dataclass(frozen=True)
class End:
    """Where a line ends, and what stands there."""

    label: str
    text: str
    slot: int
    y: float
    day: date


def ends_gutter(ends: Sequence[End]) -> int:
    """Return the number of the gutter that the names at the lines' ends need."""
    return gutter((f"{end.label} {end.text}" for end in ends), _GLYPH_PX)


def end_names(ends: Sequence[End], frame: Frame, room: int) -> Markup:
    """Return the names at the ends of the lines, none over another, in gutter number `room`."""
    places = spread([end.y for end in ends], gap=_LABEL_GAP_PX, low=frame.top, high=frame.bottom)
    names = [
        _name(end, y, room_px=GUTTERS_PX[room], reaches=frame.across(end.day) == 1)
        for end, y in zip(ends, places, strict=True)
    ]
    return element("svg", {"class": "ends", "x": "100%"}, *names)


def _name(end: End, y: float, *, room_px: int, reaches: bool) -> Markup:
    text = cut(end.text, (room_px - _GLYPH_PX) * 0.7)
    label = cut(end.label, room_px - _GLYPH_PX - width_px(f" {text}"))
    leader = {"class": "leader", "d": f"M6 {number(end.y)}L15 {number(y)}"}
    name = element(
        "text",
        {"x": _GLYPH_PX, "y": number(y + 4.5)},
        f"{label} ",
        element("tspan", {}, text),
    )
    return element(
        "g", {"class": f"k{end.slot}"}, element("path", leader) if reaches else None, name
    )
