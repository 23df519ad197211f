"""One page per organization: who it is, its share, its models and repositories."""

from collections.abc import Iterator

from builder.model.entities import Organization
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._facts import fact_table, organization_facts
from builder.pages._group import group_page
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every organization of the catalog."""
    for organization in site.catalog.organizations.values():
        yield _page(site, organization)


def _page(site: Site, organization: Organization) -> Page:
    catalog, own = site.catalog, organization.id
    path = entity_page("organizations", own)

    def belongs(repository: str) -> bool:
        owner = catalog.organization_of(repository)
        return owner is not None and owner.id == own

    return group_page(
        site,
        "organization",
        organization,
        description=say(
            "{name}: country, listings, models, and its share of open-model downloads.",
            name=organization.name,
        ),
        belongs=belongs,
        values=lambda: {
            "facts": fact_table(
                catalog, organization, path, organization_facts(catalog, organization)
            ),
            "models": [m for m in catalog.models.values() if m.organization == own],
            "families": [f for f in catalog.families.values() if f.organization == own],
        },
    )
