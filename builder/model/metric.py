"""What a metric is, told in full, and the frame that was derived for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class BlindSpot:
    """Something a metric cannot see, whose share that distorts, and which way."""

    text: str
    bias: Literal["up", "down", "unknown"]


@dataclass(frozen=True)
class Metric:
    """The declaration of a metric. All of it is shown to readers; none of it may be empty.

    `keys` are the columns of its frame that say which number a row is, `period` among them;
    `values` are the columns that are published, each with its unit. `words` tells what may stand in
    a key that is not free: the words themselves, or the kind of the catalog whose ids they are.
    """

    id: str
    title: str
    question: str
    unit: str
    denominator: str
    window: str
    pool: str
    breaks: tuple[str, ...]
    limits: tuple[str, ...]
    blind_spots: tuple[BlindSpot, ...]
    keys: tuple[str, ...]
    values: Mapping[str, str]
    words: Mapping[str, tuple[str, ...] | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        empty = [name for name, value in vars(self).items() if not value and name != "words"]
        if empty:
            raise ValueError(f"metric {self.id!r} does not say its {', '.join(empty)}")


@dataclass(frozen=True)
class Derived:
    """A metric and its values: one row per pool, period and group, as its module documents."""

    metric: Metric
    frame: pd.DataFrame

    def rows_with(self, wanted: Mapping[str, str]) -> pd.DataFrame:
        """Return the rows whose columns read as `wanted`, in the order of the frame."""
        return self.frame.iloc[self.places_with(wanted)] if wanted else self.frame

    def places_with(self, wanted: Mapping[str, str]) -> "np.ndarray[Any, Any]":
        """Return where in the frame the rows are whose columns read as `wanted`.

        Claims and permalinks ask for hundreds of groups of one frame: its rows are sorted into
        groups once for all that ask by the same columns.
        """
        if not wanted:
            return np.arange(len(self.frame))
        names = tuple(sorted(wanted))
        if names not in self._places:
            self._places[names] = _places(self.frame, names)
        return self._places[names].get(tuple(wanted[name] for name in names), _NOWHERE)

    @cached_property
    def _places(self) -> dict[tuple[str, ...], Mapping[tuple[str, ...], "np.ndarray[Any, Any]"]]:
        """Where the rows of each group stand, by the columns that were asked by."""
        return {}


_NOWHERE = np.array([], dtype="int64")


def _places(
    frame: pd.DataFrame, names: tuple[str, ...]
) -> Mapping[tuple[str, ...], "np.ndarray[Any, Any]"]:
    """Return where the rows of each group are, by what these columns read as."""
    texts = [frame[name].astype("str").to_numpy() for name in names]
    found = pd.Series(0, frame.index).groupby(texts).indices
    # Of a single column, the names of groups are no tuples.
    return {k if isinstance(k, tuple) else (str(k),): np.asarray(found[k]) for k in found}
