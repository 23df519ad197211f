"""Concentration: reckoned by hand, with the unmapped as many and as one."""

import pytest
from hypothesis import given, settings

from builder.metrics.concentration import derive
from tests.metrics.pools import FIRST, ROWS, Row, select, world_with

#: Of 100: Alpha 50 (40 of one repository), beta 30, a stranger 20.
WORLD: list[Row] = [
    (FIRST, "Alpha/Ava-1", 40), (FIRST, "Alpha/Ava-2", 10), (FIRST, "beta/Bor-1", 30),
    (FIRST, "stranger/Thing", 20),
]  # fmt: skip


def test_the_index_and_the_leader_without_its_top_repository() -> None:
    (row,) = select(derive(world_with(WORLD)), scope="all", dimension="country").to_dict("records")
    assert (row["groups"], row["hhi_low"], row["hhi_high"]) == (2, 3400, 3800)
    assert (row["leader"], row["leader_pct"]) == ("aa", 50)
    assert row["leader_top_repository"] == "Alpha/Ava-1"
    assert row["leader_without_top_pct"] == pytest.approx(100 * 10 / 60)
    assert (row["leader_without_top"], row["lead_kept"]) == ("bb", 0)


def test_a_leader_that_is_alone_or_far_ahead_keeps_its_lead() -> None:
    frame = derive(world_with([(FIRST, "Alpha/Ava-1", 9)]))
    (row,) = select(frame, scope="all", dimension="country").to_dict("records")
    assert (row["leader_without_top"], row["lead_kept"], row["hhi_low"]) == ("aa", 1, 10_000)


def test_strangers_alone_have_an_index_and_no_leader() -> None:
    frame = derive(world_with([(FIRST, "stranger/Thing", 9)]))
    row = select(frame, scope="all", dimension="country").iloc[0]
    assert (row["hhi_low"], row["hhi_high"]) == (0, 10_000)
    assert row[["leader", "lead_kept"]].isna().all()


@settings(max_examples=10, deadline=None)
@given(ROWS)
def test_the_index_lies_between_its_bounds(rows: list[Row]) -> None:
    frame = derive(world_with(rows))
    assert (frame["hhi_low"] <= frame["hhi_high"] + 1e-6).all()
    assert frame["hhi_high"].between(0, 10_000 + 1e-6).all()
