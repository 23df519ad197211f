"""The last rows of what did not answer, carried over into the night that lacks it, marked stale.

A namespace that failed or was withheld leaves a hole in its night, and every share of that night
would be of another whole. So its newest rows stand in for it, as long as its source is not called
stale; then the hole is shown. Derived each time anew: the archive holds only what was observed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from builder.model.panel import Panel

STALE = "stale"
#: How many days rows are carried where the catalog does not say when a source is stale.
LONGEST_DAYS = 3


def with_carried(panel: Panel, longest_days: Mapping[str, int]) -> Panel:
    """Return `panel` with rows carried into the nights that the ledger calls partial.

    `longest_days` says by source how old a row may be that is carried.
    """
    partial = _partial_nights(panel)
    found = [
        rows
        for source, nights in partial.items()
        for rows in _carried(
            panel.observations[panel.observations["source"] == source],
            nights,
            longest_days=longest_days.get(source, LONGEST_DAYS),
        )
    ]
    if not found:
        return panel
    return replace(panel, observations=pd.concat([panel.observations, *found], ignore_index=True))


def _partial_nights(panel: Panel) -> Mapping[str, list[date]]:
    """Return the nights of each source whose last run got less than the whole."""
    last = panel.ledger.drop_duplicates(["source", "as_of"], keep="last")
    last = last[last["outcome"] == "partial"]
    return {
        str(source): [date.fromisoformat(str(day)) for day in own["as_of"]]
        for source, own in last.groupby("source")
    }


def _carried(own: pd.DataFrame, nights: list[date], *, longest_days: int) -> Iterator[pd.DataFrame]:
    """Yield, for each of the `nights`, the newest rows of every namespace that it lacks."""
    namespaces = own["entity"].str.partition("/")[0].str.lower() if len(own) else own["entity"]
    for night in map(pd.Timestamp, nights):
        there = own["period"] == night
        oldest = night - pd.Timedelta(days=longest_days)
        young = own[(own["period"] < night) & (own["period"] >= oldest)]
        lacking = young[~namespaces[young.index].isin(namespaces[there])]
        lacking = lacking[~lacking["entity"].isin(own.loc[there, "entity"])]
        if there.any() and len(lacking):
            newest = lacking.groupby(namespaces)["period"].transform("max")
            rows = lacking[lacking["period"] == newest]
            status = (rows["status"].fillna("") + f" {STALE}").str.strip()
            yield rows.assign(period=night, vintage=night, status=status)


def is_carried(observations: pd.DataFrame) -> "pd.Series[bool]":
    """Say of each row whether it was carried over, and not observed in its period."""
    return observations["status"].str.contains(rf"\b{STALE}\b", na=False)
