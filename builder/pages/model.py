"""One page per model: its facts with their sources, and the downloads of its repositories."""

from collections.abc import Iterator

from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._facts import fact_table, model_facts
from builder.pages._figures.repositories import downloads


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every model of the catalog."""
    newest = site.panel.observations.groupby("entity")["period"].max()
    for model in site.catalog.models.values():
        owner = site.catalog.organizations[model.organization]
        path = entity_page("models", model.id)
        seen = newest.reindex(list(model.repositories)).dropna()
        yield Page(
            path,
            model.name,
            f"{model.name} by {owner.name}: release date, parameters, licence and downloads, "
            "each with its source.",
            "model.md.j2",
            {
                "model": model,
                "owner": owner,
                "facts": fact_table(site.catalog, model, path, model_facts(site.catalog, model)),
                "downloads": downloads(site, path, model),
                "unseen": [r for r in model.repositories if r not in seen.index],
            },
            seen.max().date() if len(seen) else None,
            f"data/catalog/models/{model.id}.yml",
        )
