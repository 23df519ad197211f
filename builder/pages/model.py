"""One page per model: its facts with their sources, and the downloads of its repositories."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from builder.model.corrected import corrections_of
from builder.model.entities import Model
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._facts import fact_table, model_facts
from builder.pages._figures.meetings import pairs
from builder.pages._figures.repositories import downloads
from builder.pages._pools import observed
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every model of the catalog."""
    for model in site.catalog.models.values():
        owner = site.catalog.organizations[model.organization]
        seen = observed(site, model.repositories)
        yield Page(
            entity_page("models", model.id),
            model.name,
            say(
                "{model} by {owner}: release date, parameters, licence and downloads, each with "
                "its source.",
                model=model.name,
                owner=owner.name,
            ),
            "model.md.j2",
            partial(_drawn, site, model),
            seen["period"].max().date() if len(seen) else None,
            f"data/catalog/models/{model.id}.yml",
        )


def _drawn(site: Site, model: Model) -> dict[str, Any]:
    path = entity_page("models", model.id)
    seen = {name.lower() for name in observed(site, model.repositories)["entity"]}
    return {
        "model": model,
        "facts": fact_table(site.catalog, model, path, model_facts(site.catalog, model)),
        "pairs": pairs(site, "models", model.id),
        "downloads": downloads(site, path, model),
        "unseen": [r for r in model.repositories if r.lower() not in seen],
        "corrections": corrections_of(site.catalog, (*model.repositories, model.name)),
    }
