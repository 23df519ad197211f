"""The definitions of adoption: every combination once, and none is ever dropped."""

from datetime import date
from itertools import product

from builder.model.definitions import DEFINITIONS

#: Add-only: a definition that was once declared stays, with its day.
DECLARED_ON = {date(2026, 11, 25): 16}


def test_every_combination_is_declared_once() -> None:
    combinations = [(d.window, d.attribution, d.derivatives, d.scope) for d in DEFINITIONS]
    assert sorted(combinations) == sorted(
        product(("30-days", "all-time"), ("publisher", "origin"), ("with", "without"),
                ("language", "all"))
    )  # fmt: skip
    for definition in DEFINITIONS:
        parts = (definition.scope, definition.window, definition.attribution)
        assert definition.id == "-".join((*parts, definition.derivatives))


def test_none_was_dropped_since_it_was_declared() -> None:
    for day, count in DECLARED_ON.items():
        assert sum(definition.declared == day for definition in DEFINITIONS) == count


def test_what_is_not_counted_twice_names_another_that_is_counted() -> None:
    known = {definition.id: definition for definition in DEFINITIONS}
    for definition in DEFINITIONS:
        if definition.same_leader_as:
            other = known[definition.same_leader_as]
            assert other.same_leader_as is None
            assert (other.window, other.scope) == (definition.window, definition.scope)
    assert sum(definition.same_leader_as is None for definition in DEFINITIONS) == 12
    assert len({definition.meaning for definition in DEFINITIONS}) == 16
