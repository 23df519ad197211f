"""Months behind: how long after the first side the second came to the second's best value.

Frame, one row per benchmark, board and pair: source, period, benchmark, pair, stretch, first and
second (the groups; `second` is measured against `first`), level (the best rating of the second),
second_entity, second_model, second_day, second_dated, first_entity, first_model, first_day,
first_dated (the first model of the first side at that level; NA where none reached it), lag_days,
lag_low, lag_high (95 %, NaN where the board tells no intervals), bound (`at-least`: the first side
was there at the benchmark's first board already; `at-most`: it has not reached the level, or the
second was there at the first board; `unknown`: both; else empty), separable (1 when the intervals
of the two best lie apart, 0 when they overlap, NaN without), first_models, second_models
(compared), models_all (on the board). A negative lag: the second side was there first.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._lag import RESAMPLES, lag
from builder.metrics._sides import (
    BOARD,
    PAIRS,
    Meeting,
    Pair,
    by_age,
    meetings,
    on_each_board,
    separable,
)
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="months-behind",
    title="Months behind",
    question="How long after the leader did the follower reach what it has reached?",
    unit="days between the release of the follower's best model and that of the first model of "
    "the leader that stands at least as high on the same board",
    denominator="the models of both sides that the board rates with enough votes",
    window="one board; the days of release reach back as far as its models do",
    pool="the models on the board whose maker, or whose licence, is known",
    breaks=(
        "Every value that is compared stands on one board, so nothing is computed across a break "
        "of a scale or two pulls, and nothing is spliced.",
    ),
    limits=(
        f"The interval comes from {RESAMPLES:,} resamples, in each of which every rating is drawn "
        "anew from its own 95 % interval; the days are taken as they are told.",
        "Where the intervals of the two best models overlap, the two sides are not separable: the "
        "days then tell who was earlier, and not that one is better.",
        "Where the leader has not reached the follower's value, its lag so far is all that is "
        "known (right-censored); where the leader was there at the benchmark's first board, the "
        "true lag is longer (left-censored). Both are said beside the number.",
        "A model whose release nobody tells is dated by the first board that has it; that can be "
        "weeks after its release.",
    ),
    blind_spots=(
        BlindSpot("Models that their makers keep to themselves", "unknown"),
        BlindSpot("Models that have left a board: an early one of the leader's", "down"),
        BlindSpot("Models that are dated by their first board, of either side", "unknown"),
        BlindSpot("Training on what a benchmark asks", "unknown"),
    ),
    keys=("source", "period", "benchmark", "pair"),
    values={"lag_days": "days", "lag_low": "days", "lag_high": "days"},
    words={"benchmark": "benchmarks", "pair": tuple(one.id for one in PAIRS)},
)

_TOLD, _ENDS = ("entity", "model", "day", "dated"), ("score_low", "score_high")
COLUMNS = [
    *BOARD, "pair", "stretch", "first", "second", "level",
    *(f"{side}_{what}" for side in ("second", "first") for what in _TOLD),
    "lag_days", "lag_low", "lag_high", "bound", "separable", "first_models", "second_models",
    "models_all",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the lag of every pair on every board that has both sides."""
    aged = by_age(world.boards)
    frames = [_of_pair(aged, pair) for pair in PAIRS]
    frame = pd.concat(frames, ignore_index=True).merge(on_each_board(world.boards), on=BOARD)
    return frame[COLUMNS].sort_values(["benchmark", "period", "pair"], ignore_index=True)


def _of_pair(aged: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    met = list(meetings(aged, pair))
    lags = [lag(one.first, one.second, one.board) for one in met]
    second = aged.iloc[
        [int(m.second.places[one.follower]) for m, one in zip(met, lags, strict=True)]
    ]
    reached = np.array([one.leader is not None for one in lags], dtype=bool)
    first = aged.iloc[
        [int(m.first.places[one.leader or 0]) for m, one in zip(met, lags, strict=True)]
    ]
    first, second = first.reset_index(drop=True), second.reset_index(drop=True)
    told = {f"second_{what}": second[what] for what in _TOLD}
    told |= {f"first_{what}": first[what].where(reached) for what in _TOLD}
    bound = _bound(second["dated"], first["dated"], reached)
    frame = second[BOARD].assign(**told, level=second["rating"], bound=bound)
    for name, value in (("lag_days", "days"), ("lag_low", "low"), ("lag_high", "high")):
        days = pd.Series([getattr(one, value) for one in lags], dtype="float64")
        frame[name] = days.where(bound != "unknown")
    return frame.assign(
        pair=pair.id,
        first=pair.first,
        second=pair.second,
        separable=_separable(aged, met),
        first_models=[len(one.first.places) for one in met],
        second_models=[len(one.second.places) for one in met],
    )


def _separable(aged: pd.DataFrame, met: list[Meeting]) -> "pd.Series[float]":
    sides = {
        "first": [int(one.first.places[one.first.best]) for one in met],
        "second": [int(one.second.places[one.second.best]) for one in met],
    }
    ends = [
        aged.loc[places, list(_ENDS)].reset_index(drop=True).add_suffix(f"_{side}")
        for side, places in sides.items()
    ]
    return separable(pd.concat(ends, axis=1))


def _bound(
    second: "pd.Series[str]", first: "pd.Series[str]", reached: npt.NDArray[np.bool_]
) -> "pd.Series[str]":
    """Return what a lag is when an end of it lies before the first board, or is still open."""
    late, early = second == "first-board", (first == "first-board") & reached
    ways = [late & early, early, late | ~reached]
    return pd.Series(np.select(ways, ["unknown", "at-least", "at-most"], ""), dtype="str")
