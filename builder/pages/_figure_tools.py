"""The figures of a page, and the line of links to the files of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts._carried import carried
from builder.charts._svg import element, identifier, joined
from builder.charts.figure import Figure, tools_slot
from builder.charts.table import Table
from builder.model.figures import figure_file, figure_page, is_section
from builder.model.site import Page
from builder.speech import folder, say, say_many


def figures_of(page: Page) -> dict[str, tuple[Figure, Markup]]:
    """Return the figures that a page shows, by id, each with its markup."""
    return {identifier(figure.id): (figure, markup) for figure, markup in _within(page.values)}


#: What most values of a page are, and what holds nothing.
_PLAIN = (str, int, float, date, NoneType)


def _within(value: Any) -> Iterator[tuple[Figure, Markup]]:
    what = carried(value)
    if isinstance(what, Figure):
        yield what, value
    elif not isinstance(value, _PLAIN):
        for inner in _inside(value):
            yield from _within(inner)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, list | tuple):
        return value
    # Facts and verdicts hold many values, and no drawing: those are made in this room.
    if is_dataclass(value) and type(value).__module__.startswith("builder.pages."):
        return [getattr(value, one.name) for one in fields(value)]
    return ()


def with_tools(page: Page, body: str) -> str:
    """Return a page's text with links to each figure's own files in their place."""
    for own, (figure, _) in figures_of(page).items():
        body = body.replace(str(tools_slot(own)), str(tools(page, own, figure)), 1)
    return body


def is_said(page: Page, suffix: str) -> bool:
    """Say whether a file of a figure is there in the language spoken; `html` is its own page.

    The numbers behind a chart that answers are, for it names its lines. Pictures and pages to be
    framed are, for the pages that everybody sees; all else is the same file in every language.
    """
    if not folder():
        return True
    seen = is_section(page) or page.path.startswith("claims/")
    return suffix == "json" or (suffix in ("svg", "html") and seen)


def own_file(page: Page, own: str, suffix: str) -> str:
    """Return where a file of a figure stands on the site."""
    path = figure_page(page.path, own) if suffix == "html" else figure_file(page.path, own, suffix)
    return (folder() if is_said(page, suffix) else "") + path


def tools(page: Page, own: str, figure: Figure) -> Markup:
    """Return the links to a figure's files; a picture in PNG is there for the pages of sections."""
    table = carried(figure.table)
    rows = len(table.rows) if isinstance(table, Table) else 0
    files = {
        say_many("CSV, {count} row", "CSV, {count} rows", rows): "csv",
        "JSON": "json",
        "SVG": "svg",
        "PNG": "png",
    }
    has_picture = carried(figure.chart) is not None
    wanted = {"csv", "json"} | ({"svg"} if has_picture else set())
    wanted |= {"png"} if has_picture and is_section(page) else set()
    links = [
        element("a", {"href": text.link(page.path, own_file(page, own, suffix)),
                      f"data-{suffix}": True}, name)
        for name, suffix in files.items()
        if suffix in wanted
    ]  # fmt: skip
    alone = text.link(page.path, own_file(page, own, "html")).removesuffix("index.html")
    links.append(element("a", {"href": alone}, say("Embed and cite")))
    told = element("span", {}, say("This figure:"))
    return element("p", {"class": "figure-tools"}, joined([told, *links], " "))
