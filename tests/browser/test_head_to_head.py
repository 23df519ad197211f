"""What the browser reckons of any two that are rated is what the metric says of a declared pair."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser

from builder.exports.ratings_json import export
from builder.metrics import board_ratings, head_to_head
from builder.model.metric import Derived
from builder.model.site import Site
from tests.metrics.ratings import AS_OF, TRIAL, Rated, world
from tests.metrics.test_head_to_head import DRAKE, FILES, HAWK

LOW, HIGH = (replace(HAWK, name=f"Hawk-1 ({s})", rating=r) for s, r in (("low", 90), ("high", 120)))
SET = replace(DRAKE, name="Drake-1_low")
LATER = "2026-02-08"
WORLDS: dict[str, Sequence[Rated]] = {
    "apart by their intervals": (DRAKE, HAWK),
    "intervals that overlap": (DRAKE, replace(HAWK, rating=104)),
    "no interval on one side": (DRAKE, replace(HAWK, half=None)),
    "never on one board": (DRAKE, replace(HAWK, board=LATER)),
    "the same setting before the best": (SET, LOW, HIGH),
    "one setting told": (DRAKE, LOW, HIGH),
    "two settings that differ": (SET, HIGH),
    "the newest board of both": (DRAKE, HAWK, *(replace(r, rating=r.rating + 5, board=LATER)
                                                for r in (DRAKE, replace(HAWK, rating=130)))),
    "an older board, for on the newest they differ": (
        DRAKE, HAWK, *(replace(r, board=LATER) for r in (SET, HIGH))),
    "only the first": (DRAKE, replace(HAWK, votes=99)),
    "only the second": (HAWK,),
    "several names of a family": (DRAKE, replace(DRAKE, name="Drake-1 (high)", rating=140), HAWK),
}  # fmt: skip
VALUES = ("gap", "low", "high", "separable")


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_any_pair_is_reckoned_in_the_browser_as_the_metric_reckons_it(
    browser: Browser, address: str, better: str
) -> None:
    files = FILES | {"benchmarks/trial": TRIAL.replace("better: higher", f"better: {better}")}
    page = browser.new_context().new_page()
    page.goto(address + "compare/")
    for name, rated in WORLDS.items():
        here = world(*rated, files=files)
        frame = board_ratings.derive(here)
        derived = {"board-ratings": Derived(board_ratings.METRIC, frame)}
        found = export(Site(AS_OF, here.catalog, here.panel, derived, {}))
        told = {d.path.removeprefix("api/v1/ratings/"): json.loads(d.text) for d in found}
        for row in _newest(head_to_head.derive(here)):
            sides = [
                told.get(f"{row['kind']}/{row[side]}.json", {"kind": row["kind"], "benchmarks": []})
                for side in ("first", "second")
            ]
            script = "async (two) => (await import('/assets/head-to-head.js')).meetings(...two)"
            assert _shown(page.evaluate(script, sides)) == _expected(row), (name, row["kind"])


def _newest(frame: pd.DataFrame) -> list[Any]:
    """Return of every pair the newest board on which it meets, or where it does not meet."""
    met = frame["state"].isin(["best", "same", "one"])
    order = frame.assign(met=met).sort_values(["pair", "met", "period"])
    return order.drop_duplicates("pair", keep="last").to_dict("records")


def _shown(meetings: Sequence[dict[str, Any]]) -> list[Any]:
    return [
        (one["state"], *(_number(one.get(value)) for value in VALUES),
         *((one[side]["name"], one[side]["day"]) for side in ("a", "b") if side in one))
        for one in meetings
    ]  # fmt: skip


def _expected(row: dict[str, Any]) -> list[Any]:
    """Return what the browser should say; of two that differ the metric tells names, too."""
    if row["state"] == "neither":
        return []
    values = [_number(row[name]) for name in ("gap", "gap_low", "gap_high", "separable")]
    day = str(row["period"].date())
    met = row["state"] in ("best", "same", "one")
    sides = [(row[f"{side}_entity"], day) for side in ("first", "second")] if met else []
    return [(row["state"], *values, *sides)]


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else round(float(value), 3)  # type: ignore[call-overload, arg-type]


def test_two_chosen_models_and_their_declared_page_say_the_same(
    browser: Browser, address: str
) -> None:
    page = browser.new_context().new_page()
    page.goto(address + "head-to-head/deepseek-r1-v-o1/")
    told = page.locator("#head-to-head-rows tbody tr").all_inner_texts()
    page.goto(address + "compare/?of=models/deepseek-r1,models/o1,models/kimi-k3")
    first = page.locator(".compare-boards").first
    first.wait_for()
    shown = first.locator("tbody tr").all_inner_texts()
    cut = [row.split("\t")[:8] for row in told]
    assert shown
    assert [row.split("\t") for row in shown] == cut
    assert page.locator(".compare-boards").count() == 3
