"""One bar of a hundred percent: who holds which share, and how much nobody can say."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carrying
from builder.charts._labels import width_px
from builder.charts._scale import finite
from builder.charts._svg import element, identifier, joined, link, percentage
from builder.charts.palette import UNKNOWN_KEYS, slots, swatch
from builder.speech import word

#: The narrowest field on a desk and on a phone, in pixels: a name that fits there is written.
_DESK_PX, _PHONE_PX = 560, 288
_AIR_PX = 14


@dataclass(frozen=True)
class Part:
    """One share: whose, how large (any unit), the share as text with unit, its colour's key."""

    label: str
    value: float | None
    text: str
    key: str
    href: str | None = None


@dataclass(frozen=True)
class StackedBar:
    """Shares of one whole, in the order given; `unit_label` says of what they are shares."""

    id: str
    title: str
    description: str
    unit_label: str
    parts: tuple[Part, ...]


def stacked_bar(chart: StackedBar) -> Markup:
    """Return `chart` as markup: the bar, named where there is room, and a legend of all parts."""
    slot = slots(part.key for part in chart.parts)
    known = [part for part in chart.parts if (finite(part.value) or 0) > 0]
    unit = element("p", {"class": "chart-unit"}, chart.unit_label) if chart.unit_label else None
    legend = [_legend_item(part, slot[part.key]) for part in chart.parts]
    markup = element(
        "div",
        {"class": "chart"},
        unit,
        _picture(chart, known, [slot[part.key] for part in known]),
        element("ul", {"class": "legend"}, *legend) if legend else None,
    )
    return carrying(markup, chart)


def segments_of(chart: StackedBar) -> Markup | None:
    """Return the segments of the bar alone; None where no share is known."""
    slot = slots(part.key for part in chart.parts)
    known = [part for part in chart.parts if (finite(part.value) or 0) > 0]
    if not known:
        return None
    return _segments(known, [slot[part.key] for part in known], identifier(chart.id))


def _picture(chart: StackedBar, parts: Sequence[Part], slot: Sequence[int]) -> Markup:
    own = identifier(chart.id)
    drawn = _segments(parts, slot, own) if parts else _nothing()
    return element(
        "svg",
        {"class": "stack", "role": "img", "aria-labelledby": f"{own}-t {own}-d"},
        element("title", {"id": f"{own}-t"}, chart.title),
        element("desc", {"id": f"{own}-d"}, chart.description),
        drawn,
    )


def _nothing() -> Markup:
    return element("text", {"class": "none", "x": "50%", "y": 28}, word(words.NO_DATA))


def _segments(parts: Sequence[Part], slot: Sequence[int], own: str) -> Markup:
    largest = max(finite(part.value) or 0 for part in parts)
    weights = [(finite(part.value) or 0) / largest for part in parts]
    shares = [weight / sum(weights) for weight in weights]
    starts = [0.0, *accumulate(shares)]
    drawn = [
        _segment(part, number, start=start, share=share, own=own)
        for part, number, start, share in zip(parts, slot, starts, shares, strict=False)
    ]
    return _hatch(own) + joined(drawn)


def _hatch(own: str) -> Markup:
    size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    turned = {"id": f"{own}-h", "patternTransform": "rotate(45)", **size}
    lines = element("rect", {"class": "hatch", "width": 6, "height": 6})
    return element("defs", {}, element("pattern", turned, lines, element("path", {"d": "M0 0v6"})))


def _segment(part: Part, slot: int, *, start: float, share: float, own: str) -> Markup:
    box = {"x": percentage(start), "width": percentage(share), "height": 44}
    fill = (
        {"class": "nobody", "fill": f"url(#{own}-h)"}
        if part.key in UNKNOWN_KEYS
        else {"class": "fl"}
    )
    area = element("rect", {**fill, **box})
    need = max(width_px(part.label), width_px(part.text)) + _AIR_PX
    fits = "phone" if need <= share * _PHONE_PX else "desk"
    name = _name(part, percentage(start + share / 2), fits)
    tone = f"k{slot} unknown" if part.key in UNKNOWN_KEYS else f"k{slot}"
    return element("g", {"class": tone}, area, name if need <= share * _DESK_PX else None)


def _name(part: Part, x: str, fits: str) -> Markup:
    whose = element("text", {"x": x, "y": 18}, part.label)
    how_much = element("text", {"x": x, "y": 35, "class": "much"}, part.text)
    return element("g", {"class": f"on {fits}"}, whose, how_much)


def _legend_item(part: Part, slot: int) -> Markup:
    value = element("b", {}, part.text)
    name = element("span", {}, link(part.href, part.label), " ", value)
    return element("li", {}, swatch(slot, "hatched" if part.key in UNKNOWN_KEYS else "area"), name)
