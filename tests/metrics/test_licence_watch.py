"""Tags that changed, and tags that differ from those of the base."""

from datetime import date

from builder.metrics.licence_watch import COLUMNS, derive
from tests.metrics.facts import licensed, world_of_licences

LATER = "2026-11-05"


def marks(**world: object) -> list[tuple[str, str, str, float]]:
    frame = derive(world_of_licences(**world))  # type: ignore[arg-type]
    assert list(frame.columns) == COLUMNS
    return [(row.mark, row.entity, row.compared_with, row.steps) for row in frame.itertuples()]


def test_a_child_whose_tag_is_freer_than_its_base_s_is_marked() -> None:
    tags = [licensed("Alpha/Ava-1", "tight"), licensed("stranger/Copy", "free")]
    found = marks(tags=tags, bases={"stranger/Copy": "finetune:Alpha/Ava-1"})
    assert found == [("looser", "stranger/Copy", "alpha/ava-1", 4)]


def test_a_tighter_child_and_one_of_unknown_terms_are_not() -> None:
    bases = {"stranger/Copy": "Alpha/Ava-1"}
    tighter = [licensed("Alpha/Ava-1", "free"), licensed("stranger/Copy", "limits")]
    unknown = [licensed("Alpha/Ava-1", "odd"), licensed("stranger/Copy", "free")]
    assert marks(tags=tighter, bases=bases) == []
    assert marks(tags=unknown, bases=bases) == []


def test_a_tag_that_changed_is_marked_with_the_day_of_the_older_word() -> None:
    tags = [licensed("Alpha/Ava-1", "free"), licensed("Alpha/Ava-1", "limits", LATER)]
    assert marks(tags=tags) == [("changed", "Alpha/Ava-1", "2026-11-01", -2)]
    assert marks(tags=tags, as_of=date(2026, 11, 4)) == []


def test_two_sources_that_differ_are_no_change() -> None:
    tags = [licensed("Alpha/Ava-1", "free"),
            licensed("Alpha/Ava-1", "limits", LATER, "old-lists")]  # fmt: skip
    assert marks(tags=tags) == []
