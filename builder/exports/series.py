"""The series behind each entity's page: observations of a model, shares of a group."""

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from builder.exports._api import cells
from builder.model.paths import KIND_OF_DIMENSION, series_csv
from builder.model.site import Download, Site
from builder.text import csv_text


def export(site: Site) -> Iterator[Download]:
    """Yield one file per observed model, country, organization and family."""
    yield from _models(site)
    shares = site.frame("share-of-downloads").sort_values(["dimension", "group"], kind="stable")
    for (dimension, group), rows in _by_entity(shares, shares[["dimension", "group"]]):
        kind = KIND_OF_DIMENSION[dimension]
        if group in site.catalog.entities[kind]:
            yield _series(kind, group, list(shares.columns), rows)


def _models(site: Site) -> Iterator[Download]:
    models = site.catalog.model_by_repository
    seen = site.panel.observations
    owner = seen["entity"].str.lower().map({name: one.id for name, one in models.items()})
    order = ["model", "entity", "source", "period"]
    rows = seen.assign(kind="models", model=owner).dropna(subset="model").sort_values(order)
    for (kind, model), own in _by_entity(rows[seen.columns], rows[["kind", "model"]]):
        yield _series(kind, model, list(seen.columns), own)


def _by_entity(
    frame: pd.DataFrame, keys: pd.DataFrame
) -> Iterator[tuple[tuple[str, str], list[list[object]]]]:
    """Yield every entity of the sorted `keys` with its rows: thousands of frames would be slow."""
    rows = zip(keys.itertuples(index=False, name=None), cells(frame), strict=True)
    for entity, own in groupby(rows, key=lambda row: row[0]):
        yield entity, [row for _, row in own]


def _series(kind: str, entity_id: str, columns: list[str], rows: list[list[object]]) -> Download:
    return Download(
        series_csv(kind, entity_id),
        f"Everything observed of {kind}/{entity_id}",
        len(rows),
        csv_text([columns, *rows]),
        "The sources named in its rows",
        listed=False,
    )
