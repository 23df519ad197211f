"""What a change moves is all told, and nothing that it leaves alone."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from builder.model.effect import (
    fact_moves,
    number_moves,
    page_moves,
    verdict_moves,
    verdict_states,
)
from builder.model.numbers import NUMBER_COLUMNS, numbers
from tests.world.small_world import catalog_from, small_catalog, small_site


def listed(**values: float) -> pd.DataFrame:
    rows = [
        (name, "m", "share_pct", unit_of(name), "s", pd.Timestamp("2026-11-08"), "w", value)
        for name, value in values.items()
    ]
    return pd.DataFrame(rows, columns=list(NUMBER_COLUMNS))


def unit_of(name: str) -> str:
    return "rank" if name.startswith("rank") else "downloads" if name.startswith("n") else "%"


def test_the_same_state_moves_nothing() -> None:
    catalog, of = small_catalog(), numbers(small_site().derived)
    assert fact_moves(catalog, catalog) == ()
    assert number_moves(of, of) == ()
    assert page_moves({"a.md": "x"}, {"a.md": "x"}) == ()


def test_a_fact_that_changes_comes_or_goes_is_told_with_both_sides() -> None:
    alpha = "name: Alpha\nsource: atlas\ncountry: bb\nroles: [models]\ncity: Bor\n"
    after, found = catalog_from({"organizations/alpha": alpha}, small_catalog())
    assert found == ()
    told = {m.field: (m.before, m.after) for m in fact_moves(small_catalog(), after)}
    assert told["country"] == ("aa", "bb")
    assert told["city"] == (None, "Bor")
    assert told["namespaces.0"] == ("Alpha", None)


def test_a_file_that_comes_or_goes_moves_all_its_facts() -> None:
    after, _ = catalog_from({"countries/dd": "name: Dorland\nsource: atlas\n"}, small_catalog())
    there = fact_moves(small_catalog(), after)
    assert {(m.entity, m.field, m.before, m.after) for m in there} == {
        ("dd", "name", None, "Dorland"), ("dd", "source", None, "atlas"),
    }  # fmt: skip
    back = fact_moves(after, small_catalog())
    assert [(m.before, m.after) for m in back] == [(m.after, m.before) for m in there]


def test_percentages_move_in_points_ranks_in_places_counts_in_percent() -> None:
    before = listed(share=40.0, rank=3.0, n=200.0, same=1.0)
    after = listed(share=47.5, rank=1.0, n=150.0, same=1.0)
    sizes = {move.id: move.size for move in number_moves(before, after)}
    assert sizes == {"share": 7.5, "rank": 2.0, "n": 25.0}


def test_a_number_that_comes_or_goes_moves_by_all_of_it() -> None:
    (gone,) = number_moves(listed(share=12.0), listed())
    (come,) = number_moves(listed(), listed(share=12.0))
    assert (gone.before, gone.after, gone.size) == (12.0, None, 12.0)
    assert (come.before, come.after, come.size) == (None, 12.0, 12.0)
    assert gone.period == come.period == date(2026, 11, 8)


@given(st.dictionaries(st.text("abn", min_size=1), st.floats(0.01, 1e6), max_size=6),
       st.dictionaries(st.text("abn", min_size=1), st.floats(0.01, 1e6), max_size=6))  # fmt: skip
def test_every_move_turned_round_is_the_move_back(
    one: dict[str, float], other: dict[str, float]
) -> None:
    there = number_moves(listed(**one), listed(**other))
    back = number_moves(listed(**other), listed(**one))
    assert {(m.id, m.before, m.after, m.size) for m in there} == {
        (m.id, m.after, m.before, m.size) for m in back
    }
    assert {m.id for m in there} >= one.keys() ^ other.keys()


def test_pages_are_told_with_how_much_of_them_differs() -> None:
    moves = page_moves({"a": "1\n2\n3", "b": "1", "c": "x"}, {"a": "1\n9\n8", "c": "x", "d": "n"})
    assert [(m.path, m.state, m.lines) for m in moves] == [
        ("a", "changed", 4), ("b", "gone", 1), ("d", "new", 1),
    ]  # fmt: skip


def test_every_number_has_an_id_of_its_own() -> None:
    found = numbers(small_site().derived)
    assert len(found) > 100
    assert found["id"].is_unique
    assert found["value"].notna().all()


def test_every_verdict_is_held_today_and_on_the_claims_own_day_and_what_turns_is_told() -> None:
    states = verdict_states(small_site().verdicts)
    assert {(name, of) for claim, name, of in states if claim == "aa-leads"} >= {
        ("", "today"), ("", "then"), ("five-times", "today"), ("five-times", "then"),
    }  # fmt: skip
    assert verdict_moves(states, states) == ()
    key = ("aa-leads", "five-times", "today")
    kept = {name: one for name, one in states.items() if name != key}
    (come,) = verdict_moves(kept, states)
    (turned,) = verdict_moves({**states, key: "another"}, states)
    assert (come.claim, come.reading, come.of, come.before) == (*key, None)
    assert (turned.before, turned.after) == ("another", states[key])
