"""What a night's census must hold before it is believed: a Hub that did not shrink."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.model.entities import Source
from builder.model.panel import Panel
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.pipeline.believable import believable, bounds_of
from builder.store.archive import Archive
from builder.store.catalog import read_entity
from tests.world.clock import NOON

ENTITIES = ("all:hub", "country:aa", "country:bb", "family:x", "family:y", "family:z")


def census(day: int, repositories: float) -> tuple[Snapshot, Parsed]:
    as_of = date(2026, 11, day)
    values = {"repositories": repositories, "downloads_30d": 1.0}
    found = tuple(Observation(entity, as_of, values) for entity in ENTITIES)
    snapshot = Snapshot("hub-census", as_of, NOON, "https://x.example", {}, "ok")
    return snapshot, Parsed(found, (), "census")


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    """Give an archive of two nights, the later with three million repositories."""
    archive = Archive(tmp_path)
    archive.append(*census(20, 1_000_000))
    archive.append(*census(21, 3_000_000))
    return archive.read()


@pytest.mark.parametrize("now", [2_400_000, 3_000_000, 3_100_000])
def test_a_census_of_about_the_last_size_is_believed(panel: Panel, now: float) -> None:
    snapshot, parsed = believable(*census(22, now), panel)
    assert (snapshot.outcome, len(parsed.observations)) == ("ok", len(ENTITIES))


@pytest.mark.parametrize("now", [0, 1_500_000, 2_399_999])
def test_a_census_that_lost_a_fifth_of_the_hub_is_withheld_and_told(
    panel: Panel, now: float
) -> None:
    snapshot, parsed = believable(*census(22, now), panel)
    assert (snapshot.outcome, parsed.observations) == ("partial", ())
    assert f"withheld: {now:,.0f} repositories in all after 3,000,000" in snapshot.detail


def test_the_first_census_has_nothing_to_be_compared_with() -> None:
    snapshot, parsed = believable(*census(22, 5), Panel.empty())
    assert (snapshot.outcome, len(parsed.observations)) == ("ok", len(ENTITIES))


@pytest.mark.parametrize(("floor", "outcome"), [(60, "partial"), (40, "ok")])
def test_the_catalog_may_set_the_floor_and_the_ceiling_of_a_source(
    panel: Panel, floor: int, outcome: str
) -> None:
    text = (
        "name: X\npublisher: X\nurl: https://x.example\nevidence: dataset\nlicence: X\n"
        f"attribution: X\ncadence: weekly\nfloor_pct: {floor}\nceiling_pct: 150\n"
    )
    source, _, findings = read_entity("sources", "hub-census", text.encode(), "x.yml")
    assert isinstance(source, Source), findings
    snapshot, parsed = census(22, 3_000_000)
    half = replace(parsed, observations=parsed.observations[:3])
    told, _ = believable(snapshot, half, panel, bounds=bounds_of(source))
    assert told.outcome == outcome
    more = tuple(replace(one, entity=f"{one.entity}-{n}") for one in parsed.observations
                 for n in range(2))  # fmt: skip
    grown = replace(parsed, observations=more)
    told, kept = believable(snapshot, grown, panel, bounds=bounds_of(source))
    assert (told.outcome, told.detail) == ("ok", "grew: 12 entities after 6")
    assert len(kept.observations) == 12


def hub(day: int, repositories: int) -> tuple[Snapshot, Parsed]:
    """Return a night on which the one namespace `n` has so many repositories."""
    as_of = date(2026, 11, day)
    found = tuple(Observation(f"n/{one}", as_of, {"likes": 1.0}) for one in range(repositories))
    return Snapshot("hugging-face", as_of, NOON, "https://x.example", {"n": ()}, "ok"), Parsed(
        found, ()
    )


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (6, 2, "ok"),  # a third is the floor itself
        (6, 1, "partial"),
        (5, 1, "ok"),  # so few may well go in one night
        (6, 18, "ok"),
    ],
)
def test_a_namespace_is_believed_down_to_its_floor_and_small_ones_always(
    tmp_path: Path, before: int, now: int, outcome: str
) -> None:
    archive = Archive(tmp_path)
    archive.append(*hub(21, before))
    snapshot, parsed = believable(*hub(22, now), archive.read())
    assert snapshot.outcome == outcome
    assert len(parsed.observations) == (now if outcome == "ok" else 0)
    assert "grew" not in snapshot.detail


def test_a_small_table_may_lose_most_of_its_rows(tmp_path: Path) -> None:
    snapshot, parsed = census(21, 1.0)
    few = replace(parsed, observations=parsed.observations[1:])
    Archive(tmp_path).append(snapshot, few)
    later, told = census(22, 1.0)
    one = replace(told, observations=told.observations[-1:])
    assert believable(later, one, Archive(tmp_path).read())[0].outcome == "ok"
