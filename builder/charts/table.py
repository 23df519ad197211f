"""A table: real rows and headers, units in the headers, values that sort as what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carrying
from builder.charts._svg import element, identifier, joined, link, text_or_markup
from builder.charts._svg import words as escaped
from builder.speech import say, word
from builder.text import is_unknown, whole

#: A table longer than this stays out of the site's own search: it would drown the pages.
SEARCHED_ROWS = 20


@dataclass(frozen=True)
class Column:
    """A column: its header, its unit, how it sorts, and what readers must know about it.

    `facet` offers its values to choose from, where there is JavaScript and the table filters;
    a `wide` column holds sentences, and is never squeezed to a word a line.
    """

    key: str
    label: str
    unit: str | None = None
    kind: Literal["text", "number", "date"] = "text"
    note: str | None = None
    facet: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: what it says, what it sorts by (None: its text; unknown numbers come last)."""

    text: str | Markup
    value: object = None
    href: str | None = None


@dataclass(frozen=True)
class Table:
    """A table. The first column names the row. Each row has one cell a column.

    `row_count_note` says how many rows are shown, and of how many; `filterable` puts a box above
    it where there is JavaScript; `sortable` is False where the order of rows has a meaning.
    With `newest`, rows stand oldest first and only so many of the last are on the page; the files
    of the figure have the rest.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv_href: str | None = None
    row_count_note: str = ""
    filterable: bool = False
    sortable: bool = True
    newest: int | None = None

    @property
    def drawn(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that stand on the page."""
        return self.rows if self.newest is None else self.rows[-self.newest :]


def table(one: Table) -> Markup:
    """Return `one` as markup: a table that scrolls inside itself, and its foot.

    Raises ValueError when a row has more or fewer cells than there are columns.
    """
    own = identifier(one.id)
    head = element("tr", {}, *(_header(column) for column in one.columns))
    body = joined((_row(one.columns, cells) for cells in one.drawn), "\n")
    inner = element(
        "table",
        {
            "class": "data",
            "id": f"{own}-rows",  # the heading above it usually has the name itself
            "data-filter": True if one.filterable else None,
            "data-fixed": None if one.sortable else True,
        },
        element("caption", {"id": f"{own}-c"}, one.caption),
        element("thead", {}, head),
        element("tbody", {}, body),
    )
    region = {"class": "table-scroll", "role": "region", "aria-labelledby": f"{own}-c"}
    quiet = True if len(one.drawn) > SEARCHED_ROWS else None
    markup = element(
        "div",
        {"class": "table-block", "data-search-exclude": quiet},
        element("div", {**region, "tabindex": 0}, inner),
        _foot(one),
    )
    return carrying(markup, one)


def _header(column: Column) -> Markup:
    unit = element("span", {"class": "unit"}, word(column.unit)) if column.unit else None
    attributes = {
        "scope": "col",
        "class": "wide" if column.wide else _class(column),
        "data-kind": column.kind,
        "data-facet": word(column.label) if column.facet else None,
    }
    return element("th", attributes, word(column.label), " " if unit else None, unit)


def _class(column: Column) -> str | None:
    return None if column.kind == "text" else column.kind


def _row(columns: Sequence[Column], cells: Sequence[Cell]) -> Markup:
    drawn = [
        _cell(column, cell, first=index == 0)
        for index, (column, cell) in enumerate(zip(columns, cells, strict=True))
    ]
    return Markup(f"<tr>{''.join(drawn)}</tr>")  # noqa: S704  cells of ours


def _cell(column: Column, cell: Cell, *, first: bool) -> Markup:
    # Written out: most of a site's elements are cells.
    inner = link(cell.href, cell.text) if cell.href else text_or_markup(cell.text)
    kind = "" if column.kind == "text" else f' class="{column.kind}"'
    value = _sort_value(column, cell)
    told = kind if value is None else f'{kind} data-v="{escaped(value)}"'
    if first:
        return Markup(f'<th scope="row"{told}>{inner}</th>')  # noqa: S704  escaped above
    return Markup(f"<td{told}>{inner}</td>")  # noqa: S704  escaped above


def _sort_value(column: Column, cell: Cell) -> str | None:
    """Return what the browser sorts by; empty is unknown, None is the cell's own text."""
    if is_unknown(cell.value):
        return None if column.kind == "text" else ""
    return str(cell.value)


def _count(one: Table) -> str:
    """Return how many rows are shown, and of how many."""
    shown = len(one.drawn)
    if shown == len(one.rows):
        return one.row_count_note
    cut = say("The newest {shown} of {all} rows; the CSV of this figure has them all.",
              shown=shown, all=whole(len(one.rows)))  # fmt: skip
    return f"{one.row_count_note} {cut}".strip()


def _foot(one: Table) -> Markup | None:
    csv = link(one.csv_href, word(words.CSV)) if one.csv_href else None
    parts = [element("span", {}, part) for part in (_count(one), csv) if part]
    line = element("p", {"class": "table-foot"}, joined(parts, " ")) if parts else None
    notes = [
        element(
            "li", {}, element("b", {}, word(column.label)), say(": {note}", note=word(column.note))
        )
        for column in one.columns
        if column.note
    ]
    listed = element("ul", {"class": "table-notes"}, *notes) if notes else None
    return joined([line, listed]) or None
