"""How a source is doing: how old its newest period is, and whether it still answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from builder.model.entities import Source
from builder.model.incidents import Incident, Night, incidents, nights_of
from builder.model.panel import Panel

State = Literal["fresh", "late", "stale", "failed", "dead", "skipped", "ended", "never"]
#: How many days a source of each cadence may take for its next period.
CADENCE_DAYS = {"nightly": 1, "weekly": 7, "monthly": 31, "yearly": 366}
#: A source that was asked in vain for so many days is dead until it answers again.
DEAD_DAYS = 90


@dataclass(frozen=True)
class Health:
    """The state of one observing source on one day.

    fresh: its newest period is young enough. late: older than its cadence promises, and still
    within its limit. stale: beyond its limit. failed: the last fetch failed, and what is shown is
    older. dead: asked in vain for DEAD_DAYS. skipped: not asked, for want of a key. ended: nobody
    expects anything newer. never: it has not answered yet. `lag_days` is the median age of the
    newest period on the nights that brought one, of 90 days.
    """

    source: str
    state: State
    newest: date | None
    age_days: int | None
    rows: int
    nights: int
    attempts_30d: int
    successes_30d: int
    attempts_90d: int
    successes_90d: int
    requests_30d: int
    lag_days: float | None
    last_success: date | None
    last_outcome: str
    last_detail: str
    incidents: tuple[Incident, ...]

    @property
    def is_behind(self) -> bool:
        """Say whether readers and the night's exit code must be told that it is behind."""
        return self.state in ("stale", "failed", "dead")


def healths(sources: Mapping[str, Source], panel: Panel, as_of: date) -> dict[str, Health]:
    """Return how each of `sources` is doing on `as_of`; the panel is looked through once."""
    seen = {str(name): own for name, own in _seen(panel).groupby("source")}
    return {
        name: _health(name, source, panel, as_of, seen=seen.get(name, _NOTHING_SEEN))
        for name, source in sources.items()
    }


def health(source_id: str, source: Source, panel: Panel, as_of: date) -> Health:
    """Return how `source` is doing on `as_of`, from what the archive and its ledger hold."""
    return healths({source_id: source}, panel, as_of)[source_id]


def _health(
    source_id: str, source: Source, panel: Panel, as_of: date, *, seen: pd.DataFrame
) -> Health:
    newest = seen["period"].max().date() if len(seen) else None
    fetches = panel.ledger[panel.ledger["source"] == source_id]
    nights = nights_of(fetches)
    last = fetches.iloc[-1] if len(fetches) else None
    answered = [night.day for night in nights if night.outcome == "ok"]
    age = (as_of - newest).days if newest else None
    tried_30d, well_30d = _counted(nights, as_of, 30)
    tried_90d, well_90d = _counted(nights, as_of, 90)
    month = fetches[fetches["as_of"] > (as_of - timedelta(days=30)).isoformat()]
    outcome = "" if last is None else str(last["outcome"])
    silent = (as_of - max(answered, default=nights[0].day)).days if nights else 0
    return Health(
        source=source_id,
        state=_state(source, age, outcome=outcome, silent_days=silent),
        newest=newest,
        age_days=age,
        rows=len(seen),
        nights=int(seen["period"].nunique()),
        attempts_30d=tried_30d,
        successes_30d=well_30d,
        attempts_90d=tried_90d,
        successes_90d=well_90d,
        requests_30d=int(pd.to_numeric(month["requests"], errors="coerce").fillna(0).sum()),
        lag_days=_lag(source, seen, as_of),
        last_success=max(answered, default=None),
        last_outcome=outcome,
        last_detail="" if last is None or pd.isna(last["detail"]) else str(last["detail"]),
        incidents=incidents(nights),
    )


def _seen(panel: Panel) -> pd.DataFrame:
    """Return source, period and vintage of everything that was ever said, whatever the table."""
    frames = panel.tables().values()
    return pd.concat([frame[["source", "period", "vintage"]] for frame in frames])


#: What a source has said that has said nothing yet.
_NOTHING_SEEN = _seen(Panel.empty())


def _counted(nights: tuple[Night, ...], as_of: date, days: int) -> tuple[int, int]:
    """Return on how many nights of the last `days` a source was asked, and answered whole."""
    since = as_of - timedelta(days=days)
    asked = [night for night in nights if night.day > since and night.outcome != "skipped"]
    return len(asked), sum(night.outcome == "ok" for night in asked)


def _lag(source: Source, seen: pd.DataFrame, as_of: date) -> float | None:
    """Return the usual age of the newest period on the nights that brought one."""
    if source.cadence in ("ended", "once"):
        return None
    recent = seen[seen["vintage"] > pd.Timestamp(as_of - timedelta(days=90))]
    newest = recent.groupby("vintage", as_index=False)["period"].max()
    if newest.empty:
        return None
    return float((newest["vintage"] - newest["period"]).dt.days.median())


def _state(source: Source, age_days: int | None, *, outcome: str, silent_days: int) -> State:
    if source.cadence in ("ended", "once"):
        return "ended"
    if outcome == "failed":
        return "dead" if silent_days >= DEAD_DAYS else "failed"
    if outcome == "skipped":
        return "skipped"
    if age_days is None:
        return "never"
    limit = source.stale_after_days
    if limit is not None and age_days > limit:
        return "stale"
    return "late" if _is_late(source, age_days) else "fresh"


def _is_late(source: Source, age_days: int) -> bool:
    """Say whether a newer period should be there by now, if the source says how old it may be."""
    if source.cadence == "nightly":
        return age_days > CADENCE_DAYS["nightly"] + (source.lag_days or 0)
    return source.lag_days is not None and age_days > (
        CADENCE_DAYS[source.cadence] + source.lag_days
    )
