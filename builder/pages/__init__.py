"""The pages: one view and one template side by side. A view says what; a template says how."""

import sys
from collections.abc import Callable, Iterator, Mapping

from builder.model.registry import plugins
from builder.model.site import Page, Site
from builder.pages._cards import card_of, card_path
from builder.pages._figure_files import figure_files
from builder.pages._render import TEMPLATES, front_matter, markdown, render

__all__ = [
    "TEMPLATES",
    "View",
    "card_of",
    "card_path",
    "figure_files",
    "front_matter",
    "markdown",
    "pages",
    "render",
    "views",
]

View = Callable[[Site], Iterator[Page]]


def views() -> Mapping[str, View]:
    """Return every view by id; it yields the pages of one template, before they are rendered."""
    return {name: module.view for name, module in plugins(sys.modules[__name__]).items()}


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site, before it is rendered."""
    for view in views().values():
        yield from view(site)
