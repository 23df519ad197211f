"""Momentum: how a group's 30-day counter changed over a week, repository by repository.

Frame, one row per source, period, scope, dimension and group: source, period, before (the period
compared with), span_days, scope, dimension, group, matched_repositories (in both pools),
unmatched_repositories (in one only), downloads_before, downloads_now (of matched repositories),
change_pct (NaN when there was nothing before).
"""

import pandas as pd

from builder.metrics._pool import grouped
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
)

_GROUP = ["scope", "dimension", "group"]
_COLUMNS = [
    "source", "period", "before", "span_days", *_GROUP, "matched_repositories",
    "unmatched_repositories", "downloads_before", "downloads_now", "change_pct",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the weekly change of every group, for every period that has one to compare with."""
    rows = grouped(world.pool)
    frames = [
        _compared(of_source[of_source["period"] == before], of_source[of_source["period"] == now])
        for _, of_source in rows.groupby("source")
        for before, now in _pairs(sorted(of_source["period"].unique()))
    ]
    return pd.concat(frames, ignore_index=True)[_COLUMNS] if frames else _nothing()


def _pairs(periods: list[pd.Timestamp]) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return each period with the newest one that is at least SPAN_DAYS older."""
    span = pd.Timedelta(days=SPAN_DAYS)
    earlier = [[p for p in periods if p <= now - span] for now in periods]
    return [(old[-1], now) for old, now in zip(earlier, periods, strict=True) if old]


def _compared(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    keys = [*_GROUP, "repository"]
    both = now.merge(before[[*keys, "downloads_30d"]], on=keys, how="outer", suffixes=("", "_old"))
    both["matched"] = both["downloads_30d"].notna() & both["downloads_30d_old"].notna()
    kept = both["matched"]
    both["now"] = both["downloads_30d"].where(kept, 0)
    both["old"] = both["downloads_30d_old"].where(kept, 0)
    frame = both.groupby(_GROUP, as_index=False).agg(
        matched_repositories=("matched", "sum"),
        unmatched_repositories=("matched", lambda matched: int((~matched).sum())),
        downloads_before=("old", "sum"),
        downloads_now=("now", "sum"),
    )
    change = frame["downloads_now"] - frame["downloads_before"]
    before_or_unknown = frame["downloads_before"].where(frame["downloads_before"] > 0)
    frame["change_pct"] = 100 * change / before_or_unknown
    day_now, day_before = now["period"].iloc[0], before["period"].iloc[0]
    return frame.assign(
        source=now["source"].iloc[0],
        period=day_now,
        before=day_before,
        span_days=(day_now - day_before).days,
    )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="float64") for name in _COLUMNS}).astype(
        {"source": "str", "scope": "str", "dimension": "str", "group": "str",
         "period": "datetime64[s]", "before": "datetime64[s]"}
    )  # fmt: skip
