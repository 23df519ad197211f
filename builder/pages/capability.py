"""Capability: whose best model stands higher, by which benchmark, how sure, and at what price."""

from collections.abc import Iterator
from typing import Any

from builder.model.site import Page, Site
from builder.pages._figures.catching_up import months_over_time, records_reached, records_told
from builder.pages._figures.frontier import frontier
from builder.pages._figures.gaps import gaps, months, signs
from builder.pages._figures.meetings import pairs
from builder.pages._figures.price_steps import price_steps
from builder.pages._figures.prices import prices
from builder.speech import say

PATH = "capability.md"
METRICS = (
    "capability-frontier", "capability-records", "capability-gap", "months-behind", "catch-up",
    "head-to-head", "price-at-capability",
)  # fmt: skip


def view(site: Site) -> Iterator[Page]:
    """Yield the capability page."""
    days = site.frame("capability-frontier")["period"]
    yield Page(
        PATH,
        say("Capability"),
        say(
            "How far the best models of the United States and China, and of closed and open "
            "weights, are apart: by benchmark, with intervals."
        ),
        "capability.md.j2",
        lambda: _drawn(site),
        days.max().date() if len(days) else None,
    )


def _drawn(site: Site) -> dict[str, Any]:
    sides = (
        ("us-cn", "country", say("United States and China")),
        ("closed-open", "weights", say("Closed and open weights")),
    )
    return {
        "sections": [
            {
                "title": title,
                "signs": signs(site, pair),
                "months": months(site, PATH, pair),
                "over_time": months_over_time(site, PATH, pair),
                "reached": records_told(site, pair),
                "records": records_reached(site, PATH, pair),
                "gaps": gaps(site, PATH, pair),
                "frontiers": [
                    drawn
                    for one in site.catalog.benchmarks.values()
                    if (drawn := frontier(site, PATH, one, dimension=dimension))
                ],
            }
            for pair, dimension, title in sides
        ],
        "price_steps": list(price_steps(site, PATH)),
        "prices": prices(site, PATH),
        "pairs": pairs(site),
        "metrics": [site.derived[name].metric for name in METRICS],
    }
