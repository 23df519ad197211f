"""All organizations, with country, role and share of downloads."""

from collections.abc import Iterator

from builder.charts.table import Cell, Column
from builder.model.site import Page, Site
from builder.pages._index import STANDING_COLUMNS, index, named, ranked, standing, standing_cells


def view(site: Site) -> Iterator[Page]:
    """Yield the index of organizations."""
    _, found = standing(site, "organization")
    countries = site.catalog.countries
    yield index(
        site,
        "organizations",
        title="Organizations",
        description="Every tracked maker of models or chips: country, role, and its share of "
        "open-model downloads.",
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
                    countries[organization.country].name
                    + (" (disputed)" if organization.disputed else "")
                ),
                Cell(" and ".join(organization.roles)),
                *standing_cells(found.get(organization.id)),
            )
            for organization in ranked(site.catalog.organizations.values(), found)
        ),
    )
