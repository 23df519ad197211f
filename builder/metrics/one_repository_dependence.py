"""One-repository dependence: how much of a group's downloads hang on its largest repositories.

Frame, one row per source, period, scope, dimension and group: source, period, scope, dimension,
group, repositories, downloads_30d, top_repository, top1_pct, top3_pct, top10_pct (percent of the
group's own downloads), downloads_without_top, rank (among mapped groups), rank_without_top (the
group's rank if its own top repository did not exist and all others kept theirs),
share_pct, share_without_top_pct (percent of the pool, then of the pool without that repository).
"""

import numpy as np
import pandas as pd

from builder.metrics._groups import DIMENSIONS, UNMAPPED
from builder.metrics._pool import SCOPES
from builder.metrics._shares import PER
from builder.metrics._world import TOPS, World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="one-repository-dependence",
    title="One-repository dependence",
    question="How much of a lead hangs on a single repository?",
    unit="percent of the group's own 30-day downloads",
    denominator="the 30-day downloads of the group's repositories in the pool",
    window="the Hub's rolling counter of the last 30 days, read on the day that is named",
    pool="the repositories that the named source observed on that day",
    breaks=("The pool changes with the source, as for the share of downloads.",),
    limits=(
        "A pool of the most downloaded repositories holds the large ones only, so a group's "
        "dependence reads higher than over all its repositories.",
        "A high share is a fact about concentration; it does not say that any download is fake.",
    ),
    blind_spots=(
        BlindSpot("Repositories below the pool's threshold", "up"),
        BlindSpot("Whether one user or a million stand behind a counter", "unknown"),
    ),
    keys=("source", "period", "scope", "dimension", "group"),
    values={
        "top1_pct": "%",
        "top3_pct": "%",
        "top10_pct": "%",
        "share_without_top_pct": "%",
        "rank_without_top": "rank",
    },
    words={"scope": SCOPES, "dimension": DIMENSIONS},
)


def derive(world: World) -> pd.DataFrame:
    """Derive every group's dependence on its largest repositories."""
    frame = pd.concat([world.sums, world.tops], axis=1).rename(
        columns={"downloads": "downloads_30d"}
    )
    frame = frame.sort_values(PER, kind="stable", ignore_index=True)
    frame["downloads_without_top"] = frame["downloads_30d"] - frame["top1"]
    for count in TOPS:
        frame[f"top{count}_pct"] = 100 * frame.pop(f"top{count}") / frame["downloads_30d"]
    return _ranked(frame).drop(columns=PER)


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the ranks and shares with and without each group's top repository."""
    top = frame["downloads_30d"] - frame["downloads_without_top"]
    pools = frame.groupby(PER, sort=False)
    total = pools["downloads_30d"].transform("sum")
    frame["share_pct"] = 100 * frame["downloads_30d"] / total
    frame["share_without_top_pct"] = 100 * frame["downloads_without_top"] / (total - top)
    mapped = frame[frame["group"] != UNMAPPED]
    frame["rank"] = mapped.groupby(PER, sort=False)["downloads_30d"].rank("min", ascending=False)
    frame["rank_without_top"] = _ranks_without_top(mapped)
    return frame


def _ranks_without_top(mapped: pd.DataFrame) -> pd.Series:
    """Return, for each group, one more than the others whose downloads exceed what it keeps.

    Both what groups have and what they keep are put in one order within their pool; what stands
    above is counted there.
    """
    pool = mapped.groupby(PER, sort=False).ngroup().to_numpy()
    have, keep = (mapped[name].to_numpy() for name in ("downloads_30d", "downloads_without_top"))
    value, is_own = np.concatenate([have, keep]), np.repeat([True, False], len(mapped))
    # Within a pool from the largest down; of equal values what is kept stands first.
    order = np.lexsort((is_own, -value, np.tile(pool, 2)))
    above = np.empty(len(order))
    above[order] = np.cumsum(is_own[order])
    before = np.searchsorted(np.sort(pool), pool)  # those of earlier pools
    others = above[len(mapped) :] - before - (have > keep)  # it stands among them itself
    return pd.Series(others + 1.0, index=mapped.index)
