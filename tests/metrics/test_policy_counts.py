"""Policy counts: acts by year and side, none counted before it happened."""

from dataclasses import replace
from datetime import date

from builder.metrics.policy_counts import derive
from tests.metrics.chips import SOURCE, event, world_of_facts

ACTS = (
    event("a", on="2024-03-01", by=["us"], type="rule"),
    event("b", on="2024", by=["us", "cn"], type="agreement"),
    event("c", on="2025-02", by=["cn"], type="counter-measure",
          source={**SOURCE, "evidence": "secondary"}),
    event("d", on="2025-02", by_organizations=["alpha"], type="disclosure"),
)  # fmt: skip


def counts(as_of: date) -> list[list[object]]:
    frame = derive(replace(world_of_facts(*ACTS), as_of=as_of))
    assert (frame["source"] == "catalog").all()
    frame["year"] = frame["period"].dt.year
    return frame[["year", "country", "type", "acts", "official"]].to_numpy().tolist()


def test_each_act_counts_once_for_each_state_that_took_it() -> None:
    assert counts(date(2026, 1, 1)) == [
        [2024, "cn", "agreement", 1, 1], [2024, "cn", "any", 1, 1],
        [2024, "us", "agreement", 1, 1], [2024, "us", "any", 2, 2], [2024, "us", "rule", 1, 1],
        [2025, "cn", "any", 1, 0], [2025, "cn", "counter-measure", 1, 0],
    ]  # fmt: skip


def test_a_day_counts_no_later_act() -> None:
    assert [row[0] for row in counts(date(2024, 12, 31))] == [2024] * 5


def test_no_act_is_an_empty_frame() -> None:
    assert derive(world_of_facts()).empty
