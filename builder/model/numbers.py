"""Every published number, each with an id that stays the same from night to night."""

import re
from collections.abc import Mapping

import pandas as pd

from builder.model.metric import Derived, Metric

_UNWRITABLE = re.compile(r"[^a-z0-9-]+")
#: What a number is of whose metric makes no groups.
UNGROUPED = "all"
NUMBER_COLUMNS = ("id", "metric", "value_name", "unit", "source", "period", "what", "value")


def numbers(derived: Mapping[str, Derived]) -> pd.DataFrame:
    """Return every known number of every metric, one row each, with NUMBER_COLUMNS.

    `id` is the metric, the column and the keys of the row joined by `/`; `what` is the keys but
    source and period. A value that is unknown is no number and has no row.
    """
    parts = [_of_metric(one.metric, one.frame) for one in derived.values()]
    if not parts:
        return pd.DataFrame(columns=list(NUMBER_COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(NUMBER_COLUMNS)]


def series_of(number: str) -> str:
    """Return the id of the series that a number belongs to: its metric, column and groups.

    It stands in addresses, and is the same for every period and source: `share-of-downloads.
    share-pct.language.country.cn`. It is never reused, for the ids it is made of never are.
    """
    metric, value, _source, _day, what = number.split("/", 4)
    return series_id(metric, value, what)


def series_id(metric: str, value: str, what: str) -> str:
    """Return the id of a series from its metric, its column and its groups, joined by `/`."""
    parts = (metric, value.replace("_", "-"), *what.split("/"))
    return ".".join(_UNWRITABLE.sub("-", part.lower()).strip("-") for part in parts)


def _of_metric(metric: Metric, frame: pd.DataFrame) -> pd.DataFrame:
    keys = list(metric.keys)
    long = frame.melt(keys, list(metric.values), "value_name", "value").dropna(subset="value")
    groups = [key for key in keys if key not in ("source", "period")]
    long["what"] = _joined(long, groups) if groups else UNGROUPED
    long["metric"] = metric.id
    long["unit"] = long["value_name"].map(dict(metric.values))
    long["day"] = long["period"].dt.strftime("%Y-%m-%d")
    long["id"] = _joined(long, ["metric", "value_name", "source", "day", "what"])
    return long


def _joined(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    joined = frame[columns[0]].astype("str")
    for column in columns[1:]:
        joined = joined + "/" + frame[column].astype("str")
    return joined
