"""One page per country: its share, what it hangs on, its organizations."""

from collections.abc import Iterator

from builder.model.entities import Country
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._figures.definitions import definition_strip
from builder.pages._group import group_page
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every country of the catalog."""
    for country in site.catalog.countries.values():
        yield _page(site, country)


def _page(site: Site, country: Country) -> Page:
    organizations = site.catalog.organizations.values()

    def belongs(repository: str) -> bool:
        owner = site.catalog.organization_of(repository)
        return owner is not None and owner.country == country.id

    return group_page(
        site,
        "country",
        country,
        description=say(
            "{name} in AI: its share of open-model downloads, its organizations and what its "
            "standing hangs on.",
            name=country.name,
        ),
        belongs=belongs,
        values=lambda: {
            "strip": definition_strip(site, entity_page("countries", country.id), country.id),
            "organizations": [o for o in organizations if o.country == country.id],
            "disputed": [o for o in organizations if country.id in o.disputed],
        },
    )
