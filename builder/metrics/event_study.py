"""Event study: did a series move at an act by more than on days on which nothing was done.

Frame, one row per event with a window and per source that has its series (one row without a
source where none has): source, period (the day of the act), event, measure, country, outcome
(`none` for no detectable change, `differs`, `not-computable`), reason (why not; else empty),
before_pct, after_pct (means in the window), change_pp (their difference), placebo_low_pp,
placebo_high_pp (5th and 95th percentile of the same difference on random days), p_value (share of
random days on which it is as large), p_adjusted (over all studies of the same source and measure,
Benjamini–Hochberg), points_before, points_after, placebo_days (random days drawn).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np
import pandas as pd
import scipy  # its parts are loaded where they are first used

from builder.metrics._pool import Pool
from builder.metrics._shares import counted
from builder.metrics._world import World
from builder.model.entities import Event
from builder.model.entities.policy import Window
from builder.model.fields import first_day
from builder.model.metric import BlindSpot, Metric

NONE, DIFFERS, NOT_COMPUTABLE = "none", "differs", "not-computable"
#: Below this, after the adjustment for many studies, a difference is told.
LEVEL = 0.05
DRAWS = 1000
#: So many values are needed on each side of an act, and so many days from which to draw.
LEAST_POINTS, LEAST_DAYS = 3, 30

METRIC = Metric(
    id="event-study",
    title="Event study",
    question="Did a share move at an act by more than on any other day?",
    unit="percentage points: the mean after the act less the mean before",
    denominator="that of the share: the tokens of a marketplace, or the downloads of a pool",
    window="the days before and after an act that its file names; fixed before anybody looked",
    pool="the acts of the catalog that have a window",
    breaks=("Each source is a study of its own; two sources are never joined.",),
    limits=(
        f"The same difference is taken on {DRAWS:,} random days of the same series, drawn with a "
        "fixed seed, none of them with the act inside its window.",
        f"“Differs” is said below {LEVEL} after an adjustment for all studies of one source; else "
        "no detectable change. Neither says why.",
        "As large means in either direction: a fall is held against rises of the same size, too.",
        "Acts come in clusters, and random days have other acts in their windows: the comparison "
        "is cautious.",
        "Where a series does not cover the whole window, nothing is computed.",
    ),
    blind_spots=(
        BlindSpot("Anything but the share that is named: prices, stocks, investment", "unknown"),
        BlindSpot("What markets knew before an act was announced", "down"),
    ),
    keys=("source", "period", "event", "measure", "country"),
    values={
        "change_pp": "percentage points", "placebo_low_pp": "percentage points",
        "placebo_high_pp": "percentage points", "p_adjusted": "probability",
    },
    words={"event": "events", "country": "countries"},
)  # fmt: skip
_TEXTS = ["source", "period", "event", "measure", "country", "outcome", "reason"]
_NUMBERS = [
    "before_pct", "after_pct", "change_pp", "placebo_low_pp", "placebo_high_pp", "p_value",
    "p_adjusted", "points_before", "points_after", "placebo_days",
]  # fmt: skip
Row = dict[str, object]


@dataclass(frozen=True)
class Series:
    """Values over days, counted from 1970, in order."""

    days: np.ndarray
    values: np.ndarray


def derive(world: World) -> pd.DataFrame:
    """Study every act with a window in every source that has its series."""
    rows = [
        {"period": pd.Timestamp(first_day(event.on)), "event": own, "measure": event.window.measure,
         "country": event.window.country, **row}
        for own, event in world.catalog.events.items()
        if event.window and first_day(event.on) <= world.as_of
        for row in _studies(world, event, event.window)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[*_TEXTS, *_NUMBERS])
    frame = frame.astype(dict.fromkeys(_NUMBERS, "float64"))
    for _, own in frame[frame["p_value"].notna()].groupby(["source", "measure"]):
        frame.loc[own.index, "p_adjusted"] = scipy.stats.false_discovery_control(own["p_value"])
    told = frame["p_adjusted"].notna()
    frame.loc[told, "outcome"] = np.where(frame.loc[told, "p_adjusted"] < LEVEL, DIFFERS, NONE)
    frame["period"] = frame["period"].astype("datetime64[s]")
    texts = [name for name in _TEXTS if name != "period"]
    return frame.astype(dict.fromkeys(texts, "str"))


def _studies(world: World, event: Event, window: Window) -> Iterator[Row]:
    if len(event.on) < len("2025-01-20"):
        yield {"source": "", **_not("the day of the act is not known")}
        return
    found = dict(_series(world, window))
    if not found:
        yield {"source": "", **_not("no source has observed this share")}
    for source, series in found.items():
        day = _number(first_day(event.on))
        yield {"source": source, **study(series, day, window, seed=crc32(event.id.encode()))}


def _not(reason: str) -> Row:
    return {"outcome": NOT_COMPUTABLE, "reason": reason}


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _series(world: World, window: Window) -> Iterator[tuple[str, Series]]:
    """Yield the share of the window's country in every source that has it."""
    if window.measure == "token-share":
        seen = world.panel.table("tokens")
        own = seen[seen["entity"] == f"country:{window.country}"]
        rows = own[["source", "period", "token_share_pct"]].set_axis(
            ["source", "day", "value"], axis=1
        )
    else:
        rows = _download_shares(world.pool, window.country)
    for source, one in rows.dropna().sort_values("day").groupby("source"):
        days = one["day"].to_numpy().astype("datetime64[D]").astype(int)
        yield str(source), Series(days, one["value"].to_numpy(dtype=float))


