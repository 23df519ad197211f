"""The page of prices: one line chart, drawn at build time, and its figure as a sentence."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the page; what a template shows is computed here."""
    frame = site.derived["mean-price"].frame
    newest = frame.iloc[-1] if len(frame) else None
    yield Page(
        "prices.md",
        say("Prices"),
        say("What a token costs, by the lists of its sellers."),
        "prices.md.j2",
        {"newest": newest},
    )
