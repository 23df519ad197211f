"""The names at the ends of lines: beside them, none over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts._frame import Frame
from builder.charts._labels import GUTTERS_PX, cut, gutter, spread, width_px
from builder.charts._svg import element, number

_LABEL_GAP_PX, _LINE_PX = 17, 15
_GLYPH_PX = 18
#: Names stand in bold letters: so much wider than others.
_BOLD = 1.1


@dataclass(frozen=True)
class End:
    """Where a line ends, and what stands there."""

    label: str
    text: str
    slot: int
    y: float
    day: date


def on_two_lines(ends: Sequence[End], frame: Frame) -> bool:
    """Say whether values stand below their names: beside them some would be cut, and below none."""
    widest = GUTTERS_PX[-1] - _GLYPH_PX
    too_long = any(_beside_px(end) > widest for end in ends)
    return too_long and len(ends) * 2 * _LABEL_GAP_PX <= frame.bottom - frame.top


def ends_gutter(ends: Sequence[End], *, two_lines: bool) -> int:
    """Return the number of the gutter that the names at the lines' ends need."""
    if two_lines:
        widest = max(_BOLD * width_px(end.label) for end in ends)
        return gutter((end.text for end in ends), _GLYPH_PX, least_px=widest)
    return gutter((), _GLYPH_PX, least_px=max((_beside_px(end) for end in ends), default=0))


def _beside_px(end: End) -> float:
    return _BOLD * width_px(end.label) + width_px(f" {end.text}")


def end_names(ends: Sequence[End], frame: Frame, room: int, *, two_lines: bool) -> Markup:
    """Return the names at the ends of the lines, none over another, in gutter number `room`."""
    gap = _LABEL_GAP_PX * (2 if two_lines else 1)
    places = spread([end.y for end in ends], gap=gap, low=frame.top, high=frame.bottom)
    names = [
        _name(end, y, (GUTTERS_PX[room] - _GLYPH_PX, two_lines), reaches=frame.across(end.day) == 1)
        for end, y in zip(ends, places, strict=True)
    ]
    return element("svg", {"class": "ends", "x": "100%"}, *names)


def _name(end: End, y: float, room: tuple[int, bool], *, reaches: bool) -> Markup:
    room_px, two_lines = room
    text = cut(end.text, room_px if two_lines else room_px * 0.7)
    left_px = room_px if two_lines else room_px - width_px(f" {text}")
    label = cut(end.label, left_px / _BOLD)
    leader = {"class": "leader", "d": f"M6 {number(end.y)}L15 {number(y)}"}
    below = {"x": _GLYPH_PX, "dy": _LINE_PX} if two_lines else {}
    name = element(
        "text",
        {"x": _GLYPH_PX, "y": number(y + 4.5 - (_LINE_PX / 2 if two_lines else 0))},
        f"{label} ",
        element("tspan", below, text),
    )
    return element(
        "g", {"class": f"k{end.slot}"}, element("path", leader) if reaches else None, name
    )
