"""One page per country: its share, what it hangs on, its organizations."""

from collections.abc import Iterator

from builder.model.site import Page, Site
from builder.pages._group import group_page


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every country of the catalog."""
    for country in site.catalog.countries.values():
        owned = [o for o in site.catalog.organizations.values() if o.country == country.id]
        disputed = [o for o in site.catalog.organizations.values() if country.id in o.disputed]
        yield group_page(
            site,
            "country",
            country,
            description=f"{country.name} in AI: its share of open-model downloads, its "
            "organizations and what their standing hangs on.",
            values={"organizations": owned, "disputed": disputed},
        )