def _download_shares(pool: Pool, country: str) -> pd.DataFrame:
    kept = counted(pool, window="30-days", scope="all")
    rows, days = pool.rows[kept], len(pool.days)
    day, counter = rows["day"].to_numpy(), rows["downloads_30d"].to_numpy()
    owned = (pool.repositories["country"] == country).to_numpy()[rows["repository"]]
    whole = np.bincount(day, counter, days)
    own = np.bincount(day, counter * owned, days)
    value = 100 * own / np.where(whole > 0, whole, np.nan)
    frame = pool.days.set_axis(["source", "day"], axis=1)
    return frame.assign(value=value)


def study(series: Series, day: int, window: Window, *, seed: int) -> Row:
    """Return what the series did around `day`, and on random days of its own."""
    before, after = window.days_before, window.days_after
    gap = int(np.median(np.diff(series.days))) if len(series.days) > 1 else 1
    first, last = series.days.min() + before, series.days.max() + gap - after
    if not first <= day <= last:
        return _not("its series does not cover the window")
    left, right = _means(series, np.array([day]), before, after)
    counts = [_count(series, day - before, day), _count(series, day, day + after)]
    candidates = np.arange(first, last + 1)
    candidates = candidates[(candidates + after <= day) | (candidates - before >= day)]
    if min(counts) < LEAST_POINTS or len(candidates) < LEAST_DAYS:
        return _not("too few values around the act, or too few other days to compare with")
    drawn = np.random.default_rng(seed).choice(candidates, DRAWS)
    placebo_left, placebo_right = _means(series, drawn, before, after)
    placebo = (placebo_right - placebo_left)[~np.isnan(placebo_right - placebo_left)]
    change = float((right - left)[0])
    low, high = np.percentile(placebo, [5, 95])
    return {
        "outcome": NONE, "reason": "", "before_pct": left[0], "after_pct": right[0],
        "change_pp": change, "placebo_low_pp": low, "placebo_high_pp": high,
        "p_value": (1 + np.sum(np.abs(placebo) >= abs(change))) / (1 + len(placebo)),
        "points_before": counts[0], "points_after": counts[1], "placebo_days": len(placebo),
    }  # fmt: skip


def _count(series: Series, start: int, end: int) -> int:
    return int(np.sum((series.days >= start) & (series.days < end)))


def _means(
    series: Series, days: np.ndarray, before: int, after: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the means before and from each of `days` on; NaN where nothing was observed."""
    sums = np.concatenate([[0.0], np.cumsum(series.values)])
    edges = [np.searchsorted(series.days, days + shift) for shift in (-before, 0, after)]
    with np.errstate(invalid="ignore"):
        left = (sums[edges[1]] - sums[edges[0]]) / (edges[1] - edges[0])
        right = (sums[edges[2]] - sums[edges[1]]) / (edges[2] - edges[1])
    return left, right
