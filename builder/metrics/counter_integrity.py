"""Counter integrity: counters that stand still, fall, or leap. Nothing is repaired, all is marked.

Frame, one row per mark: source, period, before (the period compared with), mark, entity (a
repository, or `pool` for a mark of the whole day), compared (repositories known on both days),
affected (how many of them the mark concerns), affected_pct (of the compared; for a jump: the
repository's move in percent of the pool), value_before, value_after.

Marks of a day: `frozen-day`, `partly-frozen-day`, `platform-move`, `all-time-frozen-day`, and
`checked`, the row that every compared day has. Marks of a repository: `frozen`, `fell`, `jump`.
"""

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
import pandas as pd

from builder.metrics._matching import Places, day_before, same_before
from builder.metrics._pool import Pool, observed
from builder.metrics._world import World
from builder.model.marks import POOL
from builder.model.metric import BlindSpot, Metric

#: The upper quartile of the normal distribution, in standard deviations.
QUARTILE = NormalDist().inv_cdf(0.75)
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
_COUNTERS = ("downloads_30d", "downloads_all_time")


def derive(world: World) -> pd.DataFrame:
    """Derive the marks of every pair of neighbouring periods of every source."""
    return marks_in(observed(world.pool))


def marks_in(pool: Pool) -> pd.DataFrame:
    """Return the marks of a pool, of which only days, names and counters count."""
    before = day_before(pool.days, 1)
    both = _compared(pool, before)
    large = both[both["least"] >= LARGE]
    days = _days(pool, before, large)
    found = [*_day_marks(days), _frozen(large, days), _fallen(both), _jumps(large, days)]
    frame = pd.concat(found, ignore_index=True)
    place = frame.pop("day").to_numpy(dtype="int64")
    frame["source"] = pool.days["source"].to_numpy()[place]
    frame["period"] = pool.days["period"].to_numpy()[place]
    frame["before"] = pool.days["period"].to_numpy()[before[place]]
    frame["compared"] = days["compared"].to_numpy()[place]
    kinds = dict.fromkeys(("source", "mark", "entity"), "str") | dict.fromkeys(
        ("compared", "affected", "affected_pct", "value_before", "value_after"), "float64"
    )
    return frame[COLUMNS].astype(kinds).sort_values(COLUMNS[:5], ignore_index=True)


def _compared(pool: Pool, before: Places) -> pd.DataFrame:
    """Return what is known of the same repository on a day and the one before it."""
    place = same_before(pool, before)
    here = np.flatnonzero(place >= 0)
    now, was = pool.rows.iloc[here], pool.rows.iloc[place[here]]
    both = pd.DataFrame(
        {
            "day": now["day"].to_numpy(),
            "entity": pool.repositories["repository"].to_numpy()[now["repository"]],
        }
        | {f"{name}_old": was[name].to_numpy() for name in _COUNTERS}
        | {f"{name}_new": now[name].to_numpy() for name in _COUNTERS}
    )
    both["least"] = np.minimum(both["downloads_30d_old"], both["downloads_30d_new"])
    return both.assign(
        still=both["downloads_30d_old"] == both["downloads_30d_new"],
        told=both[["downloads_all_time_old", "downloads_all_time_new"]].notna().all(axis=1),
        stood=both["downloads_all_time_old"] == both["downloads_all_time_new"],
        change=(both["downloads_30d_new"] - both["downloads_30d_old"]).abs(),
    )


def _days(pool: Pool, before: Places, large: pd.DataFrame) -> pd.DataFrame:
    """Return what the large counters of each day did together; one row per day of the pool."""
    by_day, count = large.groupby("day"), len(pool.days)
    periods = pool.days["period"].to_numpy()
    gap = np.where(before >= 0, (periods - periods[before]) / np.timedelta64(1, "D"), 1.0)
    days = pd.DataFrame(
        {
            "compared": by_day.size(),
            "still": by_day["still"].sum(),
            "told": by_day["told"].sum(),
            "stood": by_day["stood"].sum(),
            "typical": _moves(large).groupby(large["day"]).median(),
            "sum": by_day[["downloads_30d_old", "downloads_30d_new"]].sum().max(axis=1),
        }
    ).reindex(range(count), fill_value=0.0)  # fmt: skip
    still_pct = 100 * days["still"] / days["compared"].where(days["compared"] > 0, 1.0)
    daily_pct = 100 * np.expm1(days["typical"].abs() / np.maximum(gap, 1))
    return days.assign(
        stood_pct=100 * days["stood"] / days["told"].where(days["told"] > 0, 1.0),
        still_pct=still_pct,
        daily_pct=daily_pct,
        day=range(count),
        has_before=before >= 0,
    )


def _moves(large: pd.DataFrame) -> "pd.Series[float]":
    """Return the logarithm of each counter's change."""
    return pd.Series(
        np.log(large["downloads_30d_new"] / large["downloads_30d_old"]), index=large.index
    )


def _day_marks(days: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the marks of days as a whole; `checked` is among them for every compared day."""
    days = days[days["has_before"]]
    still_pct = days["still_pct"]
    frozen = still_pct >= FROZEN_PCT
    partly = (still_pct >= PARTLY_FROZEN_PCT) & ~frozen
    moved = days["daily_pct"] >= PLATFORM_MOVE_PCT
    kinds = (
        ("checked", days, "still", "still_pct"),
        ("frozen-day", days[frozen], "still", "still_pct"),
        ("partly-frozen-day", days[partly], "still", "still_pct"),
        ("platform-move", days[moved], "compared", "daily_pct"),
        ("all-time-frozen-day", days[days["stood_pct"] >= FROZEN_PCT], "stood", "stood_pct"),
    )
    for mark, rows, affected, affected_pct in kinds:
        yield pd.DataFrame(
            {
                "day": rows["day"],
                "mark": mark,
                "entity": POOL,
                "affected": rows[affected],
                "affected_pct": rows[affected_pct],
                "value_before": np.nan,
                "value_after": np.nan,
            }
        )


def _frozen(large: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    on_such_a_day = days["still_pct"].to_numpy()[large["day"]] >= PARTLY_FROZEN_PCT
    return _ends("frozen", large[large["still"] & on_such_a_day])


def _fallen(both: pd.DataFrame) -> pd.DataFrame:
    """Return the cumulative counters that fell: what was counted once cannot become less."""
    fallen = both["downloads_all_time_new"] < both["downloads_all_time_old"]
    return _ends("fell", both[fallen], counter="downloads_all_time")


def _jumps(large: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the repositories that leap out of the pool."""
    day = large["day"].to_numpy()
    away = (_moves(large) - days["typical"].to_numpy()[day]).abs()
    spread = away.groupby(day).transform("median") / QUARTILE  # as a standard deviation
    of_pool_pct = 100 * large["change"] / np.maximum(days["sum"].to_numpy()[day], 1.0)
    far = away > JUMP_DEVIATIONS * np.maximum(spread, LEAST_DEVIATION)
    marked = far & (of_pool_pct >= JUMP_POOL_PCT)
    return _ends("jump", large[marked]).assign(affected_pct=of_pool_pct[marked])


def _ends(mark: str, rows: pd.DataFrame, counter: str = "downloads_30d") -> pd.DataFrame:
    """Return marks of repositories with the counter on both days."""
    return pd.DataFrame(
        {
            "day": rows["day"],
            "mark": mark,
            "entity": rows["entity"],
            "affected": 1,
            "affected_pct": np.nan,
            "value_before": rows[f"{counter}_old"],
            "value_after": rows[f"{counter}_new"],
        },
        index=rows.index,
    )
