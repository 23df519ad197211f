"""Capability gap: how far the best models of two sides are apart, board by board.

Frame, one row per benchmark, board and pair: source, period, benchmark, pair, stretch, first and
second (the groups), first_entity, second_entity, first_model, second_model (catalog ids or NA),
first_rating, second_rating, gap (first less second, turned so that positive means that the first
is better), gap_low, gap_high (95 %, NaN where the board tells no intervals), separable (1 when the
intervals of the two best models do not overlap, 0 when they do, NaN without), first_models,
second_models (compared), models_all, models_unmapped, models_few_votes (on the board).
"""

import pandas as pd

from builder.metrics._sides import BOARD, PAIRS, Pair, bests, difference, on_each_board
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="capability-gap",
    title="Capability gap",
    question="How far apart are the best models of two sides?",
    unit="points of the benchmark (percentage points where it counts shares)",
    denominator="the models of both sides that the board rates with enough votes",
    window="one board, as it was published on one day",
    pool="the models on the board whose maker, or whose licence, is known",
    breaks=("Both values stand on one board, so no gap is computed across a break or two pulls.",),
    limits=(
        "The interval is that of a difference of two ratings, from their own 95 % intervals; that "
        "the best was chosen for being best is not in it.",
        "Two best models whose intervals overlap are called not separable, whatever the gap.",
        "Points of two benchmarks have nothing in common, and are never averaged.",
    ),
    blind_spots=(
        BlindSpot("Models that their makers keep to themselves", "unknown"),
        BlindSpot("Boards of which we hold only the head: the lower side may be missing", "down"),
        BlindSpot("In which language, and by whom, a benchmark's questions are asked", "unknown"),
    ),
    keys=("source", "period", "benchmark", "pair"),
    values={
        "gap": "units of the benchmark",
        "gap_low": "units of the benchmark",
        "gap_high": "units of the benchmark",
    },
    words={"benchmark": "benchmarks", "pair": tuple(one.id for one in PAIRS)},
)  # fmt: skip

_TOLD, _SIDES = ("entity", "model", "rating", "models"), ("first", "second")
COLUMNS = [
    "source", "period", "benchmark", "pair", "stretch", "first", "second",
    *(f"{side}_{what}" for what in _TOLD for side in _SIDES),
    "gap", "gap_low", "gap_high", "separable", "models_all", "models_unmapped", "models_few_votes",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the gap of every pair on every board that has both sides."""
    whole = on_each_board(world.boards)
    gaps = pd.concat([_gaps(world.boards, pair) for pair in PAIRS], ignore_index=True)
    frame = gaps.merge(whole, on=BOARD, how="left")
    return frame[COLUMNS].sort_values(["benchmark", "period", "pair"], ignore_index=True)


def _gaps(boards: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    best = bests(boards, pair.dimension).set_index(BOARD)
    first, second = (best[best["group"] == group] for group in (pair.first, pair.second))
    both = first.add_suffix("_first").join(second.add_suffix("_second"), how="inner")
    told = {f"{side}_{what}": both[f"{what}_{side}"] for what in _TOLD for side in _SIDES}
    return (
        pd.DataFrame(told)
        .join(difference(both))
        .assign(pair=pair.id, first=pair.first, second=pair.second)
        .reset_index()
    )
