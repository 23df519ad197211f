"""One page per family: its share, its momentum, its models and repositories."""

from collections.abc import Iterator

from builder.model.entities import Family
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._figures.ladder import ladder
from builder.pages._figures.meetings import pairs
from builder.pages._group import group_page
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every family of the catalog."""
    for family in site.catalog.families.values():
        yield _page(site, family)


def _page(site: Site, family: Family) -> Page:
    catalog = site.catalog
    owner = catalog.organizations[family.organization]

    def belongs(repository: str) -> bool:
        return any(one.id == family.id for one in catalog.families_of(repository))

    return group_page(
        site,
        "family",
        family,
        description=say(
            "The {family} family of {owner}: its share of open-model downloads, its models and "
            "repositories.",
            family=family.name,
            owner=owner.name,
        ),
        belongs=belongs,
        values=lambda: {
            "owner": owner,
            "country": catalog.countries[owner.country],
            "ladder": ladder(site, entity_page("families", family.id), family.id),
            "pairs": pairs(site, "families", family.id),
            "models": [m for m in catalog.models.values() if m.family == family.id],
        },
    )
