"""Compute stock: who holds how much computing power, how sure that is, and what it leaves out."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.pages._figures.stock import METRIC, china_chips, china_share, newest, owners
from builder.speech import say

PATH = "compute.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the page of compute stock."""
    rows = newest(site)
    yield Page(
        PATH,
        say("Compute stock"),
        say("Who holds how much computing power for AI, with the interval of every estimate, and "
            "what the estimates leave out."),
        "compute.md.j2",
        lambda: {
            "owners": owners(site, PATH),
            "china": china_chips(site, PATH),
            "share": china_share(site, PATH),
            "metric": site.derived[METRIC].metric,
        },
        rows["period"].max().date() if len(rows) else None,
    )  # fmt: skip
