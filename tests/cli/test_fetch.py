"""`tracker fetch`: which outcomes of the sources are which code."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from tests.world.census_file import write_census
from tests.world.hub import Hub
from tests.world.hub_faults import status
from tests.world.hub_world import make_world
from tests.world.roots import SOURCE, make_root, write
from tests.world.shelf import Shelf

KEYED = SOURCE.replace("key: optional", "key: required").replace("Hub", "Marketplace")


def night(command: str, root: Path) -> Result:
    return CliRunner().invoke(main, [command, "--root", str(root), "--as-of", "2026-11-24"])


@pytest.fixture
def root(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a checkout with the Hub and with a source that wants a key, which is not set."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    hub.world = make_world(seed=1, namespaces=2, repositories=3)
    make_root(tmp_path, *hub.world.namespaces)
    write(tmp_path / "data/catalog/sources/openrouter-tokens.yml", KEYED)
    return tmp_path


@pytest.mark.parametrize("command", ["fetch", "nightly"])
def test_a_source_that_is_skipped_for_want_of_a_key_leaves_the_night_well(
    root: Path, command: str
) -> None:
    result = night(command, root)
    assert "openrouter-tokens: skipped, 0 observations" in result.output
    assert "OPENROUTER_API_KEY is not set" in result.output
    assert result.exit_code == Exit.WELL


def test_a_skipped_source_hides_no_failure(root: Path, hub: Hub) -> None:
    hub.twist(status(403))
    assert night("fetch", root).exit_code == Exit.NOTHING_NEW


def test_with_nothing_but_skipped_sources_all_is_well(root: Path) -> None:
    arguments = ["fetch", "openrouter-tokens", "--root", str(root), "--as-of", "2026-11-24"]
    assert CliRunner().invoke(main, arguments).exit_code == Exit.WELL


def test_a_census_of_the_hub_leaves_sums_in_the_archive_and_no_repository(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    census = SOURCE.replace("Hub", "Census")
    write(root / "data/catalog/sources/hub-census.yml", census)
    file = write_census(tmp_path / "models.parquet", 5_000).read_bytes()
    with Shelf() as shelf:
        shelf.put("/resolve/main/models.parquet", file)
        monkeypatch.setenv("TRACKER_URL_HUB_CENSUS", shelf.url)
        arguments = ["fetch", "hub-census", "--root", str(root), "--as-of"]
        first = CliRunner().invoke(main, [*arguments, "2026-11-24"])
        assert first.exit_code == Exit.WELL, first.output
        again = CliRunner().invoke(main, [*arguments, "2026-11-25"])
    assert "hub-census: ok, 0 observations" in again.output
    (day,) = (root / "data/archive/observations/hub-census").rglob("*.csv")
    lines = day.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "period,entity,repositories,downloads_30d,downloads_all_time,status"
    assert lines[1].startswith("2022-03-04,all:hub,5000,")
    assert not [line for line in lines if "/" in line]
