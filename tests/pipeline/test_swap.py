"""A folder takes the place of another, and at no instant is there none."""

import threading
from pathlib import Path

import pytest

from builder.pipeline import swap
from builder.pipeline.swap import replace_folder


def folder(place: Path, name: str) -> Path:
    place.mkdir()
    (place / name).touch()
    return place


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_another_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:  # as on a system that cannot
        monkeypatch.setattr(swap.ctypes, "CDLL", lambda *_, **__: object())
    new, old = folder(tmp_path / "new", "n.txt"), folder(tmp_path / "place", "o.txt")
    replace_folder(new, old)
    assert [path.name for path in old.iterdir()] == ["n.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["place"]
    replace_folder(folder(tmp_path / "new", "m.txt"), tmp_path / "a" / "place")
    assert (tmp_path / "a" / "place" / "m.txt").exists()


def test_somebody_who_looks_all_the_time_always_finds_one(tmp_path: Path) -> None:
    place = folder(tmp_path / "place", "x.txt")
    missing, over = [], threading.Event()

    def look() -> None:
        while not over.is_set():
            if not place.exists():
                missing.append(1)

    watching = threading.Thread(target=look)
    watching.start()
    for _ in range(200):
        replace_folder(folder(tmp_path / "new", "x.txt"), place)
    over.set()
    watching.join()
    assert missing == []
