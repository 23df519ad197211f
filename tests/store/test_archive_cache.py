"""What is kept of the archive is what the archive says, or it is not used."""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from builder.model.panel import Panel
from builder.pipeline.root import CHECKOUT
from builder.store.archive import Archive
from builder.store.archive_cache import read_kept
from tests.world.small_world import SMALL

NIGHT = "observations/hugging-face/2026/11/2026-11-09.csv"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    shutil.copytree(SMALL / "data/archive", tmp_path / "archive")
    return Archive(tmp_path / "archive")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "build/archive.npz"


def frames(panel: Panel) -> dict[str, pd.DataFrame]:
    own = {name: getattr(panel, name) for name in ("observations", "attributes", "ledger")}
    return {**own, "changes": panel.changes, **panel.others}


def same(one: Panel, other: Panel) -> bool:
    assert frames(one).keys() == frames(other).keys()
    for name, frame in frames(one).items():
        pd.testing.assert_frame_equal(frame, frames(other)[name])
    return True


@pytest.mark.parametrize("folder", [SMALL / "data/archive", CHECKOUT / "data/archive"])
def test_what_is_kept_is_what_was_read(folder: Path, place: Path) -> None:
    read = Archive(folder).read()
    assert same(read_kept(Archive(folder), place, worth_it=0), read)
    written = place.stat().st_mtime_ns
    assert same(read_kept(Archive(folder), place, worth_it=0), read)
    assert place.stat().st_mtime_ns == written, "it was used"


def test_a_file_that_differs_in_one_sign_is_read_though_its_size_and_its_time_are_the_same(
    archive: Archive, place: Path
) -> None:
    read_kept(archive, place, worth_it=0)
    night, file = (archive.folder / NIGHT).stat(), archive.folder / NIGHT
    file.write_text(file.read_text("utf-8").replace(",50,", ",51,"), "utf-8")
    os.utime(file, ns=(night.st_atime_ns, night.st_mtime_ns))
    found = read_kept(archive, place, worth_it=0).observations
    assert 51 in set(found["downloads_30d"])
    assert same(read_kept(archive, place, worth_it=0), archive.read())


@pytest.mark.parametrize("left", [0, 100, 3_000, -1, -200])
def test_a_damaged_cache_is_made_anew(archive: Archive, place: Path, left: int) -> None:
    read_kept(archive, place, worth_it=0)
    whole = place.read_bytes()
    place.write_bytes(whole[:left])
    assert same(read_kept(archive, place, worth_it=0), archive.read())
    assert len(place.read_bytes()) == len(whole)
    place.write_bytes(whole[:2_000] + bytes(100) + whole[2_100:])
    assert same(read_kept(archive, place, worth_it=0), archive.read())


def test_where_nothing_can_be_kept_everything_is_read(archive: Archive, place: Path) -> None:
    place.parent.write_text("no folder", "utf-8")
    assert same(read_kept(archive, place, worth_it=0), archive.read())


def test_of_a_small_archive_nothing_is_kept(archive: Archive, place: Path) -> None:
    assert same(read_kept(archive, place), archive.read())
    assert not place.exists()
