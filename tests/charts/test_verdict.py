"""A verdict is told in words and by its place; colour only repeats it."""

from datetime import date

import pytest

from builder.charts.verdict import Strip, strip, verdict_badge
from builder.model.verdict import STATES, State
from builder.text import verdict_word
from tests.charts.read import tree


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_a_word_and_a_shape_of_its_own(state: State) -> None:
    others = [verdict_badge(other) for other in STATES if other != state]
    own = str(verdict_badge(state))
    assert verdict_word(state) in own
    path = own.split('d="')[1].split('"', maxsplit=1)[0]
    assert all(path not in str(other) for other in others)


def test_a_frozen_verdict_says_at_which_day() -> None:
    assert "Supported, frozen at 1 November 2026" in verdict_badge(
        "supported", frozen=date(2026, 11, 1)
    )


def test_a_strip_has_a_bar_for_each_run_and_says_them_in_words() -> None:
    days: tuple[tuple[date, State], ...] = (
        (date(2026, 11, 1), "supported"),
        (date(2026, 11, 3), "supported"),
        (date(2026, 11, 6), "contradicted"),
    )
    drawn = strip(Strip("h", "History", days, date(2026, 11, 11)))
    bars = [one for one in tree(drawn).iter() if one.tag.endswith("rect")]
    assert [(b.get("x"), b.get("width"), b.get("y")) for b in bars] == [
        ("0%", "50%", "0"), ("50%", "60%", "24"),
    ]  # fmt: skip
    assert "Supported from 1 November 2026; Contradicted from 6 November 2026" in drawn
