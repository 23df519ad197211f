"""Which colour and which shape stands for what: eight neutral ones, and grey for the unknown.

Colours themselves live in the stylesheet (`--chart-1` to `--chart-8`, `--chart-0`). They were
chosen so that no two come closer than a clear difference under the three forms of colour
blindness, in light and in dark; none repeats a flag. A slot has a shape of its own as well.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from markupsafe import Markup

from builder.charts._svg import element

SLOTS = 8
UNKNOWN_SLOT = 0
#: Groups that nobody knows: always grey, and hatched where there is an area.
UNKNOWN_KEYS = frozenset({"unmapped", "unknown", "none"})
#: Groups that are no one in particular: always grey.
NOBODY = UNKNOWN_KEYS | {"other", "others", "rest"}
#: What is drawn most often keeps its colour from one figure to the next.
_KEPT = {"cn": 1, "us": 2, "fr": 3, "kr": 4, "gb": 5, "ae": 6, "il": 7, "ca": 8} | {
    "permissive": 1, "restricted": 2, "territory-limited": 3, "closed": 4, "copyleft": 5,
    "non-commercial": 6,
}  # fmt: skip
#: One shape a slot, about the point 0,0: ring, square, triangle, diamond, and their relatives.
_SHAPES = (
    "M-3-3L3 3M-3 3L3-3",
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "M-3.5-3.5h7v7h-7z",
    "M0-4.6L4.4 3.4h-8.8z",
    "M0-4.8L4.8 0L0 4.8L-4.8 0z",
    "M0 4.6L-4.4-3.4h8.8z",
    "M-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
    "M0-4.8L4.6-1.5L2.8 3.9h-5.6L-4.6-1.5z",
    "M-4.5-2.5h9v5h-9z",
)

#: The light colours, for pictures that leave the site and its stylesheet behind; as in the sheet.
LIGHT = ("#727986", "#216a6b", "#c97f2e", "#6a93d5", "#510d39", "#224868", "#b45b2b", "#7c38a2",
         "#463e07")  # fmt: skip
#: The colour of letters that stand on a light colour.
ON_LIGHT = ("#fff", "#fff", "#18212b", "#18212b", "#fff", "#fff", "#fff", "#fff", "#fff")


def slots(keys: Iterable[str]) -> Mapping[str, int]:
    """Return the slot of each key: 1 to 8, or 0 for what nobody knows.

    Kept keys come first; the others take what is free in the order given, and begin again when
    nothing is.
    """
    wanted = list(dict.fromkeys(keys))
    taken = {_KEPT[key] for key in wanted if key in _KEPT}
    free = [slot for slot in range(1, SLOTS + 1) if slot not in taken] or list(range(1, SLOTS + 1))
    others = [key for key in wanted if key not in _KEPT and key not in NOBODY]
    given = {key: free[index % len(free)] for index, key in enumerate(others)}
    return {key: _KEPT.get(key, given.get(key, UNKNOWN_SLOT)) for key in wanted}


def shape(slot: int) -> Markup:
    """Return the shape of a slot, drawn about 0,0; its colour comes from the class around it."""
    return element("path", {"d": _SHAPES[slot]})


def swatch(slot: int, style: Literal["line", "dot", "area", "hatched"]) -> Markup:
    """Return the small picture that stands before a name in a legend.

    `style` is `line` (a stroke with its shape), `dot` (the shape alone), `area` (a filled box) or
    `hatched`.
    """
    box = "-12 -8 24 16" if style == "line" else "-8 -8 16 16"
    attributes = {"class": f"swatch k{slot}", "viewBox": box, "aria-hidden": "true"}
    drawn = {"line": _stroke, "dot": _dot, "area": _area, "hatched": _hatched}
    inside = drawn[style](slot)
    return element("svg", attributes, inside)


def _stroke(slot: int) -> Markup:
    line = element("path", {"class": "ln", "d": "M-11 0h22"})
    return line + element("g", {"class": "pt"}, shape(slot))


def _dot(slot: int) -> Markup:
    return element("g", {"class": "pt"}, shape(slot))


def _area(slot: int) -> Markup:
    return element("path", {"class": f"fl k{slot}", "d": "M-7-7h14v14h-14z"})


def _hatched(_slot: int) -> Markup:
    box = element("path", {"class": "hatch", "d": "M-7-7h14v14h-14z"})
    return box + element("path", {"class": "stripes", "d": "M-7 0l7-7M-7 7L7-7M0 7l7-7"})
