"""Adoption: whose open models are downloaded, by country, organization and family."""

from collections.abc import Iterator
from typing import Any

from builder.model.site import Page, Site
from builder.pages._figures.changes import changes
from builder.pages._figures.definitions import definition_strip
from builder.pages._figures.dependence import dependence
from builder.pages._figures.history import history
from builder.pages._figures.ladder import ladders
from builder.pages._figures.ranking import ranking
from builder.pages._figures.shoulders import shoulders
from builder.pages._figures.split import split
from builder.pages._figures.tokens import tokens
from builder.pages._pools import SCOPE_NAMES, newest_pool
from builder.speech import say

PATH = "adoption.md"
METRICS = (
    "share-of-downloads",
    "adoption-shares",
    "one-repository-dependence",
    "concentration",
    "size-ladder",
    "token-share",
    "momentum",
    "counter-integrity",
)


def view(site: Site) -> Iterator[Page]:
    """Yield the adoption page."""
    pool = newest_pool(site)
    sections: list[dict[str, Any]] = []
    if pool:
        sections = [
            {
                "id": f"by-{dimension}-{scope}",
                "title": _title(dimension, scope),
                "ranking": ranking(site, PATH, pool=pool, scope=scope, dimension=dimension),
                "history": history(site, PATH, scope=scope, dimension=dimension),
            }
            for dimension, scope in (
                ("country", "language"),
                ("country", "all"),
                ("organization", "language"),
                ("family", "language"),
            )
        ]
    yield Page(
        PATH,
        say("Adoption"),
        _description(),
        "adoption.md.j2",
        {
            "pool": pool,
            "strip": definition_strip(site, PATH),
            "split": split(site, PATH, pool) if pool else None,
            "sections": sections,
            "dependence": [dependence(site, PATH, pool=pool, scope=scope) for scope in SCOPE_NAMES]
            if pool
            else [],
            "shoulders": shoulders(site, PATH, pool=pool) if pool else None,
            "ladders": ladders(site, PATH, pool=pool) if pool else None,
            "tokens": tokens(site, PATH),
            "changes": changes(site, PATH, pool=pool) if pool else None,
            "metrics": [site.derived[own].metric for own in METRICS],
        },
        pool.period if pool else None,
    )


def _title(dimension: str, scope: str) -> str:
    """Return the heading of the shares of one dimension in one scope."""
    return say("By {dimension}, {scope}", dimension=say(dimension), scope=say(SCOPE_NAMES[scope]))


def _description() -> str:
    return say(
        "Whose open models are downloaded from the Hugging Face Hub: shares by country, "
        "organization and family, with their denominators."
    )
