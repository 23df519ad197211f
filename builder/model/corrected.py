"""Corrections laid over what sources say: dropped, overridden or flagged, and never hidden.

The archive keeps what the source said. A correction is applied each time anew, and only while its
guard holds: while the source still says what it said when the correction was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.entities import Correction
from builder.model.panel import REPOSITORIES, TABLES, Panel

Guard = Literal["holds", "broken", "nothing"]


@dataclass(frozen=True)
class Reach:
    """What a correction is about in a panel: the table and its rows, and whether its guard holds.

    `upstream` is what the source says on the first of its days, None where it says nothing.
    """

    table: str
    rows: pd.Index
    guard: Guard
    upstream: str | float | None


def reach(correction: Correction, panel: Panel) -> Reach:
    """Return what `correction` is about in `panel`, which must hold what the sources said."""
    for table in TABLES:
        if correction.field in TABLES[table]:
            rows = _values(correction, panel.table(table))
            if len(rows):
                return _reach(correction, table, rows[correction.field])
    told = panel.attributes
    rows = told[_mine(correction, told) & (told["attribute"] == correction.field)]
    return _reach(correction, "attributes", rows["value"])


def _mine(correction: Correction, frame: pd.DataFrame) -> "pd.Series[bool]":
    named = frame["entity"].str.lower() == correction.of.lower()
    return (frame["source"] == correction.upstream) & named


def _values(correction: Correction, frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame[_mine(correction, frame)].sort_values("period", kind="stable")
    return rows[[correction.concerns(day) for day in rows["period"].dt.date]]


def _reach(correction: Correction, table: str, told: pd.Series) -> Reach:
    known = told.dropna()
    if known.empty:
        return Reach(table, told.index, "nothing", None)
    upstream = known.iloc[0]
    expected = correction.expect is None or str(_plain(upstream)) == str(_plain(correction.expect))
    return Reach(table, told.index, "holds" if expected else "broken", _plain(upstream))


def _plain(value: object) -> str | float:
    """Return a number without the point that floating point adds: 120.0 is 120."""
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else float(value)
    return str(value)


def corrected(panel: Panel, catalog: Catalog) -> Panel:
    """Return `panel` with every correction applied that works and whose guard holds."""
    for correction in catalog.corrections.values():
        if correction.works:
            found = reach(correction, panel)
            if found.guard == "holds":
                panel = _applied(panel, correction, found)
    return panel


def _applied(panel: Panel, correction: Correction, found: Reach) -> Panel:
    if found.table == "attributes":
        return replace(panel, attributes=_told(panel.attributes, correction, found.rows))
    frame = panel.table(found.table).copy()
    if correction.action != "flag":
        value = correction.value if correction.action == "override" else float("nan")
        frame.loc[found.rows, correction.field] = value
    mark = "suspect" if correction.action == "flag" else "corrected"
    status = frame.loc[found.rows, "status"].fillna("") + f" {mark}:{correction.id}"
    frame.loc[found.rows, "status"] = status.str.strip()
    if found.table == REPOSITORIES:
        return replace(panel, observations=frame)
    return replace(panel, others={**panel.others, found.table: frame})


def _told(attributes: pd.DataFrame, correction: Correction, rows: pd.Index) -> pd.DataFrame:
    """Return the attributes with one corrected; a flag leaves them, and stands on the page."""
    if correction.action == "drop":
        return attributes.drop(index=rows)
    if correction.action == "override":
        attributes = attributes.copy()
        attributes.loc[rows, "value"] = str(correction.value)
    return attributes


def corrections_of(catalog: Catalog, names: Iterable[str]) -> list[Correction]:
    """Return the corrections of values of the things that a source calls `names`."""
    wanted = {name.lower() for name in names}
    return [one for one in catalog.corrections.values() if one.of.lower() in wanted]
