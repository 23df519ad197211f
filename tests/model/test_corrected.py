"""A correction changes what is published, never what was archived, and only while it fits."""

import math

import pytest

from builder.checks.corrections import check
from builder.model.catalog import Catalog
from builder.model.corrected import corrected, reach
from builder.model.panel import Panel
from tests.world.small_world import LAST_DAY, catalog_from, small_catalog, small_panel

TEXT = """\
name: Cor's counter
source: atlas
upstream: hugging-face
of: gamma/cor-1
field: downloads_30d
first: 2026-11-08
last: 2026-11-08
action: drop
expect: 50
reason: The counter stood still.
state: open
"""


def catalog(*changes: tuple[str, str]) -> Catalog:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    made, found = catalog_from({"corrections/cor": text}, small_catalog())
    assert found == (), found
    return made


def value(panel: Panel, day: str = "2026-11-08") -> tuple[float, str]:
    rows = panel.observations
    rows = rows[(rows["entity"] == "gamma/Cor-1") & (rows["source"] == "hugging-face")]
    row = rows[rows["period"] == day].iloc[0]
    return float(row["downloads_30d"]), str(row["status"])


def messages(catalog: Catalog) -> list[str]:
    return [f.message for f in check(catalog, small_panel(), as_of=LAST_DAY)]


def test_a_dropped_value_is_missing_and_marked() -> None:
    found, status = value(corrected(small_panel(), catalog()))
    assert math.isnan(found)
    assert "corrected:cor" in status
    assert value(small_panel())[0] == 50, "what the source said stays"


def test_only_the_days_of_the_correction_are_touched() -> None:
    after, before = corrected(small_panel(), catalog()).observations, small_panel().observations
    same = after["downloads_30d"].eq(before["downloads_30d"]) | after["downloads_30d"].isna()
    assert same.all()
    assert (after["status"] != before["status"]).sum() == 1


def test_an_overridden_value_is_the_new_one() -> None:
    panel = corrected(small_panel(), catalog(("action: drop", "action: override\nvalue: 40")))
    assert value(panel) == (40.0, "corrected:cor")


def test_a_flagged_value_stays_and_is_suspect() -> None:
    panel = corrected(small_panel(), catalog(("action: drop", "action: flag")))
    assert value(panel) == (50.0, "suspect:cor")


@pytest.mark.parametrize("state", ["fixed-upstream", "withdrawn"])
def test_a_correction_that_is_over_changes_nothing(state: str) -> None:
    over = catalog(("state: open", f"state: {state}"))
    assert value(corrected(small_panel(), over))[0] == 50


def test_a_correction_whose_guard_is_broken_rests_and_asks_for_a_look() -> None:
    stale = catalog(("expect: 50", "expect: 51"))
    assert value(corrected(small_panel(), stale))[0] == 50
    (message,) = messages(stale)
    assert "says 50 of gamma/cor-1 now, not 51" in message


def test_a_correction_of_nothing_is_told() -> None:
    (message,) = messages(catalog(("of: gamma/cor-1", "of: gamma/cor-9")))
    assert "holds no downloads_30d of gamma/cor-9" in message


def test_fixed_upstream_is_doubted_while_the_source_says_the_same() -> None:
    (message,) = messages(catalog(("state: open", "state: fixed-upstream")))
    assert "still" in message


def test_what_a_source_says_in_words_is_corrected_too() -> None:
    rows = small_panel().attributes
    row = rows[rows["source"] == "hugging-face"].iloc[0]
    made = catalog(
        ("of: gamma/cor-1", f"of: {row['entity']}"), ("downloads_30d", row["attribute"]),
        ("first: 2026-11-08\nlast: 2026-11-08\n", ""), ("expect: 50", f"expect: {row['value']}"),
        ("action: drop", "action: override\nvalue: something-else"),
    )  # fmt: skip
    assert reach(made.corrections["cor"], small_panel()).guard == "holds"
    after = corrected(small_panel(), made).attributes
    assert after.loc[row.name, "value"] == "something-else"
