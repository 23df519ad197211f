"""Pages drawn by several workers are the pages that one draws, and their mistakes are told."""

from functools import partial
from pathlib import Path

import pytest

from builder.errors import EngineError
from builder.pipeline.bodies import Bodies, Body
from builder.pipeline.drawing import drawn
from builder.pipeline.root import CHECKOUT
from builder.pipeline.shells import Written
from builder.store.site_config import read_site_config

BODIES = Bodies(read_site_config(CHECKOUT / "mkdocs.yml"))


def page(number: int) -> Written:
    def beside() -> list[tuple[str, bytes]]:
        return [(f"files/{number}.txt", str(number).encode())]

    return Written(f"n/{number}.md", {"title": "N"}, partial(str, f"# Page {number}\n"), beside)


def bodies(folder: Path, *, workers: int) -> list[tuple[str, Body]]:
    pages = [page(number) for number in range(40)]
    return [(one.path, body) for one, body in drawn(pages, BODIES, folder, workers=workers)]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "files").iterdir()}


def test_two_workers_draw_what_one_draws_in_the_same_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    alone = bodies(one, workers=1)
    assert bodies(two, workers=2) == alone
    assert [path for path, _ in alone] == [f"n/{number}.md" for number in range(40)]
    assert files(two) == files(one)
    assert len(files(one)) == 40


def test_what_a_worker_refuses_is_told_as_if_it_were_here(tmp_path: Path) -> None:
    def refused() -> str:
        raise EngineError("a page has a hole", why="no file", advice="restore it")

    pages = [page(1), Written("n/bad.md", {"title": "N"}, refused)]
    with pytest.raises(EngineError, match="a page has a hole") as told:
        list(drawn(pages, BODIES, tmp_path, workers=2))
    assert (told.value.why, told.value.advice) == ("no file", "restore it")
