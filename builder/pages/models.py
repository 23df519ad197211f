"""All models, with maker, release, size, licence and newest downloads."""

from collections.abc import Iterator

import pandas as pd

from builder import text
from builder.charts.table import Cell, Column
from builder.model.entities import Model
from builder.model.site import Page, Site
from builder.pages._index import index, named
from builder.pages._pools import newest_pool
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield the index of models."""
    pool = newest_pool(site)
    seen = pool.of(site.panel.observations) if pool else site.panel.observations
    downloads = seen.set_index("entity")["downloads_30d"]
    yield index(
        site,
        "models",
        title=say("Models"),
        description=say(
            "Every tracked model: maker, country, release date, parameters, licence and downloads."
        ),
        columns=(
            Column("model", "Model"),
            Column("organization", "Organization"),
            Column("country", "Country"),
            Column("released", "Released", kind="date"),
            Column("parameters", "Parameters", unit="billions", kind="number"),
            Column("licence", "Licence"),
            Column("weights", "Weights"),
            Column("downloads", "Downloads", unit="30 days, observed", kind="number"),
        ),
        rows=sorted(
            (_row(site, model, downloads) for model in site.catalog.models.values()),
            key=lambda cells: (-(cells[-1].value or 0.0), cells[0].value),  # type: ignore[operator]
        ),
    )


def _row(site: Site, model: Model, downloads: "pd.Series[float]") -> tuple[Cell, ...]:
    catalog = site.catalog
    owner = catalog.organizations[model.organization]
    size = model.parameters.total_b if model.parameters else None
    return (
        named("models", model),
        Cell(owner.name),
        Cell(catalog.countries[owner.country].name),
        Cell(model.released.on if model.released else text.unknown(),
             model.released.on if model.released else None),
        Cell(text.figure(size, 4) if size else text.unknown(), size),
        Cell(catalog.licences[model.licence.id].name if model.licence else text.unknown()),
        Cell(say(model.weights) if model.weights else text.unknown()),
        _downloads(model, downloads),
    )  # fmt: skip


def _downloads(model: Model, downloads: "pd.Series[float]") -> Cell:
    """Return the downloads of the model's observed repositories; unobserved is not zero."""
    if not model.repositories:
        return Cell(say("no open weights"))
    found = downloads.reindex(list(model.repositories)).dropna()
    if found.empty:
        return Cell(say("not observed"))
    return Cell(text.whole(float(found.sum())), float(found.sum()))
