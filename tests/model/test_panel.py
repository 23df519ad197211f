"""The panel from a given day: what was known then, and never what was learned later."""

from datetime import date

import pandas as pd
import pytest

from builder.model.panel import ATTRIBUTE_COLUMNS, LEDGER_COLUMNS, OBSERVATION_COLUMNS, Panel
from builder.store.archive import Archive
from tests.world.small_world import SMALL, small_panel


def whole() -> Panel:
    return Archive(SMALL / "data/archive").read()


def downloads(panel: Panel, entity: str, period: str, source: str = "hugging-face") -> list[float]:
    seen = panel.observations
    rows = seen[
        (seen["entity"] == entity) & (seen["period"] == period) & (seen["source"] == source)
    ]
    return [float(value) for value in rows["downloads_30d"]]


def test_a_later_vintage_wins_only_from_its_own_day_on() -> None:
    known = [
        downloads(whole().as_of(date(2026, 11, day)), "gamma/Cor-1", "2026-11-08")
        for day in (7, 8, 9, 30)
    ]
    assert known == [[], [300], [50], [50]]


def test_a_revision_leaves_all_other_values_as_they_were() -> None:
    panel = whole().as_of(date(2026, 11, 9))
    assert downloads(panel, "Alpha/Ava-1", "2026-11-08") == [500]
    assert downloads(panel, "gamma/Cor-1", "2026-11-01") == [100]


def test_no_row_of_a_later_vintage_is_ever_seen() -> None:
    for day in pd.date_range("2026-09-01", "2026-11-12"):
        panel = whole().as_of(day.date())
        assert (panel.observations["vintage"] <= day).all()
        assert (panel.attributes["vintage"] <= day).all()
        assert (panel.ledger["as_of"] <= day.date().isoformat()).all()


def test_back_filled_periods_are_unknown_before_the_day_of_their_import() -> None:
    assert whole().as_of(date(2026, 9, 30)).observations.empty
    panel = whole().as_of(date(2026, 10, 1))
    assert downloads(panel, "Alpha/Ava-1", "2026-09-09", "old-lists") == [260]


def test_two_sources_are_never_each_others_revision() -> None:
    day = pd.Timestamp("2026-11-01")
    row = {"vintage": day, "period": day, "entity": "a/A", "status": ""}
    frame = pd.DataFrame([{**row, "source": "one"}, {**row, "source": "two"}])
    panel = Panel(frame, Panel.empty().attributes, Panel.empty().ledger)
    assert panel.as_of(day.date()).observations["source"].tolist() == ["one", "two"]


def test_an_attribute_is_what_was_last_told() -> None:
    for day, licence in ((1, "free-1"), (7, "free-1"), (8, "house-1")):
        told = whole().as_of(date(2026, 11, day)).attributes
        rows = told[(told["entity"] == "Alpha/Ava-1") & (told["attribute"] == "license")]
        assert rows["value"].tolist() == [licence]


def test_the_order_of_the_rows_decides_nothing() -> None:
    panel = whole()
    backwards = Panel(panel.observations[::-1], panel.attributes[::-1], panel.ledger)
    day = date(2026, 11, 9)
    keys = ["source", "entity", "period"]
    one, two = (
        p.as_of(day).observations.sort_values(keys, ignore_index=True) for p in (panel, backwards)
    )
    pd.testing.assert_frame_equal(one, two)


def test_looking_twice_from_one_day_sees_the_same() -> None:
    once = whole().as_of(date(2026, 11, 8))
    twice = once.as_of(date(2026, 11, 8))
    pd.testing.assert_frame_equal(once.observations, twice.observations)
    pd.testing.assert_frame_equal(once.attributes, twice.attributes)


@pytest.mark.parametrize("panel", [Panel.empty(), Panel.empty().as_of(date(2026, 11, 9))])
def test_a_panel_that_knows_nothing_has_all_columns(panel: Panel) -> None:
    assert tuple(panel.observations.columns) == OBSERVATION_COLUMNS
    assert tuple(panel.attributes.columns) == ATTRIBUTE_COLUMNS
    assert tuple(panel.ledger.columns) == LEDGER_COLUMNS


def test_without_its_revisions_a_panel_holds_what_stood_there_before() -> None:
    known = small_panel(date(2026, 11, 9))
    before = known.unrevised()
    assert before is not None
    own = before.observations
    mine = own[(own["entity"] == "gamma/Cor-1") & (own["period"] == "2026-11-08")]
    assert list(mine["downloads_30d"]) == [300.0]
    assert len(own) == len(known.observations)
    assert small_panel(date(2026, 11, 8)).unrevised() is None
    assert small_panel(date(2027, 3, 1)).unrevised() is None, "old revisions are history"
