"""A model's repositories stand in a namespace of its organization."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "models/new": """\
name: New
source: atlas
organization: alpha
repositories:
  - gamma/New    # the namespace is gamma's, not alpha's
"""
}
GOOD = {
    "models/new": """\
name: New
source: atlas
organization: alpha
repositories:
  - Alpha/New
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find repositories that another organization, or none we know, publishes."""
    for model in catalog.models.values():
        for index, repository in enumerate(model.repositories):
            owner = catalog.organization_of(repository)
            if owner is None or owner.id != model.organization:
                who = owner.id if owner else "nobody in the catalog"
                yield Finding(
                    catalog.place("models", model.id, "repositories", index),
                    Severity.WARNING,
                    "own-namespace",
                    f"{repository} is published by {who}, not by {model.organization}",
                    "correct `organization`, or add the namespace to the organization",
                )
