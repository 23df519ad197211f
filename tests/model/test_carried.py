"""What did not answer is stood in for by its last rows, marked stale, and not for long."""

from datetime import date

import pandas as pd

from builder.metrics import _pool, counter_integrity
from builder.metrics._world import world_of
from builder.model.carried import is_carried, with_carried
from builder.model.panel import LEDGER_COLUMNS, Panel
from tests.world.small_world import empty_catalog


def panel_of(nights: dict[int, list[str]], partial: tuple[int, ...]) -> Panel:
    """Return nights of November; those in `partial` got less than the whole."""
    rows = [
        {"source": "hub", "vintage": pd.Timestamp(2026, 11, day),
         "period": pd.Timestamp(2026, 11, day), "entity": name, "downloads_30d": 5_000.0 + day,
         "downloads_all_time": 9_000.0 + day, "likes": 1.0, "status": ""}
        for day, names in nights.items() for name in names
    ]  # fmt: skip
    told = [
        {**dict.fromkeys(LEDGER_COLUMNS, ""), "source": "hub", "as_of": f"2026-11-{day:02}",
         "outcome": "partial" if day in partial else "ok"}
        for day in nights
    ]  # fmt: skip
    return Panel(pd.DataFrame(rows), Panel.empty().attributes, pd.DataFrame(told, dtype="str"))


def carried(panel: Panel, days: int = 3) -> list[tuple[int, str, float]]:
    """Return what stands in: the day, for whom, with which value."""
    seen = with_carried(panel, {"hub": days}).observations
    rows = seen[is_carried(seen)].sort_values(["period", "entity"])
    assert (rows["period"] == rows["vintage"]).all()
    return [(row.period.day, row.entity, row.downloads_30d) for row in rows.itertuples(index=False)]


def test_a_namespace_that_did_not_answer_keeps_its_last_rows_marked_stale() -> None:
    panel = panel_of({1: ["a/x", "a/y", "b/z"], 2: ["b/z"]}, partial=(2,))
    assert carried(panel) == [(2, "a/x", 5_001), (2, "a/y", 5_001)]


def test_what_was_observed_stays_as_it_is() -> None:
    panel = panel_of({1: ["a/x", "b/z"], 2: ["b/z"]}, partial=(2,))
    seen = with_carried(panel, {}).observations
    pd.testing.assert_frame_equal(seen[~is_carried(seen)], panel.observations)


def test_rows_are_carried_only_as_long_as_their_source_is_not_stale() -> None:
    nights = {1: ["a/x", "b/z"]} | {day: ["b/z"] for day in range(2, 7)}
    panel = panel_of(nights, partial=tuple(range(2, 7)))
    assert carried(panel) == [(2, "a/x", 5_001), (3, "a/x", 5_001), (4, "a/x", 5_001)]


def test_a_whole_night_lacks_nobody() -> None:
    assert carried(panel_of({1: ["a/x", "b/z"], 2: ["b/z"]}, partial=())) == []


def test_a_night_that_has_nothing_at_all_is_not_made_up() -> None:
    panel = panel_of({1: ["a/x"], 2: []}, partial=(2,))
    assert carried(panel) == []
    assert carried(Panel.empty()) == []


def test_a_repository_that_a_namespace_lost_is_not_brought_back() -> None:
    panel = panel_of({1: ["a/x", "a/y", "b/z"], 2: ["a/x"]}, partial=(2,))
    assert carried(panel) == [(2, "b/z", 5_001)]


def test_carried_rows_count_in_the_pool_and_are_no_frozen_counters() -> None:
    nights = {1: ["a/x", "a/y", "b/z"], 2: ["b/z"]}
    panel = with_carried(panel_of(nights, partial=(2,)), {})
    world = world_of(panel, empty_catalog(), date(2026, 11, 2))
    rows = world.pool.rows
    assert rows.loc[rows["day"] == rows["day"].max(), "carried"].tolist() == [True, True, False]
    newest = rows[_pool.newest_days(world.pool)]
    names = world.pool.repositories["repository"].iloc[newest["repository"]]
    assert set(names) == {"a/x", "a/y", "b/z"}
    marks = counter_integrity.derive(world)
    assert set(marks["mark"]) == {"checked"}
