"""One-repository dependence: how much of a group's downloads hang on its largest repositories.

Frame, one row per source, period, scope, dimension and group: source, period, scope, dimension,
group, repositories, downloads_30d, top_repository, top1_pct, top3_pct, top10_pct (percent of the
group's own downloads), downloads_without_top, rank (among mapped groups), rank_without_top (the
group's rank if its own top repository did not exist and all others kept theirs),
share_pct, share_without_top_pct (percent of the pool, then of the pool without that repository).
"""

import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._pool import grouped
from builder.metrics._world import World
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
)

_GROUP = ["source", "period", "scope", "dimension", "group"]


def derive(world: World) -> pd.DataFrame:
    """Derive every group's dependence on its largest repositories."""
    rows = grouped(world.pool).sort_values(
        ["downloads_30d", "repository"], ascending=[False, True], kind="stable"
    )
    rows["place"] = rows.groupby(_GROUP).cumcount()
    frame = rows.groupby(_GROUP, as_index=False).agg(
        repositories=("repository", "nunique"),
        downloads_30d=("downloads_30d", "sum"),
        top_repository=("repository", "first"),
        top_downloads_30d=("downloads_30d", "first"),
    )
    for count in (1, 3, 10):
        top = rows[rows["place"] < count].groupby(_GROUP)["downloads_30d"].sum()
        frame = frame.join(top.rename(f"top{count}"), on=_GROUP)
        frame[f"top{count}_pct"] = 100 * frame.pop(f"top{count}") / frame["downloads_30d"]
    frame["downloads_without_top"] = frame["downloads_30d"] - frame.pop("top_downloads_30d")
    return _ranked(frame)


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the ranks and shares with and without each group's top repository."""
    top = frame["downloads_30d"] - frame["downloads_without_top"]
    pools = frame.groupby(_GROUP[:-1])
    total = pools["downloads_30d"].transform("sum")
    frame["share_pct"] = 100 * frame["downloads_30d"] / total
    frame["share_without_top_pct"] = 100 * frame["downloads_without_top"] / (total - top)
    mapped = frame[frame["group"] != UNMAPPED]
    frame["rank"] = mapped.groupby(_GROUP[:-1])["downloads_30d"].rank("min", ascending=False)
    frame["rank_without_top"] = pd.concat(
        [_ranks_without_top(rows) for _, rows in mapped.groupby(_GROUP[:-1])] or [frame["rank"]]
    )
    return frame


def _ranks_without_top(rows: pd.DataFrame) -> pd.Series:
    """Return, for each group, one more than the others whose downloads exceed what it keeps."""
    everyone = rows["downloads_30d"].sort_values().to_numpy()
    kept = rows["downloads_without_top"]
    above = len(everyone) - everyone.searchsorted(kept.to_numpy(), side="right")
    # The group itself stands among `everyone` with its top repository: leave it out.
    return pd.Series(above - (rows["downloads_30d"] > kept) + 1, index=rows.index, dtype="float64")
