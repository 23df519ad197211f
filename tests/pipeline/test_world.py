"""A world is loaded as known on a day; its catalog is that of today, whichever day is built."""

from datetime import date

from builder.pipeline.root import Root
from builder.pipeline.world import load
from tests.world.small_world import SMALL


def test_what_people_wrote_after_a_past_day_is_no_mistake_in_it() -> None:
    _catalog, panel, findings = load(Root(SMALL), date(2026, 10, 2))
    assert panel.observations["vintage"].max().date() <= date(2026, 10, 2)
    assert [one.message for one in findings if one.check == "dates-in-order"] == []
