"""Head to head: two models, or the best of two families, on every board that rates them both.

Frame, one row per pair, benchmark and board: source, period, benchmark, pair (`first-v-second`),
kind (models or families), first, second (catalog ids), state, stretch, first_entity and
second_entity (the names on the board), first_model, second_model (catalog ids, or NA), rating, low
and high (95 %) and votes of either, gap (first less second, turned so that positive means that the
first is better), gap_low, gap_high (95 %, NaN where the board tells no intervals), separable (1
when the two intervals do not overlap, 0 when they do, NaN without), first_names, second_names (how
many names of either the board rates on enough votes).

`state` says on what the two meet: `best` (the best of either family), `same` (both under the same
setting, or neither tells one), `one` (only one of them tells its setting), `differ` (each tells
another: no gap). A benchmark on which they never meet has one row, of its newest board, without
values: `only-first`, `only-second`, `apart` (never on one board) or `neither`.
"""

import pandas as pd

from builder.metrics._rated import rated
from builder.metrics._sides import BOARD, difference
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric
from builder.model.rivals import Rivals, rivals

METRIC = Metric(
    id="head-to-head",
    title="Head to head",
    question="How far apart are two models, or the best of two families, where one board rates "
    "them both?",
    unit="points of the benchmark (percentage points where it counts shares)",
    denominator="the names of either on the board, with enough votes",
    window="one board, as it was published on one day",
    pool="the pairs that the catalog declares as rivals, on every benchmark of the catalog",
    breaks=("Both values stand on one board, so none is compared across a break or two pulls.",),
    limits=(
        "Of a model that a board rates under several settings, the setting that its rival has too "
        "is taken; where only one of the two tells a setting, its best. Two that tell different "
        "settings are not compared.",
        "Of a family, the best model on the board is taken; which one that is may change from "
        "board to board, and that it was chosen for being best is not in the interval.",
        "The interval of the difference comes from those of the two ratings, as if they were "
        "independent. Two whose own intervals overlap are called not separable; that is stricter "
        "than to ask whether the interval of the difference holds 0.",
    ),
    blind_spots=(
        BlindSpot("What their makers publish of them, each measured in its own way", "unknown"),
        BlindSpot(
            "Versions that were made for a board and never released: they count for their family",
            "unknown",
        ),
        BlindSpot("Names on boards that nobody has matched to a model of the catalog", "unknown"),
    ),
    keys=("source", "period", "benchmark", "pair"),
    values={
        "gap": "units of the benchmark",
        "gap_low": "units of the benchmark",
        "gap_high": "units of the benchmark",
    },
    words={"benchmark": "benchmarks"},
)

_TOLD, _SIDES = ("entity", "model", "rating", "low", "high", "votes", "names"), ("first", "second")
_VALUES = [f"{side}_{what}" for side in _SIDES for what in _TOLD]
_GAP = ["gap", "gap_low", "gap_high", "separable"]
COLUMNS = [*BOARD, "pair", "kind", "first", "second", "state", "stretch", *_VALUES, *_GAP]
#: Which meeting of a board is taken first.
_STATES = ("best", "same", "one", "differ")


def derive(world: World) -> pd.DataFrame:
    """Derive every board of every declared pair."""
    newest = world.boards.drop_duplicates("benchmark", keep="last")[[*BOARD, "stretch"]]
    known = rated(world.boards, world.catalog)
    found = [_of_pair(known, newest, pair) for pair in rivals(world.catalog)]
    frame = pd.concat(found) if found else pd.DataFrame(columns=COLUMNS)
    numbers = [name for name in _VALUES if not name.endswith(("entity", "model"))] + _GAP
    kinds = dict.fromkeys(numbers, "float64") | {"period": "datetime64[s]"}
    return (
        frame.reindex(columns=COLUMNS)
        .astype(kinds)
        .sort_values(["pair", "benchmark", "period"], ignore_index=True)
    )


def _of_pair(known: pd.DataFrame, newest: pd.DataFrame, pair: Rivals) -> pd.DataFrame:
    known = known[known["kind"] == pair.kind]
    first, second = (known[known["own"] == own] for own in (pair.first, pair.second))
    both = first.merge(second, on=[*BOARD, "stretch"], suffixes=("_first", "_second"))
    met = both.assign(state="best" if pair.kind == "families" else _states(both))
    order = met["state"].map({state: rank for rank, state in enumerate(_STATES)})
    met = met.assign(order=order).sort_values(
        [*BOARD, "order", "score_first", "score_second"],
        ascending=[True, True, True, True, False, False],
    )
    met = met.drop_duplicates(BOARD).reset_index(drop=True)
    told = {f"{side}_{what}": met[f"{what}_{side}"] for side in _SIDES for what in _TOLD}
    apart = difference(met).where(met["state"] != "differ")
    frame = met[[*BOARD, "stretch", "state"]].assign(**told).join(apart)
    frame = pd.concat([frame, _not_met(newest, met, first, second)], ignore_index=True)
    return frame.assign(pair=pair.id, kind=pair.kind, first=pair.first, second=pair.second)


def _states(both: pd.DataFrame) -> "pd.Series[str]":
    first, second = (both[f"setting_{side}"] for side in _SIDES)
    told = (first != "").astype("int64") + (second != "")
    states = told.map({0: "same", 1: "one", 2: "differ"})
    return states.mask(first == second, "same").astype("str")


def _not_met(
    newest: pd.DataFrame, met: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame
) -> pd.DataFrame:
    rows = newest[~newest["benchmark"].isin(met["benchmark"])]
    here, there = (rows["benchmark"].isin(side["benchmark"]) for side in (first, second))
    states = {(1, 1): "apart", (1, 0): "only-first", (0, 1): "only-second", (0, 0): "neither"}
    found = [states[bool(a), bool(b)] for a, b in zip(here, there, strict=True)]
    return rows.assign(state=pd.Series(found, rows.index, dtype="str"))
