"""A repository belongs to one family: counted in two, it would be counted twice."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "families/new": """\
name: New
source: atlas
organization: beta
matches:
  - "*/Bor-*"    # Bor's own patterns match these repositories too
"""
}
GOOD = {
    "families/new": """\
name: New
source: atlas
organization: beta
matches:
  - beta/New*
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find repositories, catalogued or observed, that the patterns of two families match."""
    catalogued = {r for model in catalog.models.values() for r in model.repositories}
    observed = set(panel.observations["entity"].unique())
    for repository in sorted(catalogued | observed):
        families = catalog.families_of(repository)
        if len(families) > 1:
            names = " and ".join(family.id for family in families)
            yield Finding(
                catalog.place("families", families[-1].id, "matches"),
                Severity.ERROR,
                "one-family",
                f"{repository} belongs to {names}",
                "make the patterns of one of them narrower",
            )
    for model in catalog.models.values():
        for index, repository in enumerate(model.repositories):
            families = catalog.families_of(repository)
            if model.family and families and families[0].id != model.family:
                yield Finding(
                    catalog.place("models", model.id, "repositories", index),
                    Severity.ERROR,
                    "one-family",
                    f"{repository} is of {families[0].id} by its name, and of {model.family} here",
                    "correct `family`, or the patterns of the family",
                )
