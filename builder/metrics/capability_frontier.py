"""Capability frontier: the best model of every country, and of open and closed weights.

Frame, one row per benchmark, board, dimension and group: source, period, benchmark, dimension
(country or weights), group (a country's id, open, closed or unmapped), stretch (how many breaks of
the scale came before), entity (the name on the board), model (catalog id, or NA), organization,
rating, low, high (95 %), votes, day (since when the model is there), dated (how that is known),
models (of the group, with enough votes).
"""

import pandas as pd

from builder.metrics._sides import DIMENSIONS, bests
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="capability-frontier",
    title="Capability frontier",
    question="How good is the best model of each country, and the best with open weights?",
    unit="the benchmark's own unit",
    denominator="the models of the group that the board rates with enough votes; how many those "
    "are stands beside each value",
    window="one board, as it was published on one day",
    pool="the models on the board, as far as the catalog knows who made them",
    breaks=(
        "Where the scale of a benchmark changed, its line is cut; the days stand with the "
        "benchmark, each with its source.",
        "Each fit of the Epoch Capabilities Index moves all values, so each pull stands alone.",
    ),
    limits=(
        "The best of many noisy values is somewhat too high, more so for a group with many models.",
        "A model counts for the country of the organization that published it.",
        "Weights count as open when they may be downloaded, also after asking and also under a "
        "licence that forbids some uses.",
    ),
    blind_spots=(
        BlindSpot("Models that their makers keep to themselves", "down"),
        BlindSpot("Models that a benchmark never rated, as many Chinese ones early on", "down"),
        BlindSpot("Training on what a benchmark asks", "up"),
    ),
    keys=("source", "period", "benchmark", "dimension", "group"),
    values={"rating": "units of the benchmark", "models": "models"},
    words={"benchmark": "benchmarks", "dimension": DIMENSIONS},
)

COLUMNS = [
    "source", "period", "benchmark", "dimension", "group", "stretch", "entity", "model",
    "organization", "rating", "low", "high", "votes", "day", "dated", "models",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the best model of every group on every board."""
    found = pd.concat([bests(world.boards, dimension) for dimension in DIMENSIONS])
    order = ["benchmark", "period", "dimension", "group"]
    return found[COLUMNS].sort_values(order, ignore_index=True)
