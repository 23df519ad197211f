"""Figures, tiles and badges say everything a reader needs, and survive Markdown untouched."""

from datetime import date
from typing import get_args

import markdown
import pytest
from markupsafe import Markup

from builder.charts.badge import State, badge
from builder.charts.figure import Figure, SourceLine, figure
from builder.charts.table import Table, table
from builder.charts.tile import Tile, tile, tiles
from tests.charts.read import classed, tree, words_of
from tests.charts.test_line import HOSTILE, assert_harmless
from tests.charts.test_table import COLUMNS, ROWS

TWIN = table(Table("twin", "Twin", COLUMNS, ROWS))
ONE = Figure(
    id="share",
    title="Share of downloads",
    chart=Markup('<div class="chart">drawn</div>'),
    summary="China holds 60 %.",
    as_of=date(2026, 11, 23),
    source_lines=(SourceLine("Hugging Face Hub", "https://huggingface.co"), SourceLine("ours")),
    notes=("Mirrors are not seen.",),
    table=TWIN,
    csv_href="../data/share.csv",
)
INDICATOR = Tile(
    id="lead",
    what="China’s share",
    number="68.7",
    unit="%",
    denominator="of 395M downloads in 30 days",
    as_of=date(2026, 11, 23),
    state="stale",
    href="adoption/",
    state_text="9 days old",
)


def test_a_figure_says_what_it_shows_from_when_and_from_whom() -> None:
    drawn = tree(figure(ONE))
    assert words_of(next(drawn.iter("figcaption"))) == "Share of downloadsChina holds 60 %."
    assert words_of(classed(drawn, "figure-foot")[0]) == (
        "Mirrors are not seen.As of 23 November 2026 Sources: Hugging Face Hub; ours Download CSV"
    )


def test_the_table_stands_beside_the_figure_and_not_inside() -> None:
    drawn = tree(figure(ONE))
    assert [child.tag for child in drawn] == ["figure", "details"]
    assert not list(drawn[0].iter("details"))


def test_a_figure_passes_through_markdown_as_it_is() -> None:
    block = figure(ONE)
    page = markdown.markdown(
        f"Before.\n\n{block}\n\nAfter *it*.", extensions=["attr_list", "tables"]
    )
    assert page == f"<p>Before.</p>\n{block}\n\n<p>After <em>it</em>.</p>"


def test_a_grid_of_tiles_passes_through_markdown_as_it_is() -> None:
    block = tiles([INDICATOR, INDICATOR], label="Indicators")
    assert markdown.markdown(f"{block}\n\nAfter.") == f"{block}\n\n<p>After.</p>"


def test_a_tile_has_number_unit_denominator_day_and_freshness() -> None:
    drawn = tree(tile(INDICATOR))
    assert words_of(drawn) == (
        "China’s share68.7 %of 395M downloads in 30 daysAs of 23 November 2026 9 days old"
    )
    assert next(drawn.iter("a")).get("href") == "adoption/"


def test_a_tile_without_a_number_says_unknown_and_no_unit() -> None:
    blank = Tile("x", "Tokens", None, "%", "of tokens", None, "never")
    assert words_of(classed(tree(tile(blank)), "tile-number")[0]) == "unknown"


def test_states_differ_by_word_and_shape_and_not_only_by_colour() -> None:
    drawn = [tree(badge(state)) for state in get_args(State)]
    assert [words_of(each) for each in drawn] == list(get_args(State))
    assert len({next(each.iter("path")).get("d") for each in drawn}) == len(drawn)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "\x01javascript:a", "data:text/html,x"])
def test_a_source_leads_only_to_a_page(href: str) -> None:
    lines = (SourceLine("x", href),)
    drawn = figure(Figure("f", "F", Markup(), "", None, lines))
    assert [link.get("href") for link in tree(drawn).iter("a")] == ["#f"]


def test_hostile_words_are_only_ever_text() -> None:
    lines = (SourceLine(HOSTILE, HOSTILE),)
    bad = Figure(HOSTILE, HOSTILE, Markup(), HOSTILE, None, lines, (HOSTILE,), None, HOSTILE)
    assert_harmless(figure(bad))
    one = Tile(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, "late", HOSTILE, HOSTILE, HOSTILE)
    assert_harmless(tiles([one], label=HOSTILE))
    assert_harmless(badge("late", HOSTILE))
