"""Catching up: for every record of the first side, when the second reached it, if it has.

Frame, one row per benchmark and pair on the benchmark's newest board, and per record: source,
period, benchmark, pair, first, second, record (the name of the model of the first side that stood
above all before it), record_model, record_day, record_dated, level (its rating), reached_entity,
reached_model, reached_day (the first model of the second side at that level; NA where none is),
lag_days (up to the board where none is), reached (1 or 0), lag_low, lag_high (95 %, NaN where the
board tells no intervals), open (1 where more than 2.5 % of the resamples do not reach the record,
so that lag_high is only what has passed; 0 where not; NaN without intervals), median_days
(Kaplan-Meier median over the records of the pair, NaN where fewer than half were reached), records
(how many there are). Records whose day is that of the benchmark's first board are left out: they
may be older.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its parts are loaded where they are first used

from builder.metrics._lag import RESAMPLES, first_at_least, reach_intervals
from builder.metrics._sides import BOARD, PAIRS, Meeting, by_age, meetings
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="catch-up",
    title="Catching up",
    question="How long did each record of the leader stand before the follower reached it?",
    unit="days from the release of a record to that of the first model of the other side that "
    "stands at least as high on the same board",
    denominator="the records of the leader on the board, reached or not",
    window="the newest board of each benchmark",
    pool="the models on the board whose maker, or whose licence, is known, with enough votes",
    breaks=("Only the newest board is read, so nothing is computed across a break.",),
    limits=(
        "A record that is not reached yet counts with the days so far (right-censored); the "
        "median is that of Kaplan and Meier, which takes such records for what they are.",
        "A negative number: the other side stood there before.",
        "What is a record is read off point values. The interval of the days comes from "
        f"{RESAMPLES:,} resamples, in each of which the rating of the record and all of the other "
        "side are drawn anew from their own 95 % intervals.",
        "Where more than 2.5 % of the resamples do not reach a record, the upper end is the days "
        "so far: the true one is open.",
    ),
    blind_spots=(
        BlindSpot("Records by models that have left the board", "unknown"),
        BlindSpot(
            "Boards of which we hold only the head: old, low records are not on it", "unknown"
        ),
    ),
    keys=("source", "period", "benchmark", "pair", "record"),
    values={
        "lag_days": "days",
        "lag_low": "days",
        "lag_high": "days",
        "level": "units of the benchmark",
        "median_days": "days",
    },
    words={"benchmark": "benchmarks", "pair": tuple(one.id for one in PAIRS)},
)

#: A larger share of resamples that do not reach a record leaves its upper end open.
OPEN = 0.025
COLUMNS = [
    *BOARD, "pair", "first", "second", "record", "record_model", "record_day", "record_dated",
    "level", "reached_entity", "reached_model", "reached_day", "lag_days", "reached",
    "lag_low", "lag_high", "open", "median_days", "records",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the records of every pair on the newest board of every benchmark."""
    boards = world.boards
    newest = boards["period"] == boards.groupby("benchmark")["period"].transform("max")
    aged = by_age(boards[newest])
    found = [_records(aged, one) for pair in PAIRS for one in meetings(aged, pair)]
    frame = pd.concat(found) if found else pd.DataFrame(columns=COLUMNS)
    kinds = dict.fromkeys(("period", "record_day", "reached_day"), "datetime64[s]")
    numbers = dict.fromkeys((*METRIC.values, "reached", "open"), "float64")
    frame = frame[COLUMNS].astype(kinds | numbers)
    return frame.sort_values(["benchmark", "pair", "record_day"], ignore_index=True)


def _records(aged: pd.DataFrame, met: Meeting) -> pd.DataFrame:
    first, second = met.first, met.second
    rows = aged.iloc[first.places]
    tops = np.maximum.accumulate(first.score)
    # Of several records of one day the oldest row is the best: rows of a day stand best first.
    stands = np.append(True, tops[1:] > tops[:-1]) & (rows["dated"] != "first-board").to_numpy()
    records = rows[stands].reset_index(drop=True)
    width = (len(records), len(second.score))
    at = first_at_least(np.broadcast_to(second.score, width), first.score[stands])
    reached = at < len(second.score)
    by = aged.iloc[second.places[np.minimum(at, len(second.score) - 1)]].reset_index(drop=True)
    days = (by["day"].where(reached, records["period"]) - records["day"]).dt.days.astype("float64")
    low, high, left = reach_intervals(
        first.score[stands], first.spread[stands], first.days[stands], second=second,
        board=met.board,
    )  # fmt: skip
    told = {f"record_{what}": records[what] for what in ("model", "day", "dated")}
    told |= {f"reached_{what}": by[what].where(reached) for what in ("entity", "model", "day")}
    return records[BOARD].assign(
        **told,
        pair=met.pair.id,
        first=met.pair.first,
        second=met.pair.second,
        record=records["entity"],
        level=records["rating"],
        lag_days=days,
        reached=reached.astype("float64"),
        lag_low=low,
        lag_high=high,
        open=np.where(np.isnan(left), np.nan, left > OPEN),
        median_days=_median(days, reached),
        records=len(records),
    )


def _median(days: "pd.Series[float]", reached: npt.NDArray[np.bool_]) -> float:
    """Return the day by which half of the records were reached, by Kaplan and Meier; or NaN."""
    if not reached.any():
        return np.nan
    censored = scipy.stats.CensoredData(uncensored=days[reached], right=days[~reached])
    standing = scipy.stats.ecdf(censored).sf
    half = standing.probabilities <= 0.5
    return float(standing.quantiles[half][0]) if half.any() else np.nan
