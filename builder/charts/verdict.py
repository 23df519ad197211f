"""A verdict as a word with a shape, and its history as a strip; colour only repeats the shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from builder import text
from builder.charts._svg import element, identifier, percentage
from builder.model.verdict import State
from builder.speech import say

#: Each about the middle of a 16 × 16 box: tick, cross, half-filled ring, dashed ring, two bars.
_SHAPES: dict[State, str] = {
    "supported": "M3 8.5l3.5 3.5L13 4.5",
    "contradicted": "M4 4l8 8M12 4l-8 8",
    "mixed": "M8 2.5a5.5 5.5 0 1 0 .01 0M8 2.5v11M10 3.5v9M12 5v6",
    "not-testable": "M3 8h2M7 8h2M11 8h2",
    "stale": "M5.5 3.5v9M10.5 3.5v9",
}
#: How high a state stands in the strip, in pixels from its top: place speaks as well as colour.
_PLACES: dict[State, int] = {"supported": 0, "mixed": 12, "contradicted": 24}
_STRIP_PX, _BAR_PX = 36, 12


def verdict_badge(state: State, *, frozen: date | None = None) -> Markup:
    """Return the badge of a verdict; `frozen` is the day at which a stale one stands still."""
    word = text.verdict_word(state)
    if frozen:
        word = say("{verdict}, frozen at {day}", verdict=word, day=text.day(frozen))
    drawing = element("path", {"d": _SHAPES[state]})
    icon = element("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"}, drawing)
    classes = f"badge verdict verdict-{state}" + (" verdict-frozen" if frozen else "")
    return element("span", {"class": classes}, icon, element("span", {}, word))


@dataclass(frozen=True)
class Strip:
    """A history of verdicts: the state from each day on, the last day, and what it is called."""

    id: str
    title: str
    states: tuple[tuple[date, State], ...]
    until: date


def strip(one: Strip) -> Markup:
    """Return the history as a strip: supported on top, mixed in the middle, contradicted below."""
    own = identifier(one.id)
    runs = tuple(_runs(one.states, one.until))
    first = runs[0][0]
    days = max((one.until - first).days, 1)
    bars = [
        element(
            "rect",
            {
                "class": f"verdict-{state}",
                "x": percentage((start - first).days / days),
                "width": percentage(max((end - start).days, 1) / days),
                "y": _PLACES[state],
                "height": _BAR_PX,
            },
        )
        for start, end, state in runs
        if state in _PLACES
    ]
    picture = element(
        "svg",
        {"class": "verdict-strip", "role": "img", "aria-labelledby": f"{own}-t {own}-d",
         "height": _STRIP_PX, "width": "100%"},
        element("title", {"id": f"{own}-t"}, one.title),
        element("desc", {"id": f"{own}-d"}, told(runs)),
        *bars,
    )  # fmt: skip
    ends = element(
        "p",
        {"class": "strip-days"},
        element("span", {}, text.day(first)),
        element("span", {}, text.day(one.until)),
    )
    rows = [element("li", {}, text.verdict_word(state)) for state in _PLACES]
    legend = element("ul", {"class": "strip-rows", "aria-hidden": "true"}, *rows)
    body = element("div", {"class": "strip-body"}, picture, ends)
    return element("div", {"class": "strip"}, legend, body)


def told(runs: Sequence[tuple[date, date, State]]) -> str:
    """Return a history in words."""
    parts = [
        say("{verdict} from {day}", verdict=text.verdict_word(state), day=text.day(start))
        for start, _, state in runs
    ]
    return "; ".join(parts)


def _runs(states: Sequence[tuple[date, State]], until: date) -> Sequence[tuple[date, date, State]]:
    """Return the stretches of equal states: first day, day after the last, state."""
    starts: list[tuple[date, State]] = []
    for day, state in states:
        if not starts or starts[-1][1] != state:
            starts.append((day, state))
    ends = [day for day, _ in starts[1:]] + [until + timedelta(days=1)]
    return [(start, end, state) for (start, state), end in zip(starts, ends, strict=True)]
