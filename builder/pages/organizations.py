"""All organizations, with country, role and share of downloads."""

from collections.abc import Iterator

from builder import text
from builder.charts.table import Cell, Column
from builder.model.site import Page, Site
from builder.pages._index import STANDING_COLUMNS, index, named, ranked, standing, standing_cells
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the index of organizations."""
    _, found = standing(site, "organization")
    countries = site.catalog.countries
    yield index(
        site,
        "organizations",
        title=say("Organizations"),
        description=say(
            "Every tracked maker of models or chips: country, role, and its share of "
            "open-model downloads."
        ),
        columns=(
            Column("organization", "Organization"),
            Column("country", "Country", note="Where its headquarters are."),
            Column("roles", "Makes"),
            *STANDING_COLUMNS,
        ),
        rows=(
            (
                named("organizations", organization),
                Cell(
                    say("{country} (disputed)", country=countries[organization.country].name)
                    if organization.disputed
                    else countries[organization.country].name
                ),
                Cell(text.listing(say(role) for role in organization.roles)),
                *standing_cells(found.get(organization.id)),
            )
            for organization in ranked(site.catalog.organizations.values(), found)
        ),
    )
