"""The largest repositories of each group, in every pool at once."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._pool import Pool
from builder.metrics._shares import Cut


def largest(pool: Pool, cut: Cut, *counts: int) -> pd.DataFrame:
    """Return each group's largest repository, and what its largest together have in 30 days.

    Rows stand as those of `sums` of the same cut. Columns: top_repository (of equal ones the first
    by name), and for each of `counts` one such as `top3`, the downloads of its three largest.
    """
    of_repository, names = pd.factorize(pool.repositories[cut.group_by], sort=True)
    rows = _ordered(pool, cut, of_repository)
    repository = pool.rows["repository"].to_numpy()[rows]
    counter = pool.rows["downloads_30d"].to_numpy()[rows]
    wide = max(len(names), 1)
    cell = pool.rows["day"].to_numpy(dtype="int64")[rows] * wide + of_repository[repository]
    first = np.flatnonzero(np.diff(cell, prepend=-1))
    place = np.arange(len(cell)) - np.repeat(first, np.diff(first, append=len(cell)))
    here = cell[first]
    named = pool.repositories["repository"].to_numpy(dtype="object")[repository[first]]
    frame = pd.DataFrame({"top_repository": pd.Series(named, dtype="str")})
    for count in counts:
        top = np.bincount(cell[place < count], counter[place < count], len(pool.days) * wide)
        frame[f"top{count}"] = top[here]
    return frame


def _ordered(pool: Pool, cut: Cut, of_repository: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """Return the rows of a cut by day, group and size.

    Sorted by each in turn, the last first, for small whole numbers are sorted without comparing.
    """
    rows = pool.by_size[cut.rows[pool.by_size]]
    groups = of_repository.astype(np.min_scalar_type(max(len(of_repository), 1)))
    rows = rows[np.argsort(groups[pool.rows["repository"].to_numpy()[rows]], kind="stable")]
    days = pool.rows["day"].to_numpy().astype(np.min_scalar_type(max(len(pool.days), 1)))
    return rows[np.argsort(days[rows], kind="stable")]
