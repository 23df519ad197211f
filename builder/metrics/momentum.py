"""Momentum: how a group's 30-day counter changed over a week, repository by repository.

Frame, one row per source, period, scope, dimension and group: source, period, before (the period
compared with), span_days, scope, dimension, group, matched_repositories (in both pools),
unmatched_repositories (in one only), downloads_before, downloads_now (of matched repositories),
change_pct (NaN when there was nothing before).
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._groups import DIMENSIONS
from builder.metrics._matching import Places, day_before, same_before
from builder.metrics._pool import SCOPES, Pool
from builder.metrics._shares import counted
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

SPAN_DAYS = 7

METRIC = Metric(
    id="momentum",
    title="Momentum",
    question="Whose downloads are growing, and whose are shrinking?",
    unit="percent change of the 30-day downloads",
    denominator="the 30-day downloads, a week before, of the group's repositories that are in "
    "the pool on both days",
    window=f"{SPAN_DAYS} days, or the nearest longer span for which the same source has a period",
    pool="the repositories that the same source observed on both days",
    breaks=("Two sources are never compared with each other.",),
    limits=(
        "The counter is a rolling sum of 30 days: a burst leaves it 30 days later, and momentum "
        "then shows a fall on which nothing happened.",
        "Repositories that entered or left the pool are left out and counted beside the figure.",
    ),
    blind_spots=(
        BlindSpot("New repositories in their first week", "down"),
        BlindSpot("Days on which the Hub's counter stood still", "unknown"),
    ),
    keys=("source", "period", "scope", "dimension", "group"),
    values={"change_pct": "%", "downloads_before": "downloads", "downloads_now": "downloads"},
    words={"scope": SCOPES, "dimension": DIMENSIONS},
)

Counters = npt.NDArray[np.float64]
_GROUP = ["scope", "dimension", "group"]
_COLUMNS = [
    "source", "period", "before", "span_days", *_GROUP, "matched_repositories",
    "unmatched_repositories", "downloads_before", "downloads_now", "change_pct",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the weekly change of every group, for every period that has one to compare with."""
    pool = world.pool
    before = day_before(pool.days, SPAN_DAYS)
    old = _old_counters(pool, before)
    frames = [
        _compared(pool, before, old, scope=scope, dimension=dimension)
        for scope in SCOPES
        for dimension in DIMENSIONS
    ]
    frame = pd.concat(frames, ignore_index=True)
    change = frame["downloads_now"] - frame["downloads_before"]
    base = frame["downloads_before"].where(frame["downloads_before"] > 0)
    frame["change_pct"] = 100 * change / base
    return frame[_COLUMNS].sort_values(["source", "period", *_GROUP], ignore_index=True)


def _old_counters(pool: Pool, before: Places) -> Counters:
    """Return what each row's repository had on the day before; NaN where nothing is known."""
    place = same_before(pool, before)
    counter = pool.rows["downloads_30d"].to_numpy()
    return np.where(place >= 0, counter[place], np.nan) if len(counter) else counter


def _compared(
    pool: Pool, before: Places, old: Counters, *, scope: str, dimension: str
) -> pd.DataFrame:
    """Return the sums of repositories that are known on both days, by day and group."""
    kept = counted(pool, window="30-days", scope=scope)
    of_repository, names = pd.factorize(pool.repositories[dimension], sort=True)
    wide, rows = max(len(names), 1), pool.rows[kept]
    cell = rows["day"].to_numpy(dtype="int64") * wide + of_repository[rows["repository"]]
    matched, now = ~np.isnan(old[kept]), rows["downloads_30d"].to_numpy()
    size = (len(pool.days), wide)

    def added(weights: Counters) -> Counters:
        flat = np.bincount(cell, weights, size[0] * size[1]).astype("float64")
        return flat.reshape(size)

    each, both = added(np.ones(len(cell))), added(matched.astype("float64"))
    sums = (added(np.where(matched, old[kept], 0)), added(np.where(matched, now, 0)))
    earlier = np.where(before[:, None] >= 0, each[before], 0)
    day, group = np.nonzero((before[:, None] >= 0) & (each + earlier > 0))
    frame = pool.days.iloc[day].reset_index(drop=True)
    frame["before"] = pool.days["period"].to_numpy()[before[day]]
    frame["span_days"] = (frame["period"] - frame["before"]).dt.days
    frame["group"] = pd.Series(names.take(group), dtype="str")
    return frame.assign(
        scope=pd.Series(scope, frame.index, dtype="str"),
        dimension=pd.Series(dimension, frame.index, dtype="str"),
        matched_repositories=both[day, group].astype("int64"),
        unmatched_repositories=(each + earlier - 2 * both)[day, group].astype("int64"),
        downloads_before=sums[0][day, group],
        downloads_now=sums[1][day, group],
    )
