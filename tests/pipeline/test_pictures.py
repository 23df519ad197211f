"""Pictures are drawn once, the same everywhere, and in any letters."""

import shutil
import subprocess
from pathlib import Path

import pytest

from builder.charts.card import Card, card
from builder.pipeline.pictures import Pictures, drawn

PNG = b"\x89PNG\r\n\x1a\n"
SMALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" '
    'font-family="Source Sans Pro, Noto Sans CJK SC, sans-serif"><text y="15">{}</text></svg>'
)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_a_card_is_as_large_as_sites_that_show_cards_want_it() -> None:
    assert size_of(drawn(card(Card("k", "Title", "52 %", "told", "foot")))) == (1200, 630)


def test_a_picture_is_drawn_again_only_when_what_it_shows_changed(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    first = pictures.png(SMALL.format("a"))
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(PNG + b"kept")
    assert pictures.png(SMALL.format("a")) == PNG + b"kept"
    assert pictures.png(SMALL.format("b")) != first
    assert size_of(pictures.png(SMALL.format("a"), 2)) == (80, 40)
    assert drawn(SMALL.format("a")) == first


def _has_chinese_letters() -> bool:
    tool = shutil.which("fc-list")
    if not tool:
        return False
    listed = subprocess.run([tool], capture_output=True, text=True, check=True)  # noqa: S603
    return "CJK" in listed.stdout


def test_chinese_letters_are_drawn_where_the_machine_has_them() -> None:
    if not _has_chinese_letters():
        pytest.skip("this machine has no Chinese letters; the set-up of the tests brings them")
    # Two letters that are missing would both be drawn as the same empty box.
    assert drawn(SMALL.format("中")) != drawn(SMALL.format("国"))
