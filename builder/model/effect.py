"""What a change of the data moves: facts, numbers, ranks and pages, largest first."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.entities import Entity
from builder.model.finding import Finding
from builder.model.verdict import Verdict


@dataclass(frozen=True)
class FactMove:
    """A fact of an entity before and after; None where it is not there, "" for the file itself."""

    kind: str
    entity: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class NumberMove:
    """A published number before and after; None where it is not there.

    `size` is how far it moved: in points for percentages, in places for ranks, and in percent of
    the larger of the two for counts. A number that appears or vanishes moved by all of it.
    """

    id: str
    metric: str
    value_name: str
    unit: str
    source: str
    period: date
    what: str
    before: float | None
    after: float | None
    size: float


@dataclass(frozen=True)
class PageMove:
    """A page that appears, vanishes or reads otherwise: how many of its lines differ."""

    path: str
    state: str
    lines: int


@dataclass(frozen=True)
class VerdictMove:
    """A verdict before and after; None where it is not there.

    `reading` is "" for the claim as a whole; `of` says whether it is today's, or that of the day
    on which the claim was made.
    """

    claim: str
    reading: str
    of: Literal["today", "then"]
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Effect:
    """Everything that a change moves; `findings` are those that it brings.

    Numbers and pages are compared only where both states could be published; `unpublishable`
    names the one that could not.
    """

    facts: tuple[FactMove, ...]
    numbers: tuple[NumberMove, ...]
    pages: tuple[PageMove, ...]
    findings: tuple[Finding, ...]
    unpublishable: Literal["before", "after"] | None = None
    verdicts: tuple[VerdictMove, ...] = ()

    @property
    def files(self) -> tuple[FactMove, ...]:
        """The facts that differ, but of a file that is new or gone one move for all it says."""
        whole = [one for one in self.facts if one.field == "id"]
        told = {(one.kind, one.entity) for one in whole}
        whole = [replace(one, field="", before=_there(one.before), after=_there(one.after))
                 for one in whole]  # fmt: skip
        return (*whole, *(one for one in self.facts if (one.kind, one.entity) not in told))


def _there(entity_id: str | None) -> str | None:
    return None if entity_id is None else "in the catalog"


def fact_moves(before: Catalog, after: Catalog) -> tuple[FactMove, ...]:
    """Return every fact that differs between two catalogs, by kind, entity and field."""
    old, new = _facts(before), _facts(after)
    moves = []
    for key in sorted(old.keys() | new.keys()):
        was, becomes = old.get(key, {}), new.get(key, {})
        moves += [
            FactMove(*key, field, was.get(field), becomes.get(field))
            for field in sorted(was.keys() | becomes.keys())
            if was.get(field) != becomes.get(field)
        ]
    return tuple(moves)


def _facts(catalog: Catalog) -> dict[tuple[str, str], dict[str, str]]:
    return {(kind, entity.id): flat_facts(entity) for kind, entity in catalog.everything()}


def flat_facts(entity: Entity) -> dict[str, str]:
    """Return the facts of an entity by dotted path, as text."""
    return dict(_flat(entity.model_dump(mode="json", exclude_none=True), ""))


def _flat(value: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(value, list):
        value = {str(index): item for index, item in enumerate(value)}
    if not isinstance(value, dict):
        return [(path, str(value))]
    return [
        fact
        for key, item in value.items()
        for fact in _flat(item, f"{path}.{key}" if path else key)
    ]


def number_moves(before: pd.DataFrame, after: pd.DataFrame) -> tuple[NumberMove, ...]:
    """Return every number that differs between two lists of `numbers`, largest move first."""
    both = before.merge(after, on="id", how="outer", suffixes=("_old", "_new"))
    both["before"], both["after"] = both.pop("value_old"), both.pop("value_new")
    moved = both[~_alike(both["before"], both["after"])]
    moves = [_move(row) for row in moved.to_dict("records")]
    return tuple(sorted(moves, key=lambda one: (-one.period.toordinal(), -one.size, one.id)))


def _move(row: Mapping[Hashable, Any]) -> NumberMove:
    side = "old" if pd.isna(row["after"]) else "new"
    before = None if pd.isna(row["before"]) else float(row["before"])
    after = None if pd.isna(row["after"]) else float(row["after"])
    unit = str(row[f"unit_{side}"])
    return NumberMove(
        id=str(row["id"]),
        metric=str(row[f"metric_{side}"]),
        value_name=str(row[f"value_name_{side}"]),
        unit=unit,
        source=str(row[f"source_{side}"]),
        period=row[f"period_{side}"].date(),
        what=str(row[f"what_{side}"]),
        before=before,
        after=after,
        size=_size(unit, before, after),
    )


def _alike(before: pd.Series, after: pd.Series) -> pd.Series:
    """Say which pairs are the same number but for the last digits of floating point."""
    return (before - after).abs() <= 1e-9 * before.abs().clip(lower=1e-9)


def _size(unit: str, before: float | None, after: float | None) -> float:
    was, becomes = before or 0.0, after or 0.0
    if unit == "rank":
        return abs(was - becomes) if before and after else 1.0
    if unit == "%":
        return abs(was - becomes)
    largest = max(abs(was), abs(becomes))
    return 100 * abs(was - becomes) / largest if largest else 0.0


VerdictKey = tuple[str, str, Literal["today", "then"]]


def verdict_states(verdicts: Mapping[str, Verdict]) -> dict[VerdictKey, str]:
    """Return what every claim and reading is judged to be, today and on the claim's own day."""
    states: dict[VerdictKey, str] = {}
    for claim, verdict in verdicts.items():
        readings = [(one.reading.id, one.now, one.then) for one in verdict.judgements]
        for name, now, then in [("", verdict.now, verdict.then), *readings]:
            states[(claim, name, "today")] = now.shown
            states[(claim, name, "then")] = then.shown
    return states


def verdict_moves(
    before: Mapping[VerdictKey, str], after: Mapping[VerdictKey, str]
) -> tuple[VerdictMove, ...]:
    """Return every verdict that differs, by claim: the claim as a whole, then its readings."""
    return tuple(
        VerdictMove(*key, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def page_moves(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[PageMove, ...]:
    """Return every page whose text differs, those with the most changed lines first."""
    moves = []
    for path in before.keys() | after.keys():
        was, becomes = before.get(path), after.get(path)
        if was == becomes:
            continue
        state = "new" if was is None else "gone" if becomes is None else "changed"
        old, new = set((was or "").splitlines()), set((becomes or "").splitlines())
        moves.append(PageMove(path, state, len(old ^ new)))
    return tuple(sorted(moves, key=lambda one: (-one.lines, one.path)))
