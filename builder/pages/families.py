"""All families of models, with their maker and share of downloads."""

from collections import Counter
from collections.abc import Iterator

from builder.charts.table import Cell, Column
from builder.model.site import Page, Site
from builder.pages._index import STANDING_COLUMNS, index, named, ranked, standing, standing_cells
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the index of families."""
    _, found = standing(site, "family")
    catalog = site.catalog
    models = Counter(model.family for model in catalog.models.values())
    yield index(
        site,
        "families",
        title=say("Model families"),
        description=say(
            "Every tracked family of models: maker, country, and its share of downloads."
        ),
        columns=(
            Column("family", "Family"),
            Column("organization", "Organization"),
            Column("country", "Country"),
            Column("models", "Models", unit="catalogued", kind="number"),
            *STANDING_COLUMNS,
        ),
        rows=(
            (
                named("families", family),
                Cell(catalog.organizations[family.organization].name),
                Cell(catalog.countries[catalog.organizations[family.organization].country].name),
                Cell(str(models[family.id]), models[family.id]),
                *standing_cells(found.get(family.id)),
            )
            for family in ranked(catalog.families.values(), found)
        ),
    )
