"""The boards: every rating of every benchmark, with who made the model, and since when it is there.

A board is what one source says of one benchmark on one day. Everything about capability is derived
within one board: values of two days, two protocols or two sides of a break never meet.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its parts are loaded where they are first used

from builder.metrics._makers import makers
from builder.model.catalog import Catalog
from builder.model.entities import Benchmark
from builder.model.fields import first_day
from builder.model.naming import plain
from builder.model.panel import Panel

#: Half the width of a 95 % interval, in standard deviations.
HALF_WIDTH = 1.959964
COLUMNS = [
    "benchmark", "source", "period", "entity", "model", "organization", "country", "weights",
    "rating", "low", "high", "votes", "score", "score_low", "score_high", "spread", "counts", "day",
    "dated", "stretch",
]  # fmt: skip
NUMBERS = ("rating", "low", "high", "votes", "score", "score_low", "score_high", "spread")


def boards(panel: Panel, catalog: Catalog) -> pd.DataFrame:
    """Return every value of every catalogued benchmark, one row per board and name.

    Columns: benchmark, source, period, entity (the name on the board), model (catalog id, or NA),
    organization, country, weights (`open` or `closed`; each may be `unmapped`), rating, low, high
    (95 %, NaN where nobody says), votes, score, score_low, score_high (rating and interval, turned
    so that more is better), spread (standard deviation, NaN without an interval), counts (bool:
    enough votes), day (since when the model is there), dated (told, catalog or elsewhere: by its
    release; listed: by the first board that has it; first-board: by the first board of all, so it
    may be older), stretch (how many breaks of the scale came before).
    """
    told = panel.table("ratings")
    parts = [_of_benchmark(told, one) for one in catalog.benchmarks.values()]
    parts = [part for part in parts if len(part)]
    if not parts:
        kinds = dict.fromkeys(NUMBERS, "float64") | {"counts": "bool", "stretch": "int64"}
        kinds |= dict.fromkeys(("period", "day"), "datetime64[s]")
        return pd.DataFrame({name: pd.Series([], dtype=kinds.get(name, "str")) for name in COLUMNS})
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.merge(makers(rows, panel, catalog), on=["source", "entity"], how="left")
    order = ["benchmark", "period", "score", "day", "entity"]
    ascending = [True, True, False, True, True]
    return _dated(rows)[COLUMNS].sort_values(order, ascending=ascending, ignore_index=True)


def _of_benchmark(told: pd.DataFrame, one: Benchmark) -> pd.DataFrame:
    """Return the rows of one benchmark; of two sources that know a day, the first named."""
    order = {source: rank for rank, source in enumerate(one.observed_by)}
    rows = told[told["source"].isin(list(order)) & told["rating"].notna()]
    rows = rows.assign(rank=rows["source"].map(order), seen=rows["period"], benchmark=one.id)
    if one.cumulative and len(rows):
        best_last = rows.sort_values(["rating", "seen"], ascending=[one.better == "higher", False])
        rows = best_last.drop_duplicates(["source", "entity"], keep="last")
        rows = rows.assign(period=rows["period"].max())
    first = rows.groupby("period")["rank"].transform("min")
    rows = rows[rows["rank"] == first].rename(columns={"rating_low": "low", "rating_high": "high"})
    if one.interval == "share":
        rows["low"], rows["high"] = share_interval(rows["rating"], rows["votes"])
    return _scored(rows, one)


def share_interval(
    pct: "pd.Series[float]", tasks: "pd.Series[float]"
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the 95 % interval of a share in percent of so many tasks (Jeffreys' interval)."""
    solved = (pct * tasks / 100).round()
    low, high = (
        scipy.special.betaincinv(solved + 0.5, tasks - solved + 0.5, part)
        for part in (0.025, 0.975)
    )
    return np.minimum(100 * low, pct), np.maximum(100 * high, pct)


def _scored(rows: pd.DataFrame, one: Benchmark) -> pd.DataFrame:
    more = one.better == "higher"
    breaks = np.sort(np.array([first_day(b.on) for b in one.breaks], dtype="datetime64[s]"))
    days = rows["period"].to_numpy("datetime64[s]")
    return rows.assign(
        score=rows["rating"] if more else -rows["rating"],
        score_low=rows["low"] if more else -rows["high"],
        score_high=rows["high"] if more else -rows["low"],
        spread=(rows["high"] - rows["low"]) / (2 * HALF_WIDTH),
        counts=~(rows["votes"] < (one.least_votes or 0)),
        stretch=np.searchsorted(breaks, days, side="right"),
    )


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a day for those whose release nobody knows: that of their first board.

    A release that a source puts after the board that rates the model is no release of it.
    """
    spelt = rows["entity"].map({name: plain(name) for name in rows["entity"].unique()})
    listed = rows.groupby([rows["benchmark"], spelt])["seen"].transform("min")
    begun = rows.groupby("benchmark")["seen"].transform("min")
    released = pd.to_datetime(rows["day"]).astype("datetime64[s]")
    known = released.notna() & (released <= listed)
    how = np.where(listed == begun, "first-board", "listed")
    return rows.assign(
        day=released.where(known, listed),
        dated=rows["dated"].where(known, pd.Series(how, rows.index)),
    )
