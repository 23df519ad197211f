"""How fresh each series is: a source may be well while one of its entities was not heard of."""

from collections.abc import Mapping

import pandas as pd

from builder.model.health import DEAD_DAYS, Health
from builder.model.panel import Panel

#: Tables in which every answer has every entity again. In the others a period is a day in the
#: entity's own life (a chip's release), and nothing newer is to be expected of it.
PERIODIC = ("repositories", "census", "ratings", "tokens", "prices")
FRESHNESS_COLUMNS = ("source", "table", "entity", "newest", "behind_days", "state")


def freshness(panel: Panel, health: Mapping[str, Health]) -> pd.DataFrame:
    """Return every series of the periodic tables with its state, as FRESHNESS_COLUMNS.

    `newest` is the newest period of the series, `behind_days` how much older that is than the
    newest of its source. A series that keeps up is as its source is; one that does not is late,
    and dead after DEAD_DAYS.
    """
    parts = [_of_table(name, frame) for name, frame in panel.tables().items() if name in PERIODIC]
    known = [part for part in parts if len(part)]
    if not known:
        return pd.DataFrame({name: [] for name in FRESHNESS_COLUMNS})
    series = pd.concat(known, ignore_index=True)
    series = series[series["source"].isin(list(health))]
    states = series["source"].map({name: one.state for name, one in health.items()})
    lags_behind = (series["behind_days"] > 0) & states.isin(["fresh", "late"])
    states = states.mask(lags_behind, "late")
    states = states.mask(lags_behind & (series["behind_days"] > DEAD_DAYS), "dead")
    told = series.assign(state=states)[list(FRESHNESS_COLUMNS)]
    return told.sort_values(["source", "table", "entity"], ignore_index=True)


def _of_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    newest = frame.groupby(["source", "entity"], as_index=False).agg(newest=("period", "max"))
    of_source = newest.groupby("source")["newest"].transform("max")
    behind = (of_source - newest["newest"]).dt.days
    return newest.assign(table=name, behind_days=behind)
