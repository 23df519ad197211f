"""A heat map: a number in every cell of a matrix, and the darker the larger."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.charts import words
from builder.charts._labels import cut
from builder.charts._scale import finite
from builder.charts._svg import element, identifier, joined, percentage
from builder.speech import word

#: How much of the width the names of the rows take; the narrowest field is a phone's.
_NAMES, _PHONE_PX = 0.3, 288
_HEAD_PX, _ROW_PX = 26, 34
#: From this shade on the field is so dark that its number is written in the other colour.
SHADES, DARK_FROM = 8, 5


@dataclass(frozen=True)
class HeatMap:
    """A matrix of numbers, rows and columns in the order given.

    `cells` holds, by row and column key, the number and how it is written; what is not there is
    an empty field. Names of columns are short: codes, or single words.
    """

    id: str
    title: str
    description: str
    unit_label: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]
    cells: Mapping[tuple[str, str], tuple[float, str]]


def heat_map(chart: HeatMap) -> Markup:
    """Return `chart` as markup: the matrix, and what its numbers count."""
    own = identifier(chart.id)
    known = [finite(value) or 0 for value, _ in chart.cells.values()]
    largest = max(known, default=0) or 1.0
    height = _HEAD_PX + _ROW_PX * len(chart.rows)
    picture = element(
        "svg",
        {
            "class": "heat",
            "role": "img",
            "aria-labelledby": f"{own}-t {own}-d",
            "height": height if known else 60,
        },
        element("title", {"id": f"{own}-t"}, chart.title),
        element("desc", {"id": f"{own}-d"}, chart.description),
        _matrix(chart, largest) if known else _nothing(),
    )
    return element(
        "div", {"class": "chart"}, element("p", {"class": "chart-unit"}, chart.unit_label), picture
    )


def _nothing() -> Markup:
    return element("text", {"class": "none", "x": "50%", "y": 30}, word(words.NO_DATA))


def _matrix(chart: HeatMap, largest: float) -> Markup:
    width = (1 - _NAMES) / max(len(chart.columns), 1)
    starts = {key: _NAMES + width * place for place, key in enumerate(chart.columns)}
    room = width * _PHONE_PX
    head = [
        element("text", {"class": "column", "x": percentage(starts[key] + width / 2), "y": 17},
                cut(name, room + 6))
        for key, name in chart.columns.items()
    ]  # fmt: skip
    body = []
    for place, (row, name) in enumerate(chart.rows.items()):
        y = _HEAD_PX + _ROW_PX * place
        label = cut(name, _NAMES * _PHONE_PX)
        body.append(element("text", {"class": "row", "x": 0, "y": y + 21}, label))
        for column, x in starts.items():
            value, text = chart.cells.get((row, column), (0.0, ""))
            shade = _shade(value, largest)
            body.append(_field(x, y, width, shade=shade, text=text))
    return joined([*head, *body])


def _shade(value: float, largest: float) -> int:
    """Return 0 for nothing, else 1 to SHADES by the square root: small numbers must be seen."""
    part = (finite(value) or 0) / largest
    return 0 if part <= 0 else max(1, round(SHADES * part**0.5))


def _field(x: float, y: int, width: float, *, shade: int, text: str) -> Markup:
    box = {"x": percentage(x), "y": y, "width": percentage(width), "height": _ROW_PX}
    area = element("rect", {"class": f"h{shade}", **box})
    style = "much on" if shade >= DARK_FROM else "much"
    number = element("text", {"class": style, "x": percentage(x + width / 2), "y": y + 21}, text)
    return area + number if text else area
