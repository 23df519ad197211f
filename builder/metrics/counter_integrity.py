"""Counter integrity: counters that stand still, fall, or leap. Nothing is repaired, all is marked.

Frame, one row per mark: source, period, before (the period compared with), mark, entity (a
repository, or `pool` for a mark of the whole day), compared (repositories known on both days),
affected (how many of them the mark concerns), affected_pct (of the compared; for a jump: the
repository's move in percent of the pool), value_before, value_after.

Marks of a day: `frozen-day`, `partly-frozen-day`, `platform-move`, `all-time-frozen-day`, and
`checked`, the row that every compared day has. Marks of a repository: `frozen`, `fell`, `jump`.
"""

import numpy as np
import pandas as pd
from scipy.stats import median_abs_deviation

from builder.metrics._pool import pairs
from builder.metrics._world import World
from builder.model.marks import POOL
from builder.model.metric import BlindSpot, Metric

#: Small counters repeat by chance; those from here on hardly ever do.
LARGE = 1_000
#: From which share of repeated large counters on a day is marked. Of the back-filled days none
#: without a mark has more than 1 %.
FROZEN_PCT, PARTLY_FROZEN_PCT = 95.0, 10.0
#: The median counter of a pool moves by less than this a day.
PLATFORM_MOVE_PCT = 10.0
#: A jump is this many robust standard deviations from the median move, …
JUMP_DEVIATIONS = 8.0
#: … is no smaller than this deviation allows (a still pool has none), …
LEAST_DEVIATION = 0.01
#: … and alone moves this much of the pool.
JUMP_POOL_PCT = 1.0

METRIC = Metric(
    id="counter-integrity",
    title="Counter integrity",
    question="Can the counters of a day be believed?",
    unit="percent of the repositories that were compared",
    denominator=f"repositories with at least {LARGE:,} downloads on both days",
    window="a day against the one before from the same source",
    pool="the repositories that the same source observed on both days",
    breaks=("Two sources are never compared with each other.",),
    limits=(
        f"A day is frozen when at least {FROZEN_PCT:.0f} % of its large counters repeat the day "
        f"before, partly frozen from {PARTLY_FROZEN_PCT:.0f} % on.",
        f"A repository jumps when its move is more than {JUMP_DEVIATIONS:.0f} robust standard "
        f"deviations from the median move and alone makes {JUMP_POOL_PCT:.0f} % of the pool; both "
        "ends are marked, since one comparison cannot tell which of them is wrong.",
        f"A pool moves as a whole when its median counter changes by {PLATFORM_MOVE_PCT:.0f} % a "
        "day; such days and frozen ones take no part in verdicts.",
        f"All-time counters stand still when at least {FROZEN_PCT:.0f} % of those with {LARGE:,} "
        "downloads in 30 days repeat the day before; the 30-day figures stay in verdicts.",
        "Tried on the 16 pairs of days of 2026 that third parties kept: two days and one leap are "
        "marked, each odd to the eye too. On the 14 pairs without a marked day at most 0.6 % of "
        "the large counters repeat, and nothing else is marked.",
        "A mark says that a counter is unusual. It does not say that it is false, or why.",
    ),
    blind_spots=(
        BlindSpot("A counter that is wrong by the same factor every day", "unknown"),
        BlindSpot("Days between two observations that lie further apart", "unknown"),
        BlindSpot("A leap in a repository below the pool's threshold", "unknown"),
    ),
    keys=("source", "period", "mark", "entity"),
    values={"affected_pct": "%", "affected": "repositories", "compared": "repositories"},
)

