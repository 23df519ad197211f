"""How long one side of a board took to reach what the other had reached, with its interval.

All of it happens on one board: the ratings are of one day and one scale, and what differs between
the models is the day since when each is there.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.metrics._sides import Floats, Side, Whole

RESAMPLES, SEED = 1_000, 20_241_218
#: Values further than this many standard deviations from mattering are left out of a resample.
FAR = 5.0


@dataclass(frozen=True)
class Lag:
    """How many days after `leader` the `follower` came to the follower's best value.

    `follower` is the place of the follower's best model; `leader` that of the first model of the
    other side at or above it, None where there is none: then `days` is what has passed up to the
    board, with a minus sign, and the true value is at most that. `low` and `high` are NaN where
    the board tells no intervals.
    """

    follower: int
    leader: int | None
    days: int
    low: float
    high: float


def lag(first: Side, second: Side, board: int) -> Lag:
    """Return how far `second` is behind `first` on the board of the day `board`."""
    follower = second.best
    at = int(first_at_least(first.score[None, :], second.score[follower : follower + 1])[0])
    leader = at if at < len(first.days) else None
    since = first.days[at] if leader is not None else board
    days = int(second.days[follower] - since)
    low, high = _interval(first, second, board)
    return Lag(follower, leader, days, low, high)


def first_at_least(scores: Floats, levels: Floats) -> npt.NDArray[np.intp]:
    """Return, per row, the first place whose score is at least the level; the width if none is."""
    reached = scores >= levels[:, None]
    # A column at the end that is always reached: its place is the width.
    always = np.ones((len(levels), 1), dtype=bool)
    return np.asarray(np.hstack([reached, always]).argmax(axis=1))


def _interval(first: Side, second: Side, board: int) -> tuple[float, float]:
    """Return the middle 95 % of the lag when every rating is drawn anew from its interval."""
    if np.isnan(first.spread).any() or np.isnan(second.spread).any():
        return np.nan, np.nan
    least = float(np.max(second.score - FAR * second.spread))
    ours = second.score + FAR * second.spread >= least
    theirs = first.score + FAR * first.spread >= least
    random = np.random.default_rng(SEED)
    followers = _drawn(second.score[ours], second.spread[ours], random)
    leaders = _drawn(first.score[theirs], first.spread[theirs], random)
    best = followers.argmax(axis=1)
    at = first_at_least(leaders, followers[np.arange(RESAMPLES), best])
    since: Whole = np.append(first.days[theirs], board)
    days = second.days[ours][best] - since[at]
    low, high = np.percentile(days, [2.5, 97.5], method="inverted_cdf")
    return float(low), float(high)


def reach_intervals(
    level: Floats, spread: Floats, since: Whole, *, second: Side, board: int
) -> tuple[Floats, Floats, Floats]:
    """Return, of records, the middle 95 % of the days until the second side reached each.

    `level` and `spread` are the records' ratings, `since` their days. A draw in which nobody
    reached the record counts with the days up to the board; the third value is the share of such
    draws. NaN where the board tells no intervals; nothing where there are no records.
    """
    if not len(level) or np.isnan(second.spread).any() or np.isnan(spread).any():
        unknown = np.full(len(level), np.nan)
        return unknown, unknown, unknown
    random = np.random.default_rng(SEED)
    followers = _drawn(second.score, second.spread, random)
    levels = _drawn(level, spread, random)
    at = np.stack([first_at_least(followers, levels[:, one]) for one in range(len(level))], axis=1)
    days = np.append(second.days, board)[at] - since
    ends = [2.5, 97.5]
    low, high = np.percentile(days, ends, axis=0, method="inverted_cdf").astype("float64")
    return low, high, np.asarray((at == len(second.days)).mean(axis=0))


def _drawn(score: Floats, spread: Floats, random: np.random.Generator) -> Floats:
    return score + spread * random.standard_normal((RESAMPLES, len(score)))
