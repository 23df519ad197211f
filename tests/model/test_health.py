"""How a source is doing: young enough, too old, failed, ended, or never heard of."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from builder.model.entities import Source
from builder.model.health import Health, health
from builder.model.panel import LEDGER_COLUMNS, Panel, empty_table
from tests.world.small_world import small_catalog, small_panel

NEWEST = date(2026, 11, 8)


def hub(as_of: date) -> Health:
    source = small_catalog().sources["hugging-face"]
    return health("hugging-face", source, small_panel().as_of(as_of), as_of)


def with_fetch(outcome: str, as_of: date, detail: str = "") -> Panel:
    panel = small_panel()
    row = dict.fromkeys(LEDGER_COLUMNS, "") | {
        "source": "hugging-face", "as_of": as_of.isoformat(), "outcome": outcome, "detail": detail
    }  # fmt: skip
    ledger = pd.concat([panel.ledger, pd.DataFrame([row])], ignore_index=True)
    return Panel(panel.observations, panel.attributes, ledger)


@pytest.mark.parametrize(
    ("days", "state", "behind"),
    [
        (0, "fresh", False), (1, "fresh", False), (2, "late", False), (3, "late", False),
        (4, "stale", True), (400, "stale", True),
    ],
)  # fmt: skip
def test_a_nightly_source_is_late_after_a_night_and_stale_after_its_limit(
    days: int, state: str, behind: bool
) -> None:
    one = hub(NEWEST + timedelta(days=days))
    assert (one.state, one.age_days, one.newest) == (state, days, NEWEST)
    assert one.is_behind is behind


def test_a_source_without_a_limit_is_late_and_never_stale() -> None:
    source = small_catalog().sources["hugging-face"].model_copy(update={"stale_after_days": None})
    one = health("hugging-face", source, small_panel(), NEWEST + timedelta(days=400))
    assert one.state == "late"


@pytest.mark.parametrize(
    ("lag", "days", "state"), [(None, 30, "fresh"), (4, 11, "fresh"), (4, 12, "late")]
)
def test_a_slower_source_is_late_only_where_it_says_how_old_it_usually_is(
    lag: int | None, days: int, state: str
) -> None:
    changed = {"cadence": "weekly", "lag_days": lag, "stale_after_days": 90}
    source = small_catalog().sources["hugging-face"].model_copy(update=changed)
    one = health("hugging-face", source, small_panel(), NEWEST + timedelta(days=days))
    assert one.state == state


def test_a_source_whose_last_fetch_failed_has_failed_however_fresh_it_is() -> None:
    day = date(2026, 11, 10)
    source = small_catalog().sources["hugging-face"]
    one = health("hugging-face", source, with_fetch("failed", day, "no route"), day)
    assert (one.state, one.last_detail, one.is_behind) == ("failed", "no route", True)


def test_a_source_that_failed_and_then_answered_is_well() -> None:
    day = date(2026, 11, 10)
    panel = with_fetch("failed", day)
    again = dict(panel.ledger.iloc[-1]) | {"outcome": "ok"}
    ledger = pd.concat([panel.ledger, pd.DataFrame([again])], ignore_index=True)
    source = small_catalog().sources["hugging-face"]
    one = health("hugging-face", source, Panel(panel.observations, panel.attributes, ledger), day)
    assert one.state == "late"


def test_a_source_that_ended_is_ended_however_old_it_is() -> None:
    source = small_catalog().sources["old-lists"]
    one = health("old-lists", source, small_panel(), date(2030, 1, 1))
    assert (one.state, one.is_behind) == ("ended", False)


def test_a_source_that_was_never_asked_has_never_answered() -> None:
    source = small_catalog().sources["hugging-face"]
    one = health("hugging-face", source, Panel.empty(), NEWEST)
    assert (one.state, one.newest, one.age_days, one.last_success) == ("never", None, None, None)
    assert (one.rows, one.attempts_90d, one.requests_30d, one.incidents) == (0, 0, 0, ())
    assert not one.is_behind


def test_a_source_that_was_asked_in_vain_for_ninety_days_is_dead_until_it_answers() -> None:
    source = small_catalog().sources["hugging-face"]
    last_well = hub(date(2026, 11, 9)).last_success
    assert last_well is not None
    for days, state in ((89, "failed"), (90, "dead")):
        day = last_well + timedelta(days=days)
        one = health("hugging-face", source, with_fetch("failed", day), day)
        assert (one.state, one.is_behind) == (state, True)
    day = last_well + timedelta(days=91)
    assert health("hugging-face", source, with_fetch("ok", day), day).state == "stale"


def test_a_source_that_lacks_its_key_is_skipped_and_no_failure() -> None:
    day = date(2026, 11, 10)
    source = small_catalog().sources["hugging-face"]
    one = health("hugging-face", source, with_fetch("skipped", day, "no key"), day)
    assert (one.state, one.is_behind, one.attempts_30d) == ("skipped", False, 3)


def test_the_usual_lag_is_the_median_age_of_the_newest_period_on_the_night_it_came() -> None:
    def row(period: str, vintage: str) -> dict[str, object]:
        return {"source": "hugging-face", "entity": "a/b", "period": pd.Timestamp(period),
                "vintage": pd.Timestamp(vintage)}  # fmt: skip

    rows = [row("2026-11-01", "2026-11-01"), row("2026-11-02", "2026-11-04"),
            row("2026-11-01", "2026-11-04"), row("2026-11-04", "2026-11-08")]  # fmt: skip
    panel = replace(Panel.empty(), observations=pd.DataFrame(rows))
    source = small_catalog().sources["hugging-face"]
    assert health("hugging-face", source, panel, date(2026, 11, 9)).lag_days == 2.0


def test_the_counts_are_of_nights_and_not_of_tries() -> None:
    one = hub(date(2026, 11, 9))
    assert (one.attempts_30d, one.successes_30d, one.last_outcome) == (3, 2, "partial")
    assert (one.rows, one.nights) == (13, 2)
    assert hub(date(2026, 12, 1)).attempts_30d == 2
    later = hub(date(2026, 12, 9))
    assert (later.attempts_30d, later.attempts_90d, later.successes_90d) == (0, 3, 2)


def test_ages_are_counted_from_what_was_known_on_the_day() -> None:
    source: Source = small_catalog().sources["hugging-face"]
    day = date(2026, 11, 7)
    one = health("hugging-face", source, small_panel(day), day)
    assert (one.state, one.newest, one.age_days) == ("stale", date(2026, 11, 1), 6)


def test_a_source_of_another_table_is_as_old_as_its_newest_period() -> None:
    day = pd.Timestamp("2026-11-01")
    row = {"source": "shop", "period": day, "vintage": day, "entity": "a/b"}
    prices = pd.DataFrame([row], columns=empty_table("prices").columns)
    panel = replace(Panel.empty(), others={"prices": prices})
    source = Source.model_validate(
        {
            "id": "shop", "name": "Shop", "publisher": "Shop", "url": "https://shop.example",
            "evidence": "dataset", "licence": "MIT", "attribution": "Shop", "cadence": "nightly",
            "pool": "Prices", "stale_after_days": 30,
        }
    )  # fmt: skip
    young = health("shop", source, panel, date(2026, 12, 1))
    assert (young.state, young.age_days, young.rows, young.nights) == ("late", 30, 1, 1)
    assert health("shop", source, panel, date(2026, 12, 2)).state == "stale"
