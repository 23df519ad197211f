"""What a metric is, told in full, and the frame that was derived for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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
    `values` are the columns that are published, each with its unit.
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

    def __post_init__(self) -> None:
        empty = [name for name, value in vars(self).items() if not value]
        if empty:
            raise ValueError(f"metric {self.id!r} does not say its {', '.join(empty)}")


@dataclass(frozen=True)
class Derived:
    """A metric and its values: one row per pool, period and group, as its module documents."""

    metric: Metric
    frame: pd.DataFrame
