"""All countries, with their share of downloads and their organizations."""

from collections import Counter
from collections.abc import Iterator

from builder.charts.table import Cell, Column
from builder.model.site import Page, Site
from builder.pages._index import STANDING_COLUMNS, index, named, ranked, standing, standing_cells
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the index of countries."""
    _, found = standing(site, "country")
    owned = Counter(o.country for o in site.catalog.organizations.values())
    yield index(
        site,
        "countries",
        title=say("Countries"),
        description=say(
            "Every tracked country: organizations, and its share of open-model downloads."
        ),
        columns=(
            Column("country", "Country"),
            Column("organizations", "Organizations", kind="number"),
            *STANDING_COLUMNS,
        ),
        rows=(
            (
                named("countries", country),
                Cell(str(owned[country.id]), owned[country.id]),
                *standing_cells(found.get(country.id)),
            )
            for country in ranked(site.catalog.countries.values(), found)
        ),
    )
