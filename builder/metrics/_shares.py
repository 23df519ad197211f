"""Sums and shares of groups, under any definition of adoption. The one place that adds them up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._groups import DIMENSIONS, NOBODY
from builder.metrics._pool import SCOPES, WINDOWS, Pool

Rows = npt.NDArray[np.bool_]
#: What tells one set of shares that make a hundred from another.
PER = ["day", "cut"]


@dataclass(frozen=True)
class Cut:
    """What to add up: which rows, of which counter, by which column of `pool.repositories`.

    `told` says what its sums are, by column of the frame that is made of them.
    """

    rows: Rows
    window: str
    group_by: str
    told: dict[str, str] = field(default_factory=dict)


def counted(pool: Pool, *, window: str, scope: str, derivatives: str = "with") -> Rows:
    """Return which rows of the pool a definition counts. A missing counter is not a zero."""
    kept = pool.rows[WINDOWS[window]].notna().to_numpy()
    if scope == "language":
        kept = kept & pool.rows["language"].to_numpy()
    if derivatives == "without":
        kept = kept & ~pool.repositories["derivative"].to_numpy()[pool.rows["repository"]]
    return kept


def sums(pool: Pool, cuts: Sequence[Cut]) -> pd.DataFrame:
    """Add up the rows of every cut by day and group.

    Columns: day and cut (places in the pool's days and in `cuts`), source, period, what the cuts
    tell, group, downloads, repositories; only groups that have a repository. Rows stand by cut,
    day and group.
    """
    names = {cut.group_by: pd.factorize(pool.repositories[cut.group_by], sort=True) for cut in cuts}
    parts = [_added(pool, cut, *names[cut.group_by]) for cut in cuts]
    sizes = [len(part[0]) for part in parts]
    day = np.concatenate([part[0] for part in parts])
    told = {
        name: np.repeat(np.array([cut.told[name] for cut in cuts], dtype="object"), sizes)
        for name in (cuts[0].told or ())
    }
    frame = pool.days.take(day).reset_index(drop=True)
    frame = frame.assign(
        day=day,
        cut=np.repeat(np.arange(len(cuts)), sizes),
        **told,
        group=np.concatenate([part[1] for part in parts]),
        downloads=np.concatenate([part[2] for part in parts]),
        repositories=np.concatenate([part[3] for part in parts]),
    )
    return frame.astype(dict.fromkeys([*told, "group"], "str"))


def _added(
    pool: Pool, cut: Cut, of_repository: npt.NDArray[np.intp], names: pd.Index
) -> tuple[npt.NDArray[Any], ...]:
    """Return days, groups, downloads and repositories: one of each per sum."""
    wide = max(len(names), 1)
    day = pool.rows["day"].to_numpy(dtype="int64")[cut.rows]
    repository = pool.rows["repository"].to_numpy()[cut.rows]
    counter = pool.rows[WINDOWS[cut.window]].to_numpy()[cut.rows]
    cell = day * wide + of_repository[repository]
    repositories = np.bincount(cell)
    downloads = np.bincount(cell, counter)
    here = np.flatnonzero(repositories)
    groups = names.to_numpy(dtype="object")[here % wide]
    return here // wide, groups, downloads[here], repositories[here]


def with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Add pool_downloads, pool_repositories, share_pct and rank (1 is most) within day and cut.

    What is no group (`unmapped`, `undeclared`, `several`) has a share and no rank. The share of a
    pool without a download is unknown.
    """
    pools = frame.groupby(PER, sort=False)
    totals = pools[["downloads", "repositories"]].transform("sum")
    told = frame.assign(
        pool_downloads=totals["downloads"],
        pool_repositories=totals["repositories"],
        share_pct=100 * frame["downloads"] / totals["downloads"].where(totals["downloads"] > 0),
    )
    ranked = told[~told["group"].isin(NOBODY)]
    told["rank"] = ranked.groupby(PER, sort=False)["downloads"].rank(method="min", ascending=False)
    return told


def scopes_by_dimension(pool: Pool) -> list[Cut]:
    """Return the cuts of 30 days by publisher, of every scope and dimension, in their order."""
    kept = {scope: counted(pool, window="30-days", scope=scope) for scope in SCOPES}
    return [
        Cut(kept[scope], "30-days", dimension, {"scope": scope, "dimension": dimension})
        for scope in SCOPES
        for dimension in sorted(DIMENSIONS)
    ]
