"""The series behind each entity's page: observations of a model, shares of a group."""

from collections.abc import Iterator

from builder.exports._csv import csv_text
from builder.model.paths import KIND_OF_DIMENSION, series_csv
from builder.model.site import Download, Site


def export(site: Site) -> Iterator[Download]:
    """Yield one file per observed model, country, organization and family."""
    yield from _models(site)
    shares = site.frame("share-of-downloads")
    for dimension, kind in KIND_OF_DIMENSION.items():
        of_dimension = shares[shares["dimension"] == dimension]
        for group, rows in of_dimension.groupby("group"):
            if group in site.catalog.entities[kind]:
                yield _series(kind, str(group), csv_text(rows), len(rows))


def _models(site: Site) -> Iterator[Download]:
    seen = site.panel.observations
    models = site.catalog.model_by_repository
    owner = seen["entity"].map(lambda repository: getattr(models.get(repository.lower()), "id", ""))
    for model_id, rows in seen[owner != ""].groupby(owner[owner != ""]):
        sorted_rows = rows.sort_values(["entity", "source", "period"])
        yield _series("models", str(model_id), csv_text(sorted_rows), len(rows))


def _series(kind: str, entity_id: str, text: str, rows: int) -> Download:
    return Download(
        series_csv(kind, entity_id),
        f"Everything observed of {kind}/{entity_id}",
        rows,
        text,
        "The sources named in its rows",
        listed=False,
    )
