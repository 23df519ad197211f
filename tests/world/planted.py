"""Worlds planted for verdicts: a metric of a few numbers, a claim of a few readings.

evidence({"2026-11-01": {"aa": 60, "bb": 40}})
claim(reading(rank_at_most=1), said="2026-11-01")
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from builder.claims import Evidence
from builder.model.catalog import Catalog
from builder.model.entities import Claim, Reading
from builder.model.health import health
from builder.model.metric import BlindSpot, Derived, Metric
from builder.model.panel import Panel, empty_table
from tests.world.small_world import small_catalog

SOURCE = "hugging-face"
METRIC = Metric(
    id="planted", title="Planted", question="?", unit="%", denominator="all", window="a day",
    pool="the planted", breaks=("none",), limits=("none",),
    blind_spots=(BlindSpot("none", "unknown"),), keys=("source", "period", "group"),
    values={"share_pct": "%", "low_pct": "%", "high_pct": "%", "repositories": "repositories"},
)  # fmt: skip
Shares = Mapping[str, Mapping[str, float]]


def frame(
    shares: Shares, *, source: str = SOURCE, spread: float = 0.0, repositories: int = 9
) -> pd.DataFrame:
    """Return the frame of the planted metric: percentages by day and group."""
    rows = [
        (source, pd.Timestamp(day), group, value, value - spread, value + spread, repositories)
        for day, groups in shares.items()
        for group, value in groups.items()
    ]
    columns = ["source", "period", "group", "share_pct", "low_pct", "high_pct", "repositories"]
    return pd.DataFrame(rows, columns=columns).astype({"period": "datetime64[s]"})


def evidence(
    shares: Shares,
    *,
    as_of: str = "2026-11-10",
    suspect: Sequence[str] = (),
    vintage: str | None = None,
    before: Shares | None = None,
    **more: Any,
) -> Evidence:
    """Return a world with one metric; `before` is what it said before its source revised it.

    `suspect` days are marked; `vintage` is the day on which every value was learned.
    """
    derived = {"planted": Derived(METRIC, frame(shares, **more)),
               "counter-integrity": Derived(METRIC, _marks(suspect))}  # fmt: skip
    return Evidence(
        as_of=date.fromisoformat(as_of),
        catalog=small_catalog(),
        panel=_panel(shares, vintage),
        derived=derived,
        unrevised=None if before is None else {"planted": Derived(METRIC, frame(before, **more))},
    )


def _marks(days: Sequence[str]) -> pd.DataFrame:
    rows = [(SOURCE, pd.Timestamp(day), "frozen-day", "pool") for day in days]
    frame = pd.DataFrame(rows, columns=["source", "period", "mark", "entity"])
    return frame.astype({"period": "datetime64[s]"})


def _panel(shares: Shares, vintage: str | None) -> Panel:
    seen = empty_table("repositories")
    rows = [(SOURCE, pd.Timestamp(vintage or day), pd.Timestamp(day), "a/b", 1.0, 1.0, 1.0, "")
            for day in shares]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(seen.columns)).astype(dict(seen.dtypes))
    return replace(Panel.empty(), observations=table)


def behind(world: Evidence, state: Any) -> Evidence:
    """Return a world whose source is in `state`, such as failed."""
    well = health(SOURCE, small_catalog().sources[SOURCE], Panel.empty(), world.as_of)
    return replace(world, health={SOURCE: replace(well, state=state)})


def reading(own: str = "first", group: str = "aa", query: Any = None, **test: Any) -> Reading:
    """Return a reading of the planted metric, or of another query, with one test."""
    asked = {"metric": "planted", "value": "share_pct", "group": group}
    return Reading.model_validate(
        {"id": own, "declared": "2026-11-01", "meaning": "It leads.",
         "query": asked | query if isinstance(query, dict) and "count" not in query
         else query or asked,
         "test": test}
    )  # fmt: skip


def claim(*readings: Reading, said: str = "2026-11-01", untestable: str | None = None) -> Claim:
    """Return a claim with these readings."""
    return Claim.model_validate(
        {"id": "it-leads", "name": "It leads", "source": "atlas", "statement": "It leads.",
         "topic": "adoption", "readings": readings, "untestable": untestable,
         "said": [{"by": "The Times", "on": said, "language": "en"}]}
    )  # fmt: skip


def with_catalog(world: Evidence, catalog: Catalog) -> Evidence:
    """Return a world with another catalog."""
    return replace(world, catalog=catalog)
