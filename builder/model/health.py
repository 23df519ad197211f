"""How a source is doing: how old its newest period is, and whether it still answers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from builder.model.entities import Source
from builder.model.panel import Panel

State = Literal["fresh", "stale", "failed", "ended", "never"]


@dataclass(frozen=True)
class Health:
    """The state of one observing source on one day.

    fresh: its newest period is young enough. stale: it is not. failed: the last fetch failed, and
    what is shown is older. ended: nobody expects anything newer. never: it has not answered yet.
    """

    source: str
    state: State
    newest: date | None
    age_days: int | None
    rows: int
    nights: int
    attempts_30d: int
    successes_30d: int
    last_outcome: str
    last_detail: str

    @property
    def is_behind(self) -> bool:
        """Say whether readers and the night's exit code must be told that it is behind."""
        return self.state in ("stale", "failed")


def health(source_id: str, source: Source, panel: Panel, as_of: date) -> Health:
    """Return how `source` is doing on `as_of`, from what the archive and its ledger hold."""
    frames = panel.tables().values()
    seen = pd.concat([frame.loc[frame["source"] == source_id, "period"] for frame in frames])
    newest = seen.max().date() if len(seen) else None
    fetches = panel.ledger[panel.ledger["source"] == source_id]
    last = fetches.iloc[-1] if len(fetches) else None
    month = fetches[fetches["as_of"] > (as_of - timedelta(days=30)).isoformat()]
    age = (as_of - newest).days if newest else None
    return Health(
        source=source_id,
        state=_state(source, age, None if last is None else str(last["outcome"])),
        newest=newest,
        age_days=age,
        rows=len(seen),
        nights=int(seen.nunique()),
        attempts_30d=int(month["as_of"].nunique()),
        successes_30d=int(month.loc[month["outcome"] == "ok", "as_of"].nunique()),
        last_outcome="" if last is None else str(last["outcome"]),
        last_detail="" if last is None or pd.isna(last["detail"]) else str(last["detail"]),
    )


def _state(source: Source, age_days: int | None, outcome: str | None) -> State:
    if source.cadence in ("ended", "once"):
        return "ended"
    if outcome == "failed":
        return "failed"
    if age_days is None:
        return "never"
    limit = source.stale_after_days
    return "stale" if limit is not None and age_days > limit else "fresh"
