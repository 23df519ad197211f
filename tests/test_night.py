"""The night, as GitHub Actions runs it: the real command against a Hub on loopback."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.world.commands import tracker
from tests.world.hub import Hub
from tests.world.hub_faults import status
from tests.world.hub_world import World, make_item, make_world
from tests.world.roots import make_root, write

CHECKOUT = Path(__file__).parents[1]
TONIGHT = "2026-11-24"
TOMORROW = "2026-11-25"


def world() -> World:
    """Return a Hub of three namespaces with twelve repositories each."""
    return make_world(seed=1, namespaces=3, repositories=12)


@pytest.fixture
def filled(hub: Hub) -> Hub:
    """Give that Hub, running."""
    hub.world = world()
    return hub


@pytest.fixture
def root(tmp_path: Path, filled: Hub) -> Path:
    """Give a checkout whose catalog knows the Hub's namespaces."""
    return make_root(tmp_path, *filled.world.namespaces)


@dataclass(frozen=True)
class Night:
    """A night that went well: its folder, what the command said, how often the Hub was asked."""

    root: Path
    run: subprocess.CompletedProcess[str]
    asked: int


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Give one whole night, run as GitHub runs it; whoever goes on from it takes a copy."""
    with Hub(world()) as hub:
        root = make_root(tmp_path_factory.mktemp("first"), *hub.world.namespaces)
        run = subprocess.run(  # noqa: S603  our own command, as a night starts it
            [sys.executable, "-m", "builder", "nightly", "--as-of", TONIGHT, "--root", str(root)],
            env={**os.environ, "HF_ENDPOINT": hub.url},
            capture_output=True,
            text=True,
            check=False,
        )
        yield Night(root, run, hub.count)


@pytest.fixture
def after(first: Night, tmp_path: Path) -> Path:
    """Give a checkout as that first night left it."""
    return shutil.copytree(first.root, tmp_path / "after", symlinks=True)


def nightly(root: Path, hub: str, as_of: str = TONIGHT) -> subprocess.CompletedProcess[str]:
    return tracker(root, "nightly", "--as-of", as_of, HF_ENDPOINT=hub)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_clean_night_fetches_checks_and_publishes(first: Night) -> None:
    root, run = first.root, first.run
    assert run.returncode == 0, run.stdout + run.stderr
    assert "hugging-face: ok, 36 observations" in run.stdout
    assert first.asked <= 3 * 3
    assert (root / "site" / "index.html").is_file()
    day = root / "data/archive/observations/hugging-face/2026/11" / f"{TONIGHT}.csv"
    assert len(day.read_text().splitlines()) == 37
    home = (root / "site" / "index.html").read_text()
    assert "24 November 2026" in home
    assert "fresh" in home


def test_the_same_night_twice_gives_the_same_archive_and_site_and_asks_nothing(
    filled: Hub, after: Path
) -> None:
    before, site = hashes(after / "data"), hashes(after / "site")
    shutil.rmtree(after / "site")
    again = nightly(after, filled.url)
    assert again.returncode == 0
    assert "already in the archive" in again.stdout
    assert hashes(after / "data") == before
    assert filled.count == 0
    assert _without_index(hashes(after / "site")) == _without_index(site)


def test_two_machines_archive_the_same_night_alike(
    filled: Hub, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = make_root(tmp_path_factory.mktemp("other"), *filled.world.namespaces)
    for place in (root, other):
        assert tracker(place, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=filled.url).returncode == 0
    rooms = ("observations", "attributes")
    for room in rooms:
        assert hashes(root / "data/archive" / room) == hashes(other / "data/archive" / room)


def test_a_hub_that_is_down_leaves_the_last_good_data_on_the_site_and_says_so(
    filled: Hub, after: Path
) -> None:
    archived = hashes(after / "data/archive/observations")
    url = filled.url
    filled.stop()
    run = nightly(after, url, TOMORROW)
    assert run.returncode == 3, run.stdout + run.stderr
    assert "hugging-face: failed" in run.stdout
    assert hashes(after / "data/archive/observations") == archived
    home = (after / "site" / "index.html").read_text()
    assert "24 November 2026" in home
    assert "source down, 1 day old" in home
    assert "failed" in (after / "site" / "health" / "index.html").read_text()
    name = next(iter(filled.world.namespaces))
    for page in ("adoption", "countries/aa", f"organizations/{name}"):
        assert "(source down, 1 day old)" in (after / "site" / page / "index.html").read_text()


def test_fetching_from_a_hub_that_refuses_everything_ends_with_nothing_new(
    filled: Hub, root: Path
) -> None:
    filled.twist(status(403), times=1_000)
    run = tracker(root, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=filled.url)
    assert run.returncode == 4, run.stdout + run.stderr
    assert not (root / "data/archive/observations").exists()


def test_an_old_newest_night_is_stale_beyond_its_limit(filled: Hub, after: Path) -> None:
    later = tracker(after, "build", "--as-of", "2026-11-28", HF_ENDPOINT=filled.url)
    assert later.returncode == 3
    assert "hugging-face is stale: newest period 2026-11-24" in later.stderr


def test_a_namespace_that_answers_nothing_keeps_its_rows_and_is_named(
    filled: Hub, after: Path
) -> None:
    gone = next(iter(filled.world.namespaces))
    filled.world.namespaces[gone].repositories.clear()
    run = nightly(after, filled.url, TOMORROW)
    assert run.returncode == 3, run.stdout + run.stderr
    assert gone in run.stdout
    tomorrow = after / "data/archive/observations/hugging-face/2026/11" / f"{TOMORROW}.csv"
    assert len(tomorrow.read_text().splitlines()) == 1 + 24
    told = "12 repositories were not reached and stand with their last values"
    assert told in (after / "site/adoption/index.html").read_text()


def test_a_failing_namespace_does_not_stop_the_others_and_the_second_run_adds_it(
    filled: Hub, root: Path
) -> None:
    first, *_ = filled.world.namespaces
    filled.twist(status(403), author=first, times=50)
    filled.twist(status(403), path=f"/api/organizations/{first}", times=50)
    run = tracker(root, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=filled.url)
    assert run.returncode == 3, run.stdout + run.stderr
    day = root / "data/archive/observations/hugging-face/2026/11" / f"{TONIGHT}.csv"
    partial = day.read_text().splitlines()
    assert len(partial) == 1 + 24
    whole = Hub(filled.world)
    with whole:
        assert tracker(root, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=whole.url).returncode == 0
    complete = day.read_text().splitlines()
    assert len(complete) == 1 + 36
    assert set(partial) <= set(complete)


def test_a_mistake_in_the_catalog_publishes_nothing_and_leaves_the_old_site(
    filled: Hub, after: Path
) -> None:
    site = hashes(after / "site")
    write(after / "data/catalog/countries/aa.yml", "name: Aland\nsorce: nobody\n")
    run = tracker(after, "build", "--as-of", TONIGHT, HF_ENDPOINT=filled.url)
    assert run.returncode == 1
    assert "data/catalog/countries/aa.yml:2:1: error: does not know `sorce`" in run.stderr
    assert "did you mean `source`?" in run.stderr
    assert hashes(after / "site") == site


def test_killed_before_the_ledger_the_night_is_done_again_and_nothing_is_lost(
    filled: Hub, root: Path
) -> None:
    assert tracker(root, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=filled.url).returncode == 0
    before = hashes(root / "data/archive/observations")
    (root / "data/archive/snapshots.csv").unlink()
    assert tracker(root, "fetch", "--as-of", TONIGHT, HF_ENDPOINT=filled.url).returncode == 0
    assert hashes(root / "data/archive/observations") == before
    assert (root / "data/archive/snapshots.csv").is_file()


def _without_index(site: dict[str, str]) -> dict[str, str]:
    """Return a site without its search index, which lists its filters in any order."""
    return {path: told for path, told in site.items() if not path.startswith("pagefind/")}


def test_a_past_day_is_built_as_it_was_known_then(filled: Hub, after: Path) -> None:
    name = next(iter(filled.world.namespaces))
    newcomer = make_item(f"{name}/a-model-of-tomorrow", 99)
    filled.world.namespaces[name].repositories.append(newcomer)
    assert nightly(after, filled.url, TOMORROW).returncode == 0
    assert "a-model-of-tomorrow" in (after / f"site/organizations/{name}/index.html").read_text()
    assert tracker(after, "build", "--as-of", TONIGHT, HF_ENDPOINT=filled.url).returncode == 0
    page = (after / f"site/organizations/{name}/index.html").read_text()
    assert "a-model-of-tomorrow" not in page
    assert date.fromisoformat(TONIGHT).strftime("%-d %B %Y") in page


def test_a_root_without_data_and_an_unknown_source_are_wrong_usage(
    tmp_path: Path, filled: Hub, root: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert tracker(empty, "build", HF_ENDPOINT=filled.url).returncode == 2
    unknown = tracker(root, "fetch", "no-such-source", HF_ENDPOINT=filled.url)
    assert unknown.returncode == 2
    assert "hugging-face" in unknown.stderr
