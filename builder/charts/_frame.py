"""The ruled field of a line chart: where its lines go, its values, its days and its marked days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts import words
from builder.charts._scale import Days, Values, day_ticks
from builder.charts._svg import element, joined, number, percentage
from builder.speech import language as spoken
from builder.speech import word
from builder.text import day as day_text

PLOT_PX = 236
#: Room above the field for the numbers of marked days.
_MARKED_TOP_PX, _PLAIN_TOP_PX = 38, 12
_MARK_ROWS_PX = (9, 27)
#: Closer than this, in widths of the field, two numbers would touch on a phone.
_MARK_GAP = 0.055
MARK_SHAPES = {"event": "M-7.5 0a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0", "suspect": "M0-9L9 7h-18z"}


@dataclass(frozen=True)
class Frame:
    """The field: its two axes, and where it begins below the top edge, in pixels."""

    days: Days
    values: Values
    top: int

    def across(self, day: date) -> float:
        """Return how far across `day` is, 0 to 1."""
        return self.days.fraction(day)

    def down(self, value: float) -> float:
        """Return how far below the top edge of the picture `value` is, in pixels."""
        return self.top + PLOT_PX * (1 - self.values.fraction(value))

    @property
    def bottom(self) -> int:
        """Where the field ends, in pixels below the top edge."""
        return self.top + PLOT_PX


def top_px(*, marked: bool) -> int:
    """Return how much room stands above the field."""
    return _MARKED_TOP_PX if marked else _PLAIN_TOP_PX


def ruled(frame: Frame, labels: Sequence[str]) -> Markup:
    """Return the lines of the values' ticks with their labels in the gutter to the left."""
    parts = []
    for tick, label in zip(frame.values.ticks, labels, strict=True):
        y = frame.down(float(tick)) if tick else frame.down(0)
        attributes = {"x2": "100%", "y1": number(y), "y2": number(y)}
        parts.append(element("line", {**attributes, "class": None if tick else "zero"}))
        parts.append(element("text", {"x": -8, "y": number(y + 4.5)}, label))
    return element("g", {"class": "grid"}, *parts)


def calendar(frame: Frame, language: str | None) -> Markup:
    """Return the ruled days along the bottom; spare labels carry the class `spare`."""
    parts = []
    for tick in day_ticks(frame.days, language or spoken()):
        x = percentage(frame.across(tick.day))
        notch = {"x1": x, "x2": x, "y1": frame.bottom, "y2": frame.bottom + 5}
        name = {"x": x, "y": frame.bottom + 20, "class": "spare" if tick.spare else None}
        parts += [element("line", notch), element("text", name, tick.label)]
    return element("g", {"class": "days"}, *parts)


def marked(frame: Frame, marks: Sequence[tuple[date, str]]) -> Markup:
    """Return the upright lines of marked days, each with its number in a shape on top.

    `marks` are (day, kind) in the order of their numbers, which is the order of days.
    """
    parts = []
    row, before = 0, -1.0
    for index, (day, kind) in enumerate(marks):
        across = frame.across(day)
        row = 1 - row if across - before < _MARK_GAP else 0
        before = across
        y, x = _MARK_ROWS_PX[row], percentage(across)
        upright = element("line", {"x1": x, "x2": x, "y1": y + 8, "y2": frame.bottom})
        flag = element("svg", {"x": x, "y": y}, _flag(index + 1, kind))
        parts.append(element("g", {"class": f"mark {kind}"}, upright, flag))
    return joined(parts)


def _flag(count: int, kind: str) -> Markup:
    text = {"y": "5" if kind == "suspect" else "3.7"}
    return element("path", {"d": MARK_SHAPES[kind]}) + element("text", text, count)


def mark_list(marks: Sequence[tuple[date, str, str]], language: str | None) -> Markup:
    """Return what the numbers of marked days mean: (day, kind, label) each."""
    names = {"event": word(words.EVENT), "suspect": word(words.SUSPECT)}
    items = [
        element(
            "li",
            {},
            element(
                "svg",
                {"class": f"mark {kind}", "viewBox": "-10 -10 20 20", "aria-hidden": "true"},
                _flag(index + 1, kind),
            ),
            element("span", {}, f"{day_text(day, language)}, {names[kind]}: {label}"),
        )
        for index, (day, kind, label) in enumerate(marks)
    ]
    return element("ol", {"class": "day-marks", "aria-label": word(words.DAY_MARKS)}, *items)
