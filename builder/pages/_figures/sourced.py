"""A table that needs no picture, with the limits of its metric and the sources behind it."""

from collections.abc import Iterable

from markupsafe import Markup

from builder.charts._svg import element, joined, link
from builder.charts.table import Table, table
from builder.model.site import Site
from builder.pages._figures._parts import source_lines
from builder.speech import say


def sourced_table(
    site: Site, page: str, one: Table, *, sources: Iterable[str], metric: str
) -> Markup:
    """Draw a table, what its metric cannot say, and where its values come from."""
    limits = [element("li", {}, say(limit)) for limit in site.derived[metric].metric.limits]
    lines = [link(line.href, line.text) for line in source_lines(site, page, sorted(sources))]
    told = element("span", {}, say("Sources:"), " ", joined(lines, "; "))
    foot = element(
        "div",
        {"class": "figure-foot"},
        element("ul", {"class": "figure-notes"}, *limits),
        element("p", {"class": "figure-facts"}, told),
    )
    return joined([table(one), foot], "\n")
