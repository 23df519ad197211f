"""Event study: whether shares moved at acts by more than on random days."""

from collections import Counter
from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.pages._figures.studies import METRIC, studies
from builder.speech import say

PATH = "event-study.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the page of event studies."""
    outcomes = Counter(site.frame(METRIC)["outcome"])
    yield Page(
        PATH,
        say("Event study"),
        say("Did a share move at an act of policy by more than on any other day? With windows "
            "fixed beforehand, and random days to compare with."),
        "event_study.md.j2",
        lambda: {
            "studies": studies(site, PATH),
            "outcomes": outcomes,
            "total": sum(outcomes.values()),
            "metric": site.derived[METRIC].metric,
        },
    )  # fmt: skip
