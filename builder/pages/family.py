"""One page per family: its share, its momentum, its models and repositories."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.pages._group import group_page


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every family of the catalog."""
    for family in site.catalog.families.values():
        owner = site.catalog.organizations[family.organization]
        models = [m for m in site.catalog.models.values() if m.family == family.id]
        yield group_page(
            site,
            "family",
            family,
            description=f"The {family.name} family of {owner.name}: its share of open-model "
            "downloads, its models and repositories.",
            values={"owner": owner, "models": models},
        )
