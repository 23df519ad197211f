"""How groups and models stood in one source, one row a period, one column a group."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from builder.model.site import Site
from builder.news._change import Span

SHARE = "share-of-downloads"
UNMAPPED = "unmapped"


@dataclass(frozen=True)
class Standings:
    """30-day downloads by period and group, within one source, scope and dimension.

    `shares` are of the pool, in percent, and empty (None) for models, whose pool has no total.
    """

    source: str
    scope: str
    dimension: str
    downloads: pd.DataFrame
    shares: pd.DataFrame | None


@dataclass(frozen=True)
class Compared:
    """One ranking on two of its days."""

    ranking: Standings
    before: pd.Timestamp
    now: pd.Timestamp
    span: Span

    def rows(self, frame: pd.DataFrame) -> "np.ndarray[Any, Any]":
        """Return all groups' values before, and now."""
        return np.asarray(frame)[frame.index.get_indexer(pd.Index([self.before, self.now]))]

    def pair(self, frame: pd.DataFrame, group: str) -> tuple[float, float]:
        """Return a group's value before and now."""
        column = frame[group]
        return float(column.loc[self.before]), float(column.loc[self.now])


def standings(site: Site) -> Iterator[Standings]:
    """Yield the standings of every source: of countries, organizations, families and models."""
    frame = site.frame(SHARE)
    for (source, scope, dimension), rows in frame[frame["group"] != UNMAPPED].groupby(
        ["source", "scope", "dimension"]
    ):
        yield Standings(
            str(source),
            str(scope),
            str(dimension),
            _wide(rows, "downloads_30d"),
            _wide(rows, "share_pct"),
        )
    yield from _of_models(site)


def _wide(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    return rows.pivot_table(index="period", columns="group", values=value).sort_index()


def _of_models(site: Site) -> Iterator[Standings]:
    seen = site.panel.observations
    owner = {name: model.id for name, model in site.catalog.model_by_repository.items()}
    rows = seen.assign(group=seen["entity"].str.lower().map(owner)).dropna(subset="group")
    keys = ["source", "period", "group"]
    summed = rows.groupby(keys)[["downloads_30d"]].sum(min_count=1).reset_index()
    for source, own in summed.groupby("source"):
        yield Standings(str(source), "all", "model", _wide(own, "downloads_30d"), None)


def suspect_days(site: Site, source: str) -> frozenset[pd.Timestamp]:
    """Return the days of a source whose counters are unusual as a whole: no night to compare."""
    frame = site.frame("counter-integrity")
    days = frame[
        (frame["source"] == source) & (frame["entity"] == "pool") & (frame["mark"] != "checked")
    ]
    return frozenset(days["period"])
