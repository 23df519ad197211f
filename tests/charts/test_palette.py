"""Colours: the same thing keeps its colour, nobody is grey, and no two names share one early."""

from pathlib import Path
from re import findall

from builder.charts._labels import GUTTERS_PX
from builder.charts.palette import SLOTS, shape, slots

STYLES = (Path(__file__).parents[2] / "docs/assets/tracker.css").read_text(encoding="utf-8")


def test_what_is_drawn_often_keeps_its_colour() -> None:
    assert slots(["qwen", "us", "cn"])["cn"] == slots(["cn"])["cn"]


def test_eight_things_have_eight_colours() -> None:
    assert len(set(slots(f"k{n}" for n in range(SLOTS)).values())) == SLOTS
    assert len(set(slots(["a", "cn", "b", "us", "c", "fr", "d", "kr"]).values())) == SLOTS


def test_nobody_takes_no_colour_from_others() -> None:
    assert slots(["unmapped", "unknown", "a"]) == {"unmapped": 0, "unknown": 0, "a": 1}


def test_every_slot_has_a_shape_of_its_own() -> None:
    assert len({shape(slot) for slot in range(SLOTS + 1)}) == SLOTS + 1


def test_the_stylesheet_knows_every_colour_in_light_and_dark() -> None:
    for slot in range(SLOTS + 1):
        assert len(findall(rf"--chart-{slot}: #", STYLES)) == 2
        assert f".k{slot} {{" in STYLES


def test_the_stylesheet_holds_the_gutters_that_labels_are_cut_to() -> None:
    assert findall(r"\.rp\d+ \{ padding-right: (\d+)px", STYLES) == [
        str(px) for px in GUTTERS_PX[1:]
    ]


def test_the_stylesheet_and_the_script_load_nothing() -> None:
    script = (Path(__file__).parents[2] / "docs/assets/tracker.js").read_text(encoding="utf-8")
    for text in (STYLES, script):
        assert not [
            word for word in ("http:", "https:", "@import", "url(", "fetch(") if word in text
        ]
    assert len(script) <= 3_072
