"""The pages: one view and one template side by side. A view says what; a template says how."""

import sys
from collections.abc import Iterator

from builder.model.registry import plugins
from builder.model.site import Page, Site
from builder.pages._cards import card_of, card_path
from builder.pages._figure_files import figure_files
from builder.pages._render import TEMPLATES, render

__all__ = ["TEMPLATES", "card_of", "card_path", "figure_files", "pages", "render"]


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site, before it is rendered."""
    for module in plugins(sys.modules[__name__]).values():
        yield from module.view(site)
