"""Event study: a step stands out, noise does not, and what is not covered is not computed."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from builder.metrics.event_study import derive
from builder.model.catalog import Catalog
from builder.model.panel import Panel, table_columns
from tests.metrics.chips import event, world_of_facts
from tests.metrics.pools import world_with

WEEKS = pd.date_range("2024-01-01", periods=100, freq="7D")
STEP = "2025-01-06"  # the Monday of week 53
WINDOW = {"measure": "token-share", "country": "cn", "days_before": 56, "days_after": 56,
          "declared": "2026-11-01"}  # fmt: skip


def shares(values: np.ndarray) -> Panel:
    rows = [
        ("market", pd.Timestamp("2026-11-01"), day, "country:cn", None, value, "")
        for day, value in zip(WEEKS, values, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=list(table_columns("tokens")))
    empty = Panel.empty()
    return Panel(empty.observations, empty.attributes, empty.ledger, {"tokens": frame})


def studied(values: np.ndarray, **events: str) -> dict[str, dict[str, object]]:
    acts = [event(own, on=on, window=WINDOW) for own, on in events.items()]
    frame = derive(world_of_facts(*acts, panel=shares(values)))
    return {str(row["event"]): row for row in frame.to_dict("records")}


NOISE = 20 + np.random.default_rng(7).normal(0, 1, 100)


def test_a_step_of_ten_points_at_the_act_differs() -> None:
    row = studied(NOISE + np.where(pd.Timestamp(STEP) <= WEEKS, 10, 0), act=STEP)["act"]
    assert row["outcome"] == "differs"
    assert row["change_pp"] == pytest.approx(10, abs=1.5)
    assert (row["points_before"], row["points_after"]) == (8, 8)
    assert row["p_value"] == pytest.approx(1 / 1001)


def test_noise_is_no_detectable_change() -> None:
    row = studied(NOISE, act=STEP)["act"]
    assert row["outcome"] == "none"
    assert row["placebo_low_pp"] < row["change_pp"] < row["placebo_high_pp"]


def test_a_steady_rise_is_no_detectable_change_for_every_other_day_rises_too() -> None:
    row = studied(np.arange(100) * 0.5, act=STEP)["act"]
    assert row["change_pp"] == pytest.approx(4)  # eight weeks of half a point
    assert row["outcome"] == "none"


def test_the_means_are_those_of_the_days_in_the_window() -> None:
    row = studied(np.arange(100.0), act=STEP)["act"]
    assert row["before_pct"] == np.mean(np.arange(45, 53))
    assert row["after_pct"] == np.mean(np.arange(53, 61))


def test_a_window_that_the_series_does_not_cover_is_not_computed_and_says_why() -> None:
    rows = studied(NOISE, early="2024-01-15", late="2025-11-20", before="2020-01-01")
    assert {row["outcome"] for row in rows.values()} == {"not-computable"}
    assert {row["reason"] for row in rows.values()} == {"its series does not cover the window"}
    assert all(np.isnan(float(str(row["change_pp"]))) for row in rows.values())


def test_an_act_without_a_day_and_a_share_that_nobody_saw_are_not_computed() -> None:
    assert studied(NOISE, act="2025-01")["act"]["reason"] == "the day of the act is not known"
    world = world_of_facts(event("act", on=STEP, window=WINDOW))
    assert derive(world)["reason"].tolist() == ["no source has observed this share"]


def test_several_studies_of_one_source_are_adjusted_for_each_other() -> None:
    steps = NOISE + np.where(pd.Timestamp(STEP) <= WEEKS, 2, 0)
    alone = studied(steps, act=STEP)["act"]
    acts = {"act": STEP, **{f"other-{n}": str(WEEKS[n].date()) for n in (12, 20, 30, 75, 85)}}
    among = studied(steps, **acts)["act"]
    assert among["p_value"] == alone["p_value"]
    assert float(str(among["p_adjusted"])) >= float(str(alone["p_adjusted"]))


def test_the_same_seed_gives_the_same_figures_and_no_later_act_is_seen() -> None:
    assert studied(NOISE, act=STEP) == studied(NOISE, act=STEP)
    world = world_of_facts(event("act", on=STEP, window=WINDOW), panel=shares(NOISE))
    assert derive(replace(world, as_of=date(2025, 1, 5))).empty


def test_download_shares_are_those_of_the_pool() -> None:
    rows = [
        (str(day.date()), repository, round(downloads * 1000))
        for day, n in zip(WEEKS, NOISE, strict=True)
        for repository, downloads in (("Alpha/Ava-1", n), ("beta/Bor-1", 100 - n))
    ]
    world = world_with(rows)
    act = event("act", on=STEP, window={**WINDOW, "measure": "download-share", "country": "aa"})
    catalog = Catalog({**world.catalog.entities, "events": {"act": act}})
    found = derive(replace(world, catalog=catalog)).iloc[0]
    assert found["before_pct"] == pytest.approx(NOISE[45:53].mean(), abs=0.01)
    assert found["outcome"] == "none"
