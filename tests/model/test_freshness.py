"""A series is as its source is, unless the source goes on without it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from builder.model.freshness import FRESHNESS_COLUMNS, freshness
from builder.model.health import health
from builder.model.panel import OBSERVATION_COLUMNS, Panel
from tests.world.small_world import small_catalog

SOURCE = "hugging-face"


def panel(*rows: tuple[str, str]) -> Panel:
    told = [
        {"source": SOURCE, "entity": entity, "period": pd.Timestamp(day),
         "vintage": pd.Timestamp(day)}
        for entity, day in rows
    ]  # fmt: skip
    return replace(Panel.empty(), observations=pd.DataFrame(told, columns=OBSERVATION_COLUMNS))


def states(seen: Panel, as_of: date) -> dict[str, str]:
    one = health(SOURCE, small_catalog().sources[SOURCE], seen, as_of)
    frame = freshness(seen, {SOURCE: one})
    assert tuple(frame.columns) == FRESHNESS_COLUMNS
    return dict(zip(frame["entity"], frame["state"], strict=True))


def test_a_series_without_the_newest_period_is_late_and_in_the_end_dead() -> None:
    seen = panel(("a/new", "2026-11-09"), ("a/old", "2026-11-01"), ("a/gone", "2026-08-01"))
    assert states(seen, date(2026, 11, 9)) == {"a/new": "fresh", "a/old": "late", "a/gone": "dead"}


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 11, 11), "late"), (date(2027, 1, 1), "stale")]
)
def test_a_series_that_keeps_up_is_as_its_source(day: date, state: str) -> None:
    assert states(panel(("a/new", "2026-11-09")), day) == {"a/new": state}


def test_where_the_source_is_stale_nobody_is_called_late() -> None:
    seen = panel(("a/new", "2026-11-09"), ("a/old", "2026-11-01"))
    assert set(states(seen, date(2027, 1, 1)).values()) == {"stale"}


def test_nothing_observed_is_a_table_without_a_row() -> None:
    assert states(Panel.empty(), date(2026, 11, 9)) == {}
