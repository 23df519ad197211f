"""One page per organization: who it is, its share, its models and repositories."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.pages._facts import organization_facts
from builder.pages._group import group_page


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every organization of the catalog."""
    for organization in site.catalog.organizations.values():
        models = [m for m in site.catalog.models.values() if m.organization == organization.id]
        families = [f for f in site.catalog.families.values() if f.organization == organization.id]
        yield group_page(
            site,
            "organization",
            organization,
            description=f"{organization.name}: country, listings, models, and its share of "
            "open-model downloads.",
            values={
                "facts": organization_facts(site.catalog, organization),
                "models": models,
                "families": families,
            },
        )
