"""The pool: each observed repository with the groups that it counts for."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.panel import Panel

UNMAPPED = "unmapped"
DIMENSIONS = ("country", "organization", "family")
SCOPES = ("all", "language")
#: Pipeline tags of models that read or see something and answer in text.
LANGUAGE_PIPELINES = (
    "any-to-any",
    "audio-text-to-text",
    "image-text-to-text",
    "text-generation",
    "text2text-generation",
    "video-text-to-text",
)


def pooled(panel: Panel, catalog: Catalog) -> pd.DataFrame:
    """Return the observations with their groups.

    Columns: source, period, repository, downloads_30d, downloads_all_time, likes (NaN is missing),
    country, organization, family (catalog ids, or `unmapped`), model (id or NA), language (bool:
    its pipeline tag is one of LANGUAGE_PIPELINES; one without a tag is not counted there).
    """
    seen = panel.observations.rename(columns={"entity": "repository"})
    groups = _groups(pd.Index(seen["repository"].unique()), catalog)
    tags = panel.attributes[panel.attributes["attribute"] == "pipeline_tag"]
    language = tags[tags["value"].isin(LANGUAGE_PIPELINES)][["source", "entity"]]
    language = language.rename(columns={"entity": "repository"}).assign(language=True)
    pool = seen.merge(groups, on="repository", how="left").merge(
        language, on=["source", "repository"], how="left"
    )
    pool["language"] = pool["language"].notna()
    columns = ["source", "period", "repository", "downloads_30d", "downloads_all_time", "likes"]
    return pool[[*columns, *DIMENSIONS, "model", "language"]]


def _groups(repositories: pd.Index, catalog: Catalog) -> pd.DataFrame:
    rows = []
    for repository in repositories:
        organization = catalog.organization_of(repository)
        families = catalog.families_of(repository)
        model = catalog.model_by_repository.get(repository.lower())
        rows.append(
            (
                repository,
                organization.country if organization else UNMAPPED,
                organization.id if organization else UNMAPPED,
                families[0].id if families else UNMAPPED,
                model.id if model else None,
            )
        )
    return pd.DataFrame(rows, columns=["repository", *DIMENSIONS, "model"]).astype("str")


def grouped(pool: pd.DataFrame) -> pd.DataFrame:
    """Return the pool once per scope and dimension, with columns scope, dimension and group.

    The scope `all` holds every repository, `language` those that answer in text. Rows whose
    downloads are missing are left out: a missing counter is not a zero.
    """
    counted = pool[pool["downloads_30d"].notna()]
    scopes = {"all": counted, "language": counted[counted["language"]]}
    return pd.concat(
        [
            rows.assign(scope=scope, dimension=dimension, group=rows[dimension])
            for scope, rows in scopes.items()
            for dimension in DIMENSIONS
        ],
        ignore_index=True,
    )[["source", "period", "scope", "dimension", "group", "repository", "downloads_30d"]]


def pairs(pool: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Yield every period of every source with the one before it: source, before, after."""
    for source, own in pool.groupby("source"):
        periods = [rows for _, rows in own.groupby("period")]
        for before, after in pairwise(periods):
            yield str(source), before, after
