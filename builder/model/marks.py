"""Marks of counter integrity laid over the panel: a status on each observation they concern.

The values stay as the source said them. The status travels with them into every download.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from builder.model.panel import Panel

#: Marks of a repository's counter that become a status of its observation.
STATUSES = ("frozen", "fell", "jump")
#: Marks of a day after which its figures take no part in verdicts.
SUSPECT_DAYS = ("frozen-day", "partly-frozen-day", "platform-move")
#: What a mark of the whole day concerns.
POOL = "pool"


def suspect_days(marks: pd.DataFrame) -> frozenset[tuple[str, date]]:
    """Return the days, as source and period, whose figures take no part in verdicts."""
    days = marks[(marks["entity"] == POOL) & marks["mark"].isin(SUSPECT_DAYS)]
    return frozenset(zip(days["source"], days["period"].dt.date, strict=True))


def with_marks(panel: Panel, marks: pd.DataFrame) -> Panel:
    """Return `panel` with the marks as statuses of its observations.

    `marks` has columns source, period, before, entity and mark. A jump marks both of its ends:
    one comparison cannot tell which of them is wrong.
    """
    own = marks[marks["mark"].isin(STATUSES)]
    jumps = own[own["mark"] == "jump"]
    ends = pd.concat([own, jumps.assign(period=jumps["before"])])
    if ends.empty:
        return panel
    keys = ["source", "period", "entity"]
    joined = ends.drop_duplicates([*keys, "mark"]).groupby(keys, as_index=False)["mark"]
    told = joined.agg(" ".join)
    seen = panel.observations.reset_index(names="row").merge(told, on=keys, how="inner")
    frame = panel.observations.copy()
    status = (seen["status"].fillna("") + " " + seen["mark"]).str.strip()
    frame.loc[seen["row"], "status"] = status.to_numpy()
    return replace(panel, observations=frame)
