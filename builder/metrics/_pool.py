"""The pool: every observed counter, and for which groups its repository counts.

It is kept as numbers: each observation names its day and its repository by their places in two
small tables, so that five years of nights are added up in one go.
"""

from dataclasses import dataclass
from functools import cached_property

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
    def by_size(self) -> npt.NDArray[np.int64]:
        """The rows from the largest counter of 30 days down; of equal ones the first by name."""
        return np.argsort(-self.rows["downloads_30d"].to_numpy(), kind="stable")


def pooled(panel: Panel, catalog: Catalog) -> Pool:
    """Return the pool of a panel."""
    rows, days, names = placed(panel.observations)
    language = _language(panel, days, names)
    rows["language"] = language[rows["day"].to_numpy(), rows["repository"].to_numpy()]
    return Pool(rows, days, _repositories(names, panel, catalog))


def placed(observations: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.Index]:
    """Return the rows and days of a pool, and the names of its repositories, all sorted.

    `observations` is as in a panel; the rows lack `language`.
    """
    source_of, sources = pd.factorize(observations["source"], sort=True)
    period_of, periods = pd.factorize(observations["period"], sort=True)
    repository_of, repositories = pd.factorize(observations["entity"], sort=True)
    wide = max(len(periods), 1)
    places, day_of = np.unique(source_of * wide + period_of, return_inverse=True)
    days = pd.DataFrame(
        {
            "source": pd.Series(sources.take(places // wide), dtype="str"),
            "period": pd.Series(periods.take(places % wide)).astype("datetime64[us]"),
        }
    )
    order = np.argsort(day_of * max(len(repositories), 1) + repository_of, kind="stable")
    rows = observations[_COUNTERS].take(order).reset_index(drop=True)
    rows["day"] = day_of[order].astype("int32")
    rows["repository"] = repository_of[order].astype("int32")
    rows["carried"] = is_carried(observations).to_numpy()[order]
    return rows, days, repositories.astype("str")


def observed(pool: Pool) -> Pool:
    """Return the pool without values that stand in for what was not observed."""
    rows = pool.rows[~pool.rows["carried"]].reset_index(drop=True)
    used, place = np.unique(rows["day"].to_numpy(), return_inverse=True)
    days = pool.days.take(used).reset_index(drop=True)
    return Pool(rows.assign(day=place.astype("int32")), days, pool.repositories)


def _repositories(names: pd.Index, panel: Panel, catalog: Catalog) -> pd.DataFrame:
    groups = [(name, *groups_of(name, catalog)) for name in names]
    own = pd.DataFrame(groups, columns=["repository", *DIMENSIONS, "owner"], dtype="str")
    told = ancestry(names, declared_bases(panel.attributes), catalog)
    return pd.concat([own, told], axis=1)


def month_ends(pool: Pool) -> npt.NDArray[np.bool_]:
    """Return which rows stand on the last observed day of a month of their source."""
    months = [pool.days["source"], pool.days["period"].dt.to_period("M")]
    last = pool.days["period"] == pool.days.groupby(months)["period"].transform("max")
    return last.to_numpy()[pool.rows["day"]]


def newest_days(pool: Pool) -> npt.NDArray[np.bool_]:
    """Return which rows stand on the newest day of their source."""
    newest = pool.days["period"] == pool.days.groupby("source")["period"].transform("max")
    return newest.to_numpy()[pool.rows["day"]]


def _language(panel: Panel, days: pd.DataFrame, names: pd.Index) -> npt.NDArray[np.bool_]:
    """Return, by day and repository, whether the day's source says that it answers in text."""
    tags = panel.attributes[panel.attributes["attribute"] == "pipeline_tag"]
    tags = tags[tags["value"].isin(LANGUAGE_PIPELINES)]
    source_of, sources = pd.factorize(days["source"])
    known = np.zeros((len(sources), len(names)), dtype=bool)
    source = sources.get_indexer(pd.Index(tags["source"]))
    repository = names.get_indexer(pd.Index(tags["entity"]))
    here = (source >= 0) & (repository >= 0)
    known[source[here], repository[here]] = True
    return known[source_of]
