"""Who made the model from which a repository descends, by what it declares."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.metrics._ancestry import STEPS, ancestry, declared_bases, roots_of
from builder.metrics._pool import pooled
from builder.model.panel import ATTRIBUTE_COLUMNS, Panel
from tests.metrics.pools import FIRST, panel_of
from tests.world.small_world import small_catalog

NAMES = st.sampled_from([f"n/{letter}" for letter in "abcdef"])


def told(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return attributes of bases: source, day, repository and what it declares."""
    return pd.DataFrame(
        [
            (source, pd.Timestamp(day), entity, "base_models", value)
            for source, day, entity, value in rows
        ],
        columns=list(ATTRIBUTE_COLUMNS),
    )


def origin(repository: str, bases: dict[str, str]) -> tuple[str, str, str, bool, bool]:
    attributes = told(*(("s", FIRST, name, base) for name, base in bases.items()))
    (row,) = ancestry([repository], declared_bases(attributes), small_catalog()).itertuples(
        index=False
    )
    return (row.origin_country, row.origin_organization, row.origin_family,
            row.declares, row.derivative)  # fmt: skip


def test_a_derivative_counts_for_who_made_its_base() -> None:
    assert origin("stranger/Ava-GGUF", {"stranger/Ava-GGUF": "quantized:Alpha/Ava-1"}) == (
        "aa", "alpha", "ava", True, True
    )  # fmt: skip


def test_a_chain_is_followed_to_its_end_whatever_the_capitals() -> None:
    bases = {"stranger/Third": "Beta/SECOND", "beta/Second": "finetune:alpha/ava-1"}
    assert origin("stranger/Third", bases)[:3] == ("aa", "alpha", "ava")


def test_a_version_of_the_publisher_s_own_model_is_no_derivative() -> None:
    assert origin("Alpha/Ava-Chat", {"Alpha/Ava-Chat": "Alpha/Ava-1"}) == (
        "aa", "alpha", "ava", True, False
    )  # fmt: skip


def test_what_declares_nothing_counts_for_its_publisher_or_is_undeclared() -> None:
    assert origin("beta/Bor-1", {}) == ("bb", "beta", "bor", False, False)
    assert origin("stranger/Thing", {}) == ("undeclared", "undeclared", "undeclared", False, False)
    assert origin("Alpha/Embed", {})[2] == "unmapped"


def test_a_base_of_nobody_we_know_is_unmapped_and_not_undeclared() -> None:
    assert origin("Alpha/Ava-1", {"Alpha/Ava-1": "nobody/Else"})[:2] == ("unmapped", "unmapped")


def test_a_merge_counts_once_for_what_its_bases_share() -> None:
    both = {"stranger/Merge": "merge:Alpha/Ava-1 merge:beta/Bor-1"}
    assert origin("stranger/Merge", both)[:3] == ("several", "several", "several")
    same = {"stranger/Merge": "merge:Alpha/Ava-1 merge:Alpha/Embed"}
    assert origin("stranger/Merge", same)[:3] == ("aa", "alpha", "several")


def test_a_circle_leads_nowhere() -> None:
    circle = {"stranger/A": "stranger/B", "stranger/B": "stranger/A"}
    assert origin("stranger/A", circle) == ("undeclared",) * 3 + (False, False)
    assert origin("stranger/A", {"stranger/A": "stranger/A"})[3:] == (False, False)


def test_a_circle_beside_a_root_does_not_hide_it() -> None:
    bases = {"stranger/A": "stranger/B Alpha/Ava-1", "stranger/B": "stranger/A"}
    assert origin("stranger/A", bases)[:2] == ("aa", "alpha")


def test_a_chain_that_never_ends_is_given_up() -> None:
    bases = {f"n/{place}": (f"n/{place + 1}",) for place in range(2 * STEPS)}
    assert roots_of("n/0", bases) == ()
    assert roots_of(f"n/{STEPS}", bases) == (f"n/{2 * STEPS}",)


def test_the_newest_word_is_believed_and_may_take_a_base_back() -> None:
    rows = [("t", "2026-11-01", "a/X", "b/Old"), ("s", "2026-11-05", "a/X", "b/New b/New")]
    assert declared_bases(told(*rows)) == {"a/x": ("b/new",)}
    assert declared_bases(told(*rows, ("s", "2026-11-06", "a/X", ""))) == {"a/x": ()}


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3).map(tuple)))
def test_every_root_declares_no_base_and_nobody_is_their_own(
    bases: dict[str, tuple[str, ...]],
) -> None:
    for name in bases:
        roots = roots_of(name, bases)
        assert name not in roots
        assert not any(bases.get(root) for root in roots)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 2)])
def test_a_later_word_is_not_seen_before_its_day(day: date) -> None:
    early = panel_of([(FIRST, "stranger/Thing", 5)], bases={"stranger/Thing": "Alpha/Ava-1"})
    late = told(("hugging-face", "2026-11-02", "stranger/Thing", "beta/Bor-1"))
    attributes = pd.concat([early.attributes, late], ignore_index=True)
    panel = Panel(early.observations, attributes, early.ledger).as_of(day)
    (found,) = pooled(panel, small_catalog()).repositories["origin_country"]
    assert found == ("aa" if day.day == 1 else "bb")
