"""The series of each entity in the API: shares of a group, counters of a model's repositories."""

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from builder.exports._api import cells, download, envelope, learned
from builder.exports._shapes import Series, Stretch
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Download, Site

SHARE = "share-of-downloads"
OF_SHARES = ["period", "share_pct", "downloads_30d", "rank"]
OF_COUNTERS = ["period", "downloads_30d", "downloads_all_time", "likes", "status"]


def export(site: Site) -> Iterator[Download]:
    """Yield one answer per observed model, country, organization and family."""
    shares = site.frame(SHARE).sort_values(["dimension", "group", "source", "scope", "period"])
    keys = shares[["dimension", "group", "source", "scope"]]
    for (dimension, group), stretches in _by_entity(site, SHARE, "%", keys, shares[OF_SHARES]):
        kind = KIND_OF_DIMENSION[dimension]
        if group in site.catalog.entities[kind]:
            yield _series(site, kind, group, stretches)
    yield from _models(site)


def _models(site: Site) -> Iterator[Download]:
    models = site.catalog.model_by_repository
    seen = site.panel.observations
    owner = seen["entity"].str.lower().map({name: one.id for name, one in models.items()})
    rows = seen.assign(kind="models", model=owner).dropna(subset="model")
    rows = rows.sort_values(["model", "source", "entity", "period"])
    keys, counters = rows[["kind", "model", "source", "entity"]], rows[OF_COUNTERS]
    for (kind, model), stretches in _by_entity(site, "downloads", "downloads", keys, counters):
        yield _series(site, kind, model, stretches)


def _by_entity(
    site: Site, metric: str, unit: str, keys: pd.DataFrame, values: pd.DataFrame
) -> Iterator[tuple[tuple[str, str], list[Stretch]]]:
    """Yield every entity (the first two of the sorted keys) with its stretches (the others)."""
    rows = zip(keys.itertuples(index=False, name=None), cells(values), strict=True)
    columns = ["day", *map(str, values.columns[1:])]
    for entity, own in groupby(rows, key=lambda row: row[0][:2]):
        stretches = [
            Stretch(
                metric=metric,
                unit=unit,
                source=source,
                scope=scope,
                backfilled=site.catalog.sources[source].cadence in ("once", "ended"),
                columns=columns,
                points=[point for _, point in points],
            )
            for (source, scope), points in groupby(own, key=lambda row: row[0][2:])
        ]
        yield entity, stretches


def _series(site: Site, kind: str, own: str, stretches: list[Stretch]) -> Download:
    path = f"series/{kind}/{own}.json"
    sources = {one.source for one in stretches}
    answer = Series(
        **envelope(site, path, sources=sources, vintage=learned(site, sources)),
        kind=kind,
        id=own,
        name=site.catalog.entities[kind][own].name,
        stretches=stretches,
    )
    rows = sum(len(one.points) for one in stretches)
    return download(path, f"Everything observed of {kind}/{own}", answer, rows)
