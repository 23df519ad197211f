"""A figure: a chart with its title, what it says in words, its sources, and its table twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts import words
from builder.charts._carried import carrying
from builder.charts._svg import element, identifier, joined, link
from builder.speech import say, word
from builder.text import day as day_text


@dataclass(frozen=True)
class SourceLine:
    """One source behind a figure: its attribution, and where to read it."""

    text: str
    href: str | None = None


@dataclass(frozen=True)
class Figure:
    """A chart with everything that lets a reader trust it.

    `summary` says in a sentence, computed from the data, what the chart shows; `as_of` is the
    newest day in it; `notes` say what it cannot see; `table` is its twin.
    """

    id: str
    title: str
    chart: Markup
    summary: str
    as_of: date | None
    source_lines: tuple[SourceLine, ...]
    notes: tuple[str, ...] = ()
    table: Markup | None = None
    csv_href: str | None = None
    language: str | None = None


def figure(one: Figure) -> Markup:
    """Return `one` as markup: the figure and, beside it, its data table.

    The table is a sibling: `details` inside a `figure` with a caption is an error in HTML. The
    block begins with a block tag and holds no blank line, so Markdown leaves it alone.
    """
    own = identifier(one.id)
    title = element("a", {"href": f"#{own}"}, one.title)
    caption = element(
        "figcaption",
        {},
        element("p", {"class": "figure-title", "id": f"{own}-n"}, title),
        element("p", {"class": "figure-summary"}, one.summary) if one.summary else None,
    )
    drawn = element("figure", {"class": "figure", "id": own}, caption, one.chart, _foot(one))
    return carrying(joined([drawn, _twin(one.table)], "\n"), one)


def tools_slot(figure_id: str) -> Markup:
    """Return the place that the page fills with links to the figure's own files."""
    return element("p", {"class": "figure-tools", "id": f"{identifier(figure_id)}-tools"})


def _foot(one: Figure) -> Markup:
    when = say("As of {day}", day=day_text(one.as_of, one.language))
    csv = link(one.csv_href, word(words.CSV)) if one.csv_href else None
    facts = [element("span", {}, part) for part in (when, _sources(one.source_lines), csv) if part]
    notes = [element("li", {}, note) for note in one.notes]
    listed = element("ul", {"class": "figure-notes", "aria-label": word(words.NOTES)}, *notes)
    return element(
        "div",
        {"class": "figure-foot"},
        listed if notes else None,
        element("p", {"class": "figure-facts"}, joined(facts, " ")),
        tools_slot(one.id),
    )


def _sources(lines: Sequence[SourceLine]) -> Markup | None:
    if not lines:
        return None
    name = word(words.SOURCE) if len(lines) == 1 else word(words.SOURCES)
    linked = joined([link(line.href, line.text) for line in lines], "; ")
    return joined([element("span", {}, f"{name}: "), linked])


def _twin(table: Markup | None) -> Markup | None:
    if table is None:
        return None
    summary = element("summary", {}, word(words.TABLE_TWIN))
    return element(
        "details", {"class": "figure-table", "data-search-exclude": True}, summary, table
    )