COLUMNS = [
    "source", "period", "before", "mark", "entity", "compared", "affected", "affected_pct",
    "value_before", "value_after",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the marks of every pair of neighbouring periods of every source."""
    frame = world.pool.frame
    return marks_in(frame[~frame["carried"]])


def marks_in(pool: pd.DataFrame) -> pd.DataFrame:
    """Return the marks of a pool, of which only source, period, repository and counters count."""
    found = [_marks(source, before, after) for source, before, after in pairs(pool)]
    frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    kinds = dict.fromkeys(("period", "before"), "datetime64[s]") | dict.fromkeys(
        ("compared", "affected", "affected_pct", "value_before", "value_after"), "float64"
    )
    return frame[COLUMNS].astype(kinds).sort_values(COLUMNS[:5], ignore_index=True)


def _marks(source: str, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    was, now = before["period"].iloc[0], after["period"].iloc[0]
    both = before.merge(after, on="repository", suffixes=("_old", "_new"))
    both = both.rename(columns={"repository": "entity"})
    both["least"] = both[["downloads_30d_old", "downloads_30d_new"]].min(axis=1, skipna=False)
    large = both[both["least"] >= LARGE]
    days = max((now - was).days, 1)
    marks = pd.concat([_day(large, days), _frozen(large), _fallen(both), _jumps(large)])
    return marks.assign(source=source, period=now, before=was, compared=len(large))


def _moves(large: pd.DataFrame) -> "pd.Series[float]":
    """Return the logarithm of each counter's change."""
    return pd.Series(
        np.log(large["downloads_30d_new"] / large["downloads_30d_old"]), index=large.index
    )


def _still(large: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the counters that repeat the day before, and their share in percent."""
    still = large[large["downloads_30d_old"] == large["downloads_30d_new"]]
    return still, 100 * len(still) / len(large) if len(large) else 0.0


def _day(large: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the marks of the day as a whole; `checked` is always among them."""
    still, pct = _still(large)
    found = [("checked", len(still), pct)]
    if pct >= PARTLY_FROZEN_PCT:
        found.append(("frozen-day" if pct >= FROZEN_PCT else "partly-frozen-day", len(still), pct))
    typical = _moves(large).median() if len(large) else 0.0
    daily_pct = 100 * float(np.expm1(abs(typical) / days))
    if daily_pct >= PLATFORM_MOVE_PCT:
        found.append(("platform-move", len(large), daily_pct))
    stood, stood_pct = _stood(large)
    if stood_pct >= FROZEN_PCT:
        found.append(("all-time-frozen-day", stood, stood_pct))
    return pd.DataFrame(found, columns=["mark", "affected", "affected_pct"]).assign(entity=POOL)


def _stood(large: pd.DataFrame) -> tuple[int, float]:
    """Return how many all-time counters stand still beside downloads, and their share."""
    known = large.dropna(subset=["downloads_all_time_old", "downloads_all_time_new"])
    stood = int((known["downloads_all_time_old"] == known["downloads_all_time_new"]).sum())
    return stood, 100 * stood / len(known) if len(known) else 0.0


def _frozen(large: pd.DataFrame) -> pd.DataFrame:
    still, pct = _still(large)
    return _ends("frozen", still if pct >= PARTLY_FROZEN_PCT else still.head(0))


def _fallen(both: pd.DataFrame) -> pd.DataFrame:
    """Return the cumulative counters that fell: what was counted once cannot become less."""
    fallen = both["downloads_all_time_new"] < both["downloads_all_time_old"]
    return _ends("fell", both[fallen], counter="downloads_all_time")


def _jumps(large: pd.DataFrame) -> pd.DataFrame:
    """Return the repositories that leap out of the pool."""
    moves = _moves(large)
    spread = float(median_abs_deviation(moves, scale="normal")) if len(moves) > 1 else 0.0
    far = (moves - moves.median()).abs() > JUMP_DEVIATIONS * max(spread, LEAST_DEVIATION)
    sums = large[["downloads_30d_old", "downloads_30d_new"]].sum()
    change = (large["downloads_30d_new"] - large["downloads_30d_old"]).abs()
    of_pool_pct = 100 * change / max(float(sums.max()), 1.0)
    marked = far & (of_pool_pct >= JUMP_POOL_PCT)
    return _ends("jump", large[marked]).assign(affected_pct=of_pool_pct[marked])


def _ends(mark: str, rows: pd.DataFrame, counter: str = "downloads_30d") -> pd.DataFrame:
    """Return marks of repositories with the counter on both days."""
    return pd.DataFrame(
        {
            "mark": mark,
            "entity": rows["entity"],
            "affected": 1,
            "affected_pct": np.nan,
            "value_before": rows[f"{counter}_old"],
            "value_after": rows[f"{counter}_new"],
        },
        index=rows.index,
    )
