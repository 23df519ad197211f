"""Repositories that were renamed, moved or spelled anew have one history, and it is theirs."""

from datetime import date
from typing import Any

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.panel import Panel
from builder.model.renames import one_name
from tests.world.catalogs import catalog_of
from tests.world.small_world import catalog_from, empty_catalog

LAST = date(2026, 11, 30)
NOBODY = catalog_of()


def panel_of(*nights: dict[str, Any], source: str = "hub") -> Panel:
    """Return a panel of nights from 1 November on: names with their ids, or None without."""
    seen, told = [], []
    known: dict[str, str] = {}
    for day, night in enumerate(nights, 1):
        on = pd.Timestamp(2026, 11, day)
        for number, (name, hub_id) in enumerate(night.items()):
            row = {"source": source, "vintage": on, "entity": name}
            seen.append({**row, "period": on, "downloads_30d": 100.0 * day + number,
                         "downloads_all_time": 1.0, "likes": 1.0, "status": ""})  # fmt: skip
            if hub_id and known.get(name) != hub_id:
                known[name] = hub_id
                told.append({**row, "attribute": "hub_id", "value": hub_id})
    empty = Panel.empty()
    attributes = pd.DataFrame(told, columns=list(empty.attributes.columns))
    return Panel(pd.DataFrame(seen), attributes.astype({"vintage": "datetime64[s]"}), empty.ledger)


def series(panel: Panel, catalog: Catalog = NOBODY, as_of: date = LAST) -> dict[str, list[float]]:
    """Return each name's values, by period, as they are read on `as_of`."""
    seen = one_name(panel, catalog, as_of).as_of(as_of).observations.sort_values("period")
    return {str(name): own["downloads_30d"].tolist() for name, own in seen.groupby("entity")}


def test_a_renamed_repository_is_one_series_under_its_newest_name() -> None:
    panel = panel_of({"a/Old": "1", "a/Other": "2"}, {"a/New": "1", "a/Other": "2"})
    assert series(panel) == {"a/New": [100, 200], "a/Other": [101, 201]}


def test_before_the_night_of_its_renaming_nobody_knows_the_new_name() -> None:
    panel = panel_of({"a/Old": "1"}, {"a/New": "1"})
    assert series(panel, as_of=date(2026, 11, 1)) == {"a/Old": [100]}


def test_a_repository_that_moves_takes_its_history_along() -> None:
    panel = panel_of({"a/X": "1", "b/Y": "2"}, {"b/X": "1", "b/Y": "2"}, {"b/X": "1", "b/Y": "2"})
    assert series(panel) == {"b/X": [100, 200, 300], "b/Y": [101, 201, 301]}


def test_a_name_that_another_repository_takes_over_keeps_the_two_apart() -> None:
    panel = panel_of({"a/X": "1"}, {"a/Y": "1"}, {"a/Y": "1", "a/X": "2"})
    assert series(panel) == {"a/Y": [100, 200, 300], "a/X": [301]}


def test_a_repository_that_gets_its_old_name_back_is_one_series() -> None:
    panel = panel_of({"a/X": "1"}, {"a/Y": "1"}, {"a/X": "1"})
    assert series(panel) == {"a/X": [100, 200, 300]}


def test_two_names_swapped_overnight_are_two_series() -> None:
    panel = panel_of({"a/X": "1", "a/Y": "2"}, {"a/X": "2", "a/Y": "1"})
    assert series(panel) == {"a/Y": [100, 201], "a/X": [101, 200]}


def test_of_one_night_that_saw_both_names_the_newest_counts() -> None:
    panel = panel_of({"a/X": "1"}, {"a/Y": "1", "a/X": "1"}, {"a/Y": "1"})
    assert series(panel) == {"a/Y": [100, 200, 300]}


def test_another_spelling_is_the_same_repository() -> None:
    assert series(panel_of({"qwen/qwen3": None}, {"Qwen/Qwen3": None})) == {
        "Qwen/Qwen3": [100, 200]
    }


def makers(*namespaces: str) -> Catalog:
    """Return a catalog in which `Old` is a former namespace of who uses `namespaces`."""
    listed = "".join(f"  - {name}\n" for name in namespaces)
    text = (
        "name: Maker\nsource: {url: https://a.example, publisher: A, accessed: 2026-11-01, "
        f"evidence: dataset}}\ncountry: cn\nroles: [models]\nnamespaces:\n{listed}"
        "  - {name: Old, until: 2026-11}\n"
    )
    catalog, findings = catalog_from({"organizations/maker": text}, empty_catalog())
    assert findings == ()
    return catalog


def test_without_ids_a_former_namespace_leads_on_to_the_one_in_use() -> None:
    panel = panel_of({"Old/GLM": None, "Old/Gone": None}, {"new/GLM": None})
    assert series(panel, makers("new")) == {"new/GLM": [100, 200], "Old/Gone": [101]}


def test_names_that_were_seen_together_are_two_repositories() -> None:
    panel = panel_of({"Old/GLM": None}, {"Old/GLM": None, "new/GLM": None})
    assert series(panel, makers("new")) == {"Old/GLM": [100, 200], "new/GLM": [201]}


def test_nobody_guesses_where_a_former_namespace_leads_on_to_several() -> None:
    panel = panel_of({"Old/GLM": None}, {"new/GLM": None})
    assert len(series(panel, makers("new", "newer"))) == 2


def test_what_was_told_of_it_is_told_of_the_newest_name_alone() -> None:
    panel = panel_of({"a/Old": "1"}, {"a/New": "1"})
    days = panel.attributes["vintage"]
    more = [("hub", days[0], "a/Old", "licence", "mit"), ("hub", days[0], "a/Old", "gated", "no"),
            ("hub", days[1], "a/New", "licence", "other")]  # fmt: skip
    frame = pd.DataFrame(more, columns=list(panel.attributes.columns))
    panel = Panel(panel.observations, pd.concat([panel.attributes, frame], ignore_index=True),
                  panel.ledger)  # fmt: skip
    told = one_name(panel, NOBODY, LAST).as_of(LAST).attributes
    assert set(zip(told["entity"], told["attribute"], told["value"], strict=True)) == {
        ("a/New", "hub_id", "1"),
        ("a/New", "licence", "other"),
    }


def test_a_panel_without_renames_stays_as_it_is() -> None:
    panel = panel_of({"a/X": "1"}, {"a/X": "1"})
    pd.testing.assert_frame_equal(one_name(panel, NOBODY, LAST).observations, panel.observations)
    assert one_name(Panel.empty(), NOBODY, LAST).observations.empty
