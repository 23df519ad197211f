"""Method: what every metric is, what it is not, and what it cannot see."""

from collections.abc import Iterator

from builder.model.site import Page, Site


def view(site: Site) -> Iterator[Page]:
    """Yield the method page, made from the metrics' own declarations."""
    yield Page(
        "method.md",
        "Method",
        "How every number is made: unit, denominator, window, pool, breaks, limits and blind "
        "spots of each metric.",
        "method.md.j2",
        {"metrics": [derived.metric for derived in site.derived.values()]},
    )
