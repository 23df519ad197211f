"""The two sides of a comparison: countries, or closed and open weights; and their models."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

DIMENSIONS = ("country", "weights")
BOARD = ["benchmark", "source", "period"]
Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two groups of one dimension: how far `second` is behind `first`, or before it."""

    id: str
    dimension: str
    first: str
    second: str


PAIRS = (
    Pair("us-cn", "country", "us", "cn"),
    Pair("closed-open", "weights", "closed", "open"),
)


@dataclass(frozen=True)
class Side:
    """The models of one group on one board, the oldest first.

    `places` are their rows in the frame by age; `days` since when each is there, counted from
    1970; `score` and `spread` as on the board.
    """

    places: Whole
    days: Whole
    score: Floats
    spread: Floats

    @property
    def best(self) -> int:
        """Which is its best model; of equals, the oldest."""
        return int(np.argmax(self.score))


@dataclass(frozen=True)
class Meeting:
    """The two sides of a pair on one board, and the day of the board, counted from 1970."""

    pair: Pair
    board: int
    first: Side
    second: Side


def by_age(boards: pd.DataFrame) -> pd.DataFrame:
    """Return what counts on the boards, each board together, its models the oldest first.

    No name decides the order of models, so that renaming all of them changes no number.
    """
    order = ["benchmark", "period", "day", "score", "spread"]
    ascending = [True, True, True, False, True]
    return boards[boards["counts"]].sort_values(order, ascending=ascending, ignore_index=True)


def meetings(aged: pd.DataFrame, pair: Pair) -> Iterator[Meeting]:
    """Yield every board of a frame by age on which both sides of `pair` have a model."""
    group = aged[pair.dimension].to_numpy()
    days, periods = (
        aged[name].to_numpy("datetime64[D]").astype(np.int64) for name in ("day", "period")
    )
    score, spread = aged["score"].to_numpy(), aged["spread"].to_numpy()
    new = (aged[["benchmark", "period"]] != aged[["benchmark", "period"]].shift()).any(axis=1)
    starts = [*np.flatnonzero(new), len(aged)]
    for start, end in pairwise(starts):
        sides = []
        for name in (pair.first, pair.second):
            places = start + np.flatnonzero(group[start:end] == name)
            sides.append(Side(places, days[places], score[places], spread[places]))
        if all(len(side.places) for side in sides):
            yield Meeting(pair, int(periods[start]), *sides)


def bests(boards: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Return the best model of every group on every board, with how many models were compared.

    Columns of `boards`, and: dimension, group, models. Values on too few votes take no part.
    """
    counted = boards[boards["counts"]]
    keys = [*BOARD, dimension]
    sizes = counted.groupby(keys, sort=False)["entity"].transform("size")
    best = counted.assign(models=sizes).drop_duplicates(keys)
    return best.assign(group=best[dimension], dimension=dimension)


def on_each_board(boards: pd.DataFrame) -> pd.DataFrame:
    """Return, of every board, its stretch, and how many models it has, counts and cannot place."""
    marked = boards.assign(unmapped=boards["country"] == "unmapped", few=~boards["counts"])
    return marked.groupby(BOARD, sort=True, as_index=False).agg(
        stretch=("stretch", "first"),
        models_all=("entity", "size"),
        models_unmapped=("unmapped", "sum"),
        models_few_votes=("few", "sum"),
    )


def separable(both: pd.DataFrame) -> "pd.Series[float]":
    """Return 1 where the intervals of `first` and `second` lie apart, 0 where they overlap.

    `both` has score_low and score_high of either, with the side's name behind; NaN without.
    """
    bounds = [f"score_{end}_{side}" for end in ("low", "high") for side in ("first", "second")]
    apart = (both["score_low_first"] > both["score_high_second"]) | (
        both["score_low_second"] > both["score_high_first"]
    )
    return apart.astype("float64").where(both[bounds].notna().all(axis=1))


def difference(both: pd.DataFrame) -> pd.DataFrame:
    """Return gap (first less second, more is better for the first) with gap_low, gap_high (95 %).

    And separable. `both` has score, score_low and score_high of either, with the side's name
    behind; without intervals all but the gap is NaN.
    """
    gap = both["score_first"] - both["score_second"]
    down = np.hypot(
        both["score_first"] - both["score_low_first"],
        both["score_high_second"] - both["score_second"],
    )
    up = np.hypot(
        both["score_high_first"] - both["score_first"],
        both["score_second"] - both["score_low_second"],
    )
    ends = {"gap": gap, "gap_low": gap - down, "gap_high": gap + up, "separable": separable(both)}
    return pd.DataFrame(ends)
