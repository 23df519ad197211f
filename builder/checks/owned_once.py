"""A namespace belongs to one organization, and a repository to one model."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog, Location
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "organizations/new": """\
name: New
source: atlas
country: aa
roles: [models]
namespaces:
  - gamma        # is already in data/catalog/organizations/gamma.yml
"""
}
GOOD = {
    "organizations/new": """\
name: New
source: atlas
country: aa
roles: [models]
namespaces:
  - new-lab
"""
}

Claim = tuple[str, str, Location, str]


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find namespaces and repositories that a second file claims."""
    for claims in (_namespaces(catalog), _repositories(catalog)):
        first: dict[str, tuple[str, str]] = {}
        for kind, entity_id, location, name in claims:
            key = name.lower()
            if key in first:
                owner_kind, owner = first[key]
                yield Finding(
                    catalog.place(kind, entity_id, *location),
                    Severity.ERROR,
                    "owned-once",
                    f"`{name}` already belongs to {owner}",
                    f"keep it here or in data/catalog/{owner_kind}/{owner}.yml, not in both",
                )
            else:
                first[key] = (kind, entity_id)


def _namespaces(catalog: Catalog) -> Iterator[Claim]:
    for organization in catalog.organizations.values():
        for index, name in enumerate(organization.namespace_names()):
            yield "organizations", organization.id, ("namespaces", index), name


def _repositories(catalog: Catalog) -> Iterator[Claim]:
    for model in catalog.models.values():
        for index, name in enumerate(model.repositories):
            yield "models", model.id, ("repositories", index), name
