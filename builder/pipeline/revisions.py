"""What a night's answers say that the archive does not know yet.

Many sources answer with their whole history each time. What the archive already holds with the
same values adds nothing; a value that the source has changed since is a revision: the same
period, a later vintage, with the reason in its status: `revised:<column>` names every value that
the source told otherwise. The older vintage stays.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from builder.model.panel import TABLES, Panel
from builder.model.snapshot import Observation, Parsed, Snapshot

REVISED = "revised"

Key = tuple[str, pd.Timestamp]


def news(snapshot: Snapshot, parsed: Parsed, panel: Panel) -> Parsed:
    """Return `parsed` without what an earlier night has already archived from this source."""
    past = [o for o in parsed.observations if o.period < snapshot.as_of]
    if not past:
        return parsed
    known = _known(snapshot, parsed.table, panel)
    new: list[Observation] = []
    for observation in parsed.observations:
        values = known.get((observation.entity, pd.Timestamp(observation.period)))
        if values is None or observation.period >= snapshot.as_of:
            new.append(observation)
        elif changed := _changed(values, observation.values):
            reasons = (f"{REVISED}:{column}" for column in changed)
            status = " ".join(filter(None, (observation.status, *reasons)))
            new.append(replace(observation, status=status))
    return replace(parsed, observations=tuple(new))


def restated(parsed: Parsed) -> str:
    """Say in one line how much of the past the source told otherwise tonight."""
    revised = [one for one in parsed.observations if f"{REVISED}:" in one.status]
    if not revised:
        return ""
    first = min(one.period for one in revised)
    return f"the source restated {len(revised)} observations, the oldest of {first.isoformat()}"


def _known(snapshot: Snapshot, table: str, panel: Panel) -> Mapping[Key, Mapping[str, float]]:
    """Return the values of earlier vintages of this source, by entity and period."""
    frame = panel.table(table)
    mine = frame["source"] == snapshot.source
    frame = frame[mine & (frame["vintage"] < pd.Timestamp(snapshot.as_of))]
    columns = list(TABLES[table])
    keys = zip(frame["entity"], frame["period"], strict=True)
    rows = (dict(zip(columns, row, strict=True)) for row in frame[columns].to_numpy().tolist())
    return dict(zip(keys, rows, strict=True))


def _changed(known: Mapping[str, float], told: Mapping[str, float]) -> list[str]:
    """Return the columns whose values differ; missing is only like missing."""
    present = {name: value for name, value in known.items() if not math.isnan(value)}
    return [
        name
        for name in known
        if (name in present) != (name in told)
        or (name in told and not math.isclose(present[name], told[name], rel_tol=1e-12))
    ]
