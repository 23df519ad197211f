"""Capability records: the models that stood above all of their group when they came out.

Frame, one row per benchmark (on its newest board), dimension, group and record, oldest first:
source, period (the board's day), benchmark, dimension (country or weights), group, record (the
name on the board), model (catalog id, or NA), organization, rating, low, high (95 %), day (since
when the model is there), dated (how that is known).
"""

import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._sides import BOARD, DIMENSIONS, by_age
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="capability-records",
    title="Capability records",
    question="Which models moved the frontier of a country, or of open weights, and when?",
    unit="the benchmark's own unit",
    denominator="the models of the group on the board, with enough votes",
    window="the newest board of each benchmark; days of release reach back as far as its models do",
    pool="the models on the board whose maker, or whose licence, is known",
    breaks=("Only the newest board is read, so no line crosses a break or joins two pulls.",),
    limits=(
        "Who holds a record is read off point values; a record within the interval of the one "
        "before may be none.",
        "A model whose release nobody tells is dated by the first board that has it.",
    ),
    blind_spots=(
        BlindSpot("Records by models that have left the board", "down"),
        BlindSpot("Boards of which we hold only the head: old, low records are absent", "unknown"),
    ),
    keys=("source", "period", "benchmark", "dimension", "group", "record"),
    values={"rating": "units of the benchmark"},
    words={"benchmark": "benchmarks", "dimension": DIMENSIONS},
)

COLUMNS = [
    *BOARD, "dimension", "group", "record", "model", "organization", "rating", "low", "high",
    "day", "dated",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the records of every group on the newest board of every benchmark."""
    boards = world.boards
    newest = boards["period"] == boards.groupby("benchmark")["period"].transform("max")
    aged = by_age(boards[newest]).rename(columns={"entity": "record"})
    found = pd.concat([_records(aged, dimension) for dimension in DIMENSIONS])
    order = ["benchmark", "dimension", "group", "day"]
    return found[COLUMNS].sort_values(order, ignore_index=True)


def _records(aged: pd.DataFrame, dimension: str) -> pd.DataFrame:
    keys = ["benchmark", dimension]
    own = aged[aged[dimension] != UNMAPPED]
    before = own.groupby(keys)["score"].cummax().groupby([own[key] for key in keys]).shift()
    records: pd.DataFrame = own[~(own["score"] <= before)]
    return records.assign(dimension=dimension, group=records[dimension])
