"""What changed is found, told in a sentence, and called the same every night."""

from dataclasses import replace
from datetime import date

import pandas as pd

from builder.metrics import derive
from builder.model.panel import REPOSITORIES, Panel, table_columns
from builder.model.site import Site
from builder.news import Change, changes
from builder.speech import Speech, speaking
from tests.world.small_world import LAST_DAY, catalog_from, small_catalog, small_site


def site_of(*nights: tuple[str, dict[str, float]]) -> Site:
    """Return the small catalog with nights of downloads, as `hugging-face` told them."""
    rows = [
        ("hugging-face", LAST_DAY, day, entity, downloads, 1.0, 1.0, "")
        for day, counters in nights
        for entity, downloads in counters.items()
    ]
    frame = pd.DataFrame(rows, columns=list(table_columns(REPOSITORIES)))
    for column in ("vintage", "period"):
        frame[column] = pd.to_datetime(frame[column])
    panel = replace(Panel.empty(), observations=frame)
    catalog = small_catalog()
    return Site(LAST_DAY, catalog, panel, derive(panel, catalog, LAST_DAY), {})


def told(site: Site, kind: str, dimension: str = "") -> list[Change]:
    return [one for one in changes(site) if one.kind == kind and f"/{dimension}" in one.id]


def test_an_overtaking_names_both_the_new_rank_and_both_counters() -> None:
    site = site_of(
        ("2026-11-07", {"Alpha/Ava-1": 100, "beta/Bor-1": 200}),
        ("2026-11-08", {"Alpha/Ava-1": 300, "beta/Bor-1": 200}),
    )
    (one,) = [c for c in told(site, "overtaking", "country/") if "/all/" in c.id]
    assert one.sentence == (
        "Avaland overtook Borland and is now number 1 of countries by downloads of all "
        "repositories: 300 in 30 days, 100 on 7 November 2026."
    )
    assert one.entities == (("countries", "aa"), ("countries", "bb"))
    assert one.id == "overtaking/hugging-face/all/country/aa/night/2026-11-08"
    assert {c.entities[0] for c in told(site, "overtaking", "model/")} == {("models", "ava-1")}


def test_equal_counters_overtake_nobody() -> None:
    site = site_of(
        ("2026-11-07", {"Alpha/Ava-1": 100, "beta/Bor-1": 200}),
        ("2026-11-08", {"Alpha/Ava-1": 200, "beta/Bor-1": 200}),
    )
    assert told(site, "overtaking") == []


def test_who_was_seen_on_one_of_two_days_only_overtakes_nobody() -> None:
    site = site_of(
        ("2026-11-07", {"beta/Bor-1": 200}),
        ("2026-11-08", {"Alpha/Ava-1": 900, "beta/Bor-1": 200}),
    )
    assert told(site, "overtaking") == []


def test_a_week_is_no_night_and_a_share_tells_both_ends() -> None:
    site = site_of(
        ("2026-11-01", {"Alpha/Ava-1": 100, "beta/Bor-1": 100}),
        ("2026-11-08", {"Alpha/Ava-1": 150, "beta/Bor-1": 50}),
    )
    (gained,) = told(site, "share", "all/country/aa")
    assert gained.span == "week"
    assert gained.sentence == (
        "Avaland gained 25.0 points among countries by downloads of all repositories: "
        "75.0\xa0%, after 50.0\xa0% on 1 November 2026."
    )
    assert gained.values["share_pct"] == 75.0


def test_released_models_and_dated_acts_are_told_with_their_day() -> None:
    catalog, findings = catalog_from(
        {
            "models/new": "name: New-1\nsource: atlas\norganization: alpha\nweights: closed\n"
            "released: {on: '2026-10', source: atlas}\n",
            "events/act": "name: An act\nsource: atlas\n'on': '2026-11-02'\ntype: rule\n"
            "effect: It forbids.\n",
        },
        small_catalog(),
    )
    assert findings == ()
    told = [(one.kind, one.day, one.sentence)
            for one in changes(replace(small_site(), catalog=catalog, _known={}))]  # fmt: skip
    assert "New-1 by Alpha came out: October 2026." in {what for _, _, what in told}
    assert ("event", date(2026, 11, 2), "An act: It forbids.") in told


def test_the_same_world_tells_the_same_changes_in_each_language_of_its_own() -> None:
    site = small_site()
    english = changes(site)
    assert english == changes(replace(site, _known={}))
    words = {"{name} gained {points} points among {ranking}: {now}, after {before} on {day}.": "X"}
    with speaking(Speech("fr", words)):
        spoken = changes(replace(site, _known={}))
    assert [one.id for one in spoken] == [one.id for one in english]
    assert "X" in {one.sentence for one in spoken}
    assert "X" not in {one.sentence for one in english}
