"""Nights of a source, one outcome each, and its incidents: nights in a row that did not go well."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

#: Of several fetches of one night, the best counts: a second run may make the night whole.
_BEST_FIRST = ("ok", "partial", "skipped", "failed")


@dataclass(frozen=True)
class Night:
    """How one night of a source ended, and what its last words were."""

    day: date
    outcome: str
    detail: str


@dataclass(frozen=True)
class Incident:
    """Nights in a row on which a source failed, or answered in part; open while `ended` is None.

    `ended` is the first night that went well again; `detail` is what was said on the last bad one.
    """

    began: date
    ended: date | None
    nights: int
    outcome: str
    detail: str


def nights_of(fetches: pd.DataFrame) -> tuple[Night, ...]:
    """Return the nights of one source, oldest first, from its rows of the ledger."""
    nights: dict[str, Night] = {}
    told = fetches[["as_of", "outcome", "detail"]].fillna("").astype("str")
    for day, outcome, detail in told.itertuples(index=False, name=None):
        known = nights.get(day)
        if known is None or _rank(outcome) <= _rank(known.outcome):
            nights[day] = Night(date.fromisoformat(day), outcome, detail)
    return tuple(nights[day] for day in sorted(nights))


def _rank(outcome: str) -> int:
    return _BEST_FIRST.index(outcome) if outcome in _BEST_FIRST else len(_BEST_FIRST)


def incidents(nights: Iterable[Night]) -> tuple[Incident, ...]:
    """Return the incidents among `nights`, newest first. A skipped night is no incident."""
    found: list[Incident] = []
    bad: list[Night] = []
    for night in nights:
        if night.outcome in ("failed", "partial"):
            bad.append(night)
        elif night.outcome == "ok" and bad:
            found.append(_incident(bad, night.day))
            bad = []
    if bad:
        found.append(_incident(bad, None))
    return tuple(reversed(found))


def _incident(bad: list[Night], ended: date | None) -> Incident:
    worst = max(bad, key=lambda night: _rank(night.outcome)).outcome
    return Incident(bad[0].day, ended, len(bad), worst, bad[-1].detail)
