"""Which observations of two days are of the same repository, for all days of a pool at once."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._pool import Pool

Places = npt.NDArray[np.int64]
#: Stands where there is none.
NONE = -1


def day_before(days: pd.DataFrame, span_days: int) -> Places:
    """Return, for each day of a pool, the newest of its source at least `span_days` older."""
    rows = days[["source", "period"]].assign(place=np.arange(len(days)))
    wanted = rows.assign(period=rows["period"] - pd.Timedelta(days=span_days))
    found = pd.merge_asof(
        wanted.sort_values("period", kind="stable"),
        rows.sort_values("period", kind="stable"),
        on="period",
        by="source",
        suffixes=("", "_before"),
    )
    before = found.set_index("place")["place_before"].sort_index()
    return before.fillna(NONE).to_numpy(dtype="int64")


def same_before(pool: Pool, before: Places) -> Places:
    """Return, for each row of a pool, the row of the same repository on the day before."""
    wide = max(len(pool.repositories), 1)
    day = pool.rows["day"].to_numpy(dtype="int64")
    repository = pool.rows["repository"].to_numpy(dtype="int64")
    keys = day * wide + repository  # rising, for rows are sorted so
    earlier = before[day] if len(day) else day
    wanted = np.where(earlier >= 0, earlier * wide + repository, NONE)
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    return np.where(keys[place] == wanted, place, NONE) if len(keys) else place
