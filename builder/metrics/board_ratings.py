"""Board ratings: what every model of the catalog, and the best of every family, was rated.

Frame, one row per board and name: source, period, benchmark, kind (models or families), own (its
catalog id), entity (the name on the board), setting (as the name tells it; empty where it tells
none), stretch (how many breaks of the scale came before), rating, low and high (95 %, NaN where
nobody tells them), votes, names (how many names of the same own the board rates).
"""

import pandas as pd

from builder.metrics._rated import rated
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="board-ratings",
    title="Board ratings",
    question="What is each model, or the best of each family, rated, board by board?",
    unit="points of the benchmark (percentage points where it counts shares)",
    denominator="the votes or tasks of the name on that board",
    window="one board, as it was published on one day",
    pool="the names on boards that belong to a model or family of the catalog",
    breaks=("The scale of a benchmark may change; its page tells when.",),
    limits=(
        "Of a family, the best model on the board is taken; which one that is may change from "
        "board to board, and that it was chosen for being best is not in the interval.",
    ),
    blind_spots=(
        BlindSpot("What their makers publish of them, each measured in its own way", "unknown"),
        BlindSpot("Names on boards that nobody has matched to a model of the catalog", "unknown"),
    ),
    keys=("source", "period", "benchmark", "kind", "own", "entity"),
    values={"rating": "units of the benchmark"},
    words={"benchmark": "benchmarks", "kind": ("models", "families")},
)

COLUMNS = [*METRIC.keys, "setting", "stretch", "rating", "low", "high", "votes", "names"]


def derive(world: World) -> pd.DataFrame:
    """Derive every rating of what the catalog knows."""
    rows = rated(world.boards, world.catalog)
    order = ["kind", "own", "benchmark", "period", "score", "entity"]
    ascending = [True, True, True, False, False, True]
    return rows.sort_values(order, ascending=ascending, ignore_index=True)[COLUMNS]
