"""The lines of a line chart: their runs between gaps, their paths, and the shapes along them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts._frame import PLOT_PX, Frame
from builder.charts._scale import finite
from builder.charts._svg import element, joined, number, percentage
from builder.charts.palette import shape

#: The paths' own unit: a thousandth of the width, because a path cannot speak in percentages.
WIDTH = 1000
_SHAPES_ALONG = 4
Point = tuple[date, float | None]
Run = tuple[tuple[date, float], ...]
Band = tuple[tuple[date, float, float], ...]


@dataclass(frozen=True)
class Curve:
    """A line with values, cut into runs, each with whether it was filled in later; its bands."""

    label: str
    slot: int
    runs: tuple[tuple[Run, bool], ...]
    bands: tuple[Band, ...] = ()

    @property
    def last(self) -> tuple[date, float]:
        """The newest day with a value, and the value."""
        return max((run[-1] for run, _ in self.runs), key=lambda point: point[0])


def runs(points: Iterable[Point]) -> Iterator[Run]:
    """Yield the stretches of `points` without a missing value, in the order of days."""
    run: list[tuple[date, float]] = []
    for day, value in sorted(points, key=lambda point: point[0]):
        known = finite(value)
        if known is not None:
            run.append((day, known))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def path(run: Run, frame: Frame) -> str:
    """Return the path through `run`: a start, then steps in whole thousandths and tenths of px."""
    places = [
        (round(frame.across(day) * WIDTH), round((frame.down(value) - frame.top) * 10))
        for day, value in run
    ]
    (x, y), *rest = places
    steps = [f"M{x} {_tenths(y)}"]
    for to_x, to_y in rest:
        steps.append(_step(to_x - x, to_y - y))
        x, y = to_x, to_y
    return "".join(steps)


def _step(dx: int, dy: int) -> str:
    if not dy:
        return f"h{dx}"
    rise = _tenths(dy)
    return f"l{dx}{rise}" if rise.startswith("-") else f"l{dx} {rise}"


def _tenths(tenths: int) -> str:
    """Return a count of tenths as a number without what it can do without: -3 is -.3."""
    sign, whole, tenth = "-" * (tenths < 0), *divmod(abs(tenths), 10)
    return sign + (f"{whole or ''}.{tenth}" if tenth else str(whole))


def _around(band: Band, frame: Frame) -> str:
    """Return the outline of a band: along its upper ends, and back along its lower ones."""
    upper = tuple((day, high) for day, _, high in band)
    lower = tuple((day, low) for day, low, _ in reversed(band))
    return path(upper + lower, frame) + "z"


def strokes(curves: Sequence[Curve], frame: Frame) -> Markup:
    """Return the field with a path for every run; the first curve lies on top, bands below all."""
    paths = [
        element("path", {"class": f"band k{curve.slot}", "d": _around(band, frame)})
        for curve in reversed(curves)
        for band in curve.bands
    ]
    paths += [
        element("path", {"class": f"ln k{curve.slot}{' late' * late}", "d": path(run, frame)})
        for curve in reversed(curves)
        for run, late in curve.runs
        if len(run) > 1
    ]
    field = {"class": "field", "y": frame.top, "height": PLOT_PX, "width": "100%"}
    stretch = {"viewBox": f"0 0 {WIDTH} {PLOT_PX}", "preserveAspectRatio": "none"}
    return element("svg", {**field, **stretch}, *paths)


def shapes(curves: Sequence[Curve], frame: Frame, own: str) -> Markup:
    """Return the shapes on the curves; each is drawn once, under an id that begins with `own`."""
    drawings = [
        element("g", {"id": f"{own}-s{slot}"}, shape(slot))
        for slot in sorted({curve.slot for curve in curves})
    ]
    groups = [_shapes(curve, turn, frame=frame, own=own) for turn, curve in enumerate(curves)]
    return element("defs", {}, *drawings) + joined(reversed(groups))


def _shapes(curve: Curve, turn: int, *, frame: Frame, own: str) -> Markup:
    places = spots([run for run, _ in curve.runs], turn)
    drawn = [
        {
            "href": f"#{own}-s{curve.slot}",
            "x": percentage(frame.across(day)),
            "y": number(frame.down(value)),
        }
        for day, value in places
    ]
    return element("g", {"class": f"pt k{curve.slot}"}, *(element("use", each) for each in drawn))


def spots(lone: Sequence[Run], turn: int) -> list[tuple[date, float]]:
    """Return where a line shows its shape: lone points, its newest point, and a few along it.

    `turn` moves the few, so that the shapes of lines that run together do not cover each other.
    """
    points = [point for run in lone for point in run]
    stride = max(len(points) // _SHAPES_ALONG, 1)
    along = points[(turn * stride // 3) % stride :: stride]
    alone = [run[0] for run in lone if len(run) == 1]
    return sorted({*along, *alone, points[-1]})
