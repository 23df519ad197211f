"""How a source or a number is doing, in a word and a shape; the colour only repeats it."""

from typing import Literal

from markupsafe import Markup

from builder.charts._svg import element
from builder.speech import say

State = Literal["fresh", "late", "stale", "failed", "dead", "skipped", "ended", "never"]
#: Each about the middle of a 16 × 16 box: tick, clock, triangle, cross, stone, two bars,
#: square, empty ring.
_SHAPES: dict[str, str] = {
    "fresh": "M3 8.5l3.5 3.5L13 4.5",
    "late": "M8 2a6 6 0 1 0 .01 0M8 5v3.5l2.5 1.5",
    "stale": "M8 2.5L14.5 13.5h-13zM8 6.5v3.2M8 11.4v.6",
    "failed": "M4 4l8 8M12 4l-8 8",
    "dead": "M4 14V7a4 4 0 0 1 8 0v7M2.5 14h11M6 9h4",
    "skipped": "M6 3.5v9M10 3.5v9",
    "ended": "M3.5 3.5h9v9h-9z",
    "never": "M8 2.5a5.5 5.5 0 1 0 .01 0",
}


def badge(state: State, text: str = "") -> Markup:
    """Return the badge of `state`; `text` says it in words, and is the state itself if empty."""
    drawing = element("path", {"d": _SHAPES[state]})
    icon = element("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"}, drawing)
    return element(
        "span", {"class": f"badge badge-{state}"}, icon, element("span", {}, text or say(state))
    )
