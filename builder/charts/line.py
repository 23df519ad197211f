"""A line chart: values over days, gaps left open, back-filled stretches told apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carrying
from builder.charts._curves import Band, Curve, Point, Run, runs, shapes, strokes
from builder.charts._ends import End, end_names, ends_gutter, on_two_lines
from builder.charts._frame import Frame, calendar, mark_list, marked, ruled, top_px
from builder.charts._labels import cut, gutter
from builder.charts._scale import Days, value_axis
from builder.charts._svg import element, identifier, joined
from builder.charts.palette import slots, swatch
from builder.speech import say, word
from builder.text import day as day_text

#: The widest label that stands beside a ruled value, in pixels.
TICK_PX = 108


@dataclass(frozen=True)
class Segment:
    """A stretch of a line from one pool or source; `backfilled` where it was learned later.

    `band` is how sure its values are: day, lower and upper end.
    """

    points: tuple[Point, ...]
    backfilled: bool = False
    band: Band = ()


@dataclass(frozen=True)
class Line:
    """What is drawn as one line: its name, its stretches (never joined), and its colour's key."""

    label: str
    segments: tuple[Segment, ...]
    key: str

    @classmethod
    def through(cls, label: str, points: Iterable[Point], *, key: str) -> "Line":
        """Return a line of one stretch."""
        return cls(label, (Segment(tuple(points)),), key)


@dataclass(frozen=True)
class Mark:
    """A day that readers must know: an event, or a day whose counters are suspect."""

    day: date
    label: str
    kind: Literal["event", "suspect"] = "event"


@dataclass(frozen=True)
class LineChart:
    """A line chart. `id` is unique on its page.

    `format` writes a value with its unit; `format_tick` a round one on the axis, None as `format`.

    `unit_label` says what the upright axis counts; `zero` makes it begin at 0, as shares must.
    A point without a value (None, NaN) is a gap. Days beyond the data carry no mark.
    """

    id: str
    title: str
    description: str
    unit_label: str
    lines: tuple[Line, ...]
    format: Callable[[float], str]
    format_tick: Callable[[float], str] | None = None
    marks: tuple[Mark, ...] = ()
    zero: bool = False
    language: str | None = None


def line_chart(chart: LineChart) -> Markup:
    """Return `chart` as markup: picture, names of its lines, and what its marks mean."""
    plotted = plot(chart)
    if plotted is None:
        empty = element("div", {"class": "chart"}, *_unit(chart), _empty(chart))
        return carrying(empty, chart)
    style = "lines marked" if plotted.marks else "lines"
    room = {"class": f"chart-plot lp{plotted.left} rp{plotted.right}"}
    marks = [(mark.day, mark.kind, mark.label) for mark in plotted.marks]
    markup = element(
        "div",
        {"class": "chart"},
        *_unit(chart),
        element("div", room, _picture(chart, style, *plotted.parts)),
        _legend(chart, plotted.curves, plotted.newest),
        joined(element("p", {"class": "chart-note"}, note) for note in plotted.notes),
        mark_list(marks, chart.language) if marks else None,
    )
    return carrying(markup, chart)


@dataclass(frozen=True)
class Plot:
    """What is drawn of a chart: its parts, its gutters by number, and what stands around it."""

    parts: tuple[Markup, ...]
    left: int
    right: int
    marks: tuple[Mark, ...]
    curves: tuple[Curve, ...]
    newest: date
    notes: tuple[str, ...]


def plot(chart: LineChart) -> Plot | None:
    """Return the drawing of `chart` without a frame of its own; None where nothing is known."""
    drawn = _drawn(chart.lines)
    if not drawn:
        return None
    days = [point[0] for line in chart.lines for part in line.segments for point in part.points]
    span = Days(min(days), max(days))
    marks = sorted(
        (mark for mark in chart.marks if span.first <= mark.day <= span.last),
        key=lambda mark: (mark.day, mark.label),
    )
    values = [value for line in drawn for run, _ in line.runs for _, value in run]
    values += [end for line in drawn for band in line.bands for _, *ends in band for end in ends]
    frame = Frame(span, value_axis(values, zero=chart.zero), top_px(marked=bool(marks)))
    write = chart.format_tick or chart.format
    labels = [cut(write(float(tick)), TICK_PX) for tick in frame.values.ticks]
    ends = [_end(chart, line, frame) for line in drawn]
    two_lines = on_two_lines(ends, frame)
    right = ends_gutter(ends, two_lines=two_lines)
    parts = (
        ruled(frame, labels),
        calendar(frame, chart.language),
        marked(frame, [(mark.day, mark.kind) for mark in marks]),
        strokes(drawn, frame),
        shapes(drawn, frame, identifier(chart.id)),
        end_names(ends, frame, right, two_lines=two_lines),
    )
    missing = [line.label for line in chart.lines if not any(True for _ in _runs(line))]
    notes = tuple(_notes(drawn, missing))
    left = gutter(labels, 12)
    return Plot(parts, left, right, tuple(marks), tuple(drawn), span.last, notes)


def _runs(line: Line) -> Iterable[tuple[Run, bool]]:
    return ((run, part.backfilled) for part in line.segments for run in runs(part.points))


def _drawn(lines: Sequence[Line]) -> list[Curve]:
    slot = slots(line.key for line in lines)
    found = [
        Curve(
            line.label,
            slot[line.key],
            tuple(_runs(line)),
            tuple(part.band for part in line.segments if len(part.band) > 1),
        )
        for line in lines
    ]
    return [line for line in found if line.runs]


def _unit(chart: LineChart) -> tuple[Markup, ...]:
    return (element("p", {"class": "chart-unit"}, chart.unit_label),) if chart.unit_label else ()


def _picture(chart: LineChart, style: str, *parts: Markup) -> Markup:
    own = identifier(chart.id)
    return element(
        "svg",
        {"class": style, "role": "img", "aria-labelledby": f"{own}-t {own}-d"},
        element("title", {"id": f"{own}-t"}, chart.title),
        element("desc", {"id": f"{own}-d"}, chart.description),
        *parts,
    )


def _empty(chart: LineChart) -> Markup:
    """Return what stands where nothing is known: words, not a blank field."""
    return _picture(chart, "empty", element("text", {"x": "50%", "y": "50%"}, word(words.NO_DATA)))


def _end(chart: LineChart, line: Curve, frame: Frame) -> End:
    day, value = line.last
    return End(line.label, _last(chart, line, frame.days.last), line.slot, frame.down(value), day)


def _last(chart: LineChart, line: Curve, newest: date) -> str:
    """Return a line's newest value, with its day where other lines have a newer one."""
    day, value = line.last
    text = chart.format(value)
    return text if day == newest else f"{text}, {day_text(day, chart.language)}"


def _legend(chart: LineChart, drawn: Sequence[Curve], newest: date) -> Markup:
    """Return the names for where there is no room at the ends of the lines."""
    items = [
        element(
            "li",
            {},
            swatch(line.slot, "line"),
            element("span", {}, f"{line.label} ", element("b", {}, _last(chart, line, newest))),
        )
        for line in drawn
    ]
    return element("ul", {"class": "legend narrow"}, *items)


def _notes(drawn: Sequence[Curve], missing: Sequence[str]) -> Iterator[str]:
    if any(late for line in drawn for _, late in line.runs):
        yield word(words.BACKFILLED)
    if missing:
        yield say("No data for: {names}", names=", ".join(missing))
