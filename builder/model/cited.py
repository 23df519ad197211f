"""A published number over time: each of its values, where it comes from, and why it moved."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model.catalog import Catalog
from builder.model.metric import Derived, Metric
from builder.model.numbers import series_id
from builder.model.panel import Panel, vintages
from builder.model.verdict import Cause

#: So many hexadecimal digits tell two values apart, and are short enough to copy.
DIGITS = 12


@dataclass(frozen=True)
class Snapshot:
    """What a source answered at one moment: when, from where, and the hash of its answer."""

    as_of: str
    url: str
    sha256: str


@dataclass(frozen=True)
class Value:
    """A number at one period. `why` says why it differs from the one before: None for the first.

    `hash` is the fingerprint of everything that is cited: the value, its period, its source, the
    day it was learned and the answer of the source behind it.
    """

    period: date
    source: str
    value: float
    vintage: date | None
    snapshot: Snapshot | None
    why: Cause | None
    moved: float | None
    hash: str


@dataclass(frozen=True)
class Series:
    """A published number: its id, what it counts, and its values, oldest first."""

    id: str
    metric: Metric
    column: str
    unit: str
    keys: Mapping[str, str]
    values: tuple[Value, ...]

    @property
    def newest(self) -> Value:
        """Its value at the newest period."""
        return self.values[-1]

    def on(self, day: date) -> Value | None:
        """Return the newest value whose period is not after `day`."""
        earlier = [value for value in self.values if value.period <= day]
        return earlier[-1] if earlier else None


@dataclass(frozen=True)
class Origins:
    """What is known of where values come from: learned when, answered how, who speaks first.

    `answers` holds the good ones of each source, oldest first.
    """

    vintages: Mapping[tuple[str, date], date]
    answers: Mapping[str, tuple[Snapshot, ...]]
    ranks: Mapping[str, int]


def origins(panel: Panel, catalog: Catalog) -> Origins:
    """Return the origins of everything in `panel`."""
    ranks = {name: source.rank for name, source in catalog.sources.items()}
    found: dict[str, list[Snapshot]] = {}
    good = panel.ledger[panel.ledger["outcome"] == "ok"]
    told = (good[name].tolist() for name in ("source", "as_of", "url", "sha256"))
    for source, as_of, url, sha256 in zip(*told, strict=True):
        found.setdefault(source, []).append(Snapshot(as_of, url, sha256))
    answers = {source: tuple(own) for source, own in found.items()}
    return Origins(vintages(panel), answers, ranks)


def series(derived: Derived, column: str, keys: Mapping[str, str], known: Origins) -> Series | None:
    """Return the number in `column` of the rows with `keys`; None where it was never known.

    Where several sources know a period, the one that ranks first speaks.
    """
    metric = derived.metric
    first = _first_voices(derived, column, keys, known)
    if not first:
        return None
    others = [key for key in metric.keys if key not in ("source", "period")]
    own = series_id(metric.id, column, "/".join(keys[key] for key in others))
    found: list[Value] = []
    for period, (source, value) in first.items():
        found.append(_value(own, (period, source, value), known, found))
    unit = dict(metric.values)[column]
    return Series(own, metric, column, unit, dict(keys), tuple(found))


def _first_voices(
    derived: Derived, column: str, keys: Mapping[str, str], known: Origins
) -> Mapping[date, tuple[str, float]]:
    """Return the source that speaks of each period and its value, oldest first."""
    places = derived.places_with(keys)
    periods, sources, values = (
        derived.frame[name].take(places) for name in ("period", "source", column)
    )
    told = zip(periods.dt.date, sources.astype("str"), values, values.notna(), strict=True)
    found = [
        (day, known.ranks.get(who, 1_000), who, value)
        for day, who, value, is_known in told
        if is_known
    ]
    first: dict[date, tuple[str, float]] = {}
    for day, _, who, value in sorted(found, key=lambda one: one[:3]):
        first.setdefault(day, (who, float(value)))
    return first


def _value(own: str, row: tuple[date, str, float], known: Origins, before: list[Value]) -> Value:
    period, source, value = row
    vintage = known.vintages.get((source, period))
    snapshot = _snapshot(known.answers.get(source, ()), vintage)
    why: Cause | None = None
    moved = None
    if before:
        why = "new-data" if before[-1].source == source else "definition"
        moved = value - before[-1].value if why == "new-data" else None
    told = (own, repr(value), period, source, vintage, snapshot.sha256 if snapshot else "")
    digest = hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:DIGITS]
    return Value(period, source, value, vintage, snapshot, why, moved, digest)


def _snapshot(answers: Sequence[Snapshot], vintage: date | None) -> Snapshot | None:
    """Return the newest answer of a source up to the day on which a value was learned."""
    up_to = [one for one in answers if vintage is None or one.as_of <= vintage.isoformat()]
    return up_to[-1] if up_to else None
