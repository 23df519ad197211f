"""The pool: every observed counter, and for which groups its repository counts.

It is kept as numbers: each observation names its day and its repository by their places in two
small tables, so that five years of nights are added up in one go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._ancestry import ancestry, declared_bases
from builder.metrics._groups import DIMENSIONS, groups_of
from builder.model.carried import is_carried
from builder.model.catalog import Catalog
from builder.model.panel import Panel

SCOPES = ("all", "language")
WINDOWS = {"30-days": "downloads_30d", "all-time": "downloads_all_time"}
#: Pipeline tags of models that read or see something and answer in text.
LANGUAGE_PIPELINES = (
    "any-to-any",
    "audio-text-to-text",
    "image-text-to-text",
    "text-generation",
    "text2text-generation",
    "video-text-to-text",
)
_COUNTERS = ["downloads_30d", "downloads_all_time", "likes"]


@dataclass(frozen=True)
class Pool:
    """What was observed of repositories, by day and repository.

    `rows`, one per observation, sorted: day and repository (places in the next two), downloads_30d,
    downloads_all_time, likes (NaN is missing), language (bool: its pipeline tag is one of
    LANGUAGE_PIPELINES; one without a tag is not counted there), carried (bool: it was not observed
    in its period; its last values stand in). `days`, one per source and period, sorted: source,
    period. `repositories`, sorted by name: repository; the publisher's country,
    organization, family and owner; and what `builder.metrics._ancestry.ancestry` tells.
    """

    rows: pd.DataFrame
    days: pd.DataFrame
    repositories: pd.DataFrame

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows with source, period, repository and the publisher's groups written out."""
        days = self.days.iloc[self.rows["day"]].reset_index(drop=True)
        named = self.repositories[["repository", *DIMENSIONS]].iloc[self.rows["repository"]]
        own = self.rows[[*_COUNTERS, "language", "carried"]].reset_index(drop=True)
        return pd.concat([days, named.reset_index(drop=True), own], axis=1)


def pooled(panel: Panel, catalog: Catalog) -> Pool:
    """Return the pool of a panel."""
    seen = panel.observations
    source_of, sources = pd.factorize(seen["source"], sort=True)
    period_of, periods = pd.factorize(seen["period"], sort=True)
    repository_of, repositories = pd.factorize(seen["entity"], sort=True)
    places, day_of = np.unique(source_of * max(len(periods), 1) + period_of, return_inverse=True)
    days = pd.DataFrame(
        {
            "source": pd.Series(sources.take(places // max(len(periods), 1)), dtype="str"),
            "period": pd.Series(periods.take(places % max(len(periods), 1))).astype(
                "datetime64[us]"
            ),
        }
    )
    language = _language(panel, sources, repositories)
    rows = seen[_COUNTERS].assign(
        day=day_of.astype("int32"),
        repository=repository_of.astype("int32"),
        language=language[source_of, repository_of],
        carried=is_carried(seen),
    )
    order = np.argsort(day_of.astype("int64") * max(len(repositories), 1) + repository_of)
    return Pool(
        rows.iloc[order].reset_index(drop=True),
        days,
        _repositories(repositories.astype("str"), panel, catalog),
    )


def _repositories(names: pd.Index, panel: Panel, catalog: Catalog) -> pd.DataFrame:
    groups = [(name, *groups_of(name, catalog)) for name in names]
    own = pd.DataFrame(groups, columns=["repository", *DIMENSIONS, "owner"], dtype="str")
    told = ancestry(names, declared_bases(panel.attributes), catalog)
    return pd.concat([own, told], axis=1)


def _language(panel: Panel, sources: pd.Index, repositories: pd.Index) -> npt.NDArray[np.bool_]:
    """Return, by source and repository, whether its source says that it answers in text."""
    tags = panel.attributes[panel.attributes["attribute"] == "pipeline_tag"]
    tags = tags[tags["value"].isin(LANGUAGE_PIPELINES)]
    known = np.zeros((len(sources), len(repositories)), dtype=bool)
    source, repository = (
        sources.get_indexer(pd.Index(tags["source"])),
        repositories.get_indexer(pd.Index(tags["entity"])),
    )
    here = (source >= 0) & (repository >= 0)
    known[source[here], repository[here]] = True
    return known


def grouped(pool: Pool) -> pd.DataFrame:
    """Return the pool once per scope and dimension, with columns scope, dimension and group.

    The scope `all` holds every repository, `language` those that answer in text. Rows whose
    downloads are missing are left out: a missing counter is not a zero.
    """
    counted = pool.frame[pool.frame["downloads_30d"].notna()]
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
