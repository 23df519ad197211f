"""Tables: real headers with units, values that sort as numbers, hostile cells as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.charts.table import SEARCHED_ROWS, Cell, Column, Table, table
from tests.charts.read import classed, tree, words_of
from tests.charts.test_line import HOSTILE, assert_harmless

COLUMNS = (
    Column("model", "Model"),
    Column("downloads", "Downloads", "last 30 days", "number", "Counted by the Hub."),
    Column("released", "Released", None, "date"),
)
ROWS = (
    (Cell("Qwen", href="../qwen/"), Cell("1,234", 1234), Cell("2025", "2025")),
    (Cell("ERNIE"), Cell("unknown", None), Cell("unknown", None)),
)
MODELS = Table("models", "Models", COLUMNS, ROWS, "models.csv", "2 of 9 models", True)


def test_columns_and_rows_are_headed() -> None:
    heads = [(th.get("scope"), words_of(th)) for th in tree(table(MODELS)).iter("th")]
    assert heads == [
        ("col", "Model"),
        ("col", "Downloads last 30 days"),
        ("col", "Released"),
        ("row", "Qwen"),
        ("row", "ERNIE"),
    ]


def test_every_number_has_its_unit_in_its_header() -> None:
    heads = [th for th in tree(table(MODELS)).iter("th") if th.get("class") == "number"]
    assert [words_of(unit) for th in heads for unit in classed(th, "unit")] == ["last 30 days"]


def test_numbers_sort_by_value_and_unknown_has_none() -> None:
    cells = list(tree(table(MODELS)).iter("td"))
    assert [cell.get("data-v") for cell in cells] == ["1234", "2025", "", ""]


def test_the_table_is_named_counted_and_downloadable() -> None:
    drawn = tree(table(MODELS))
    region = classed(drawn, "table-scroll")[0]
    caption = next(drawn.iter("caption"))
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-labelledby") == caption.get("id")
    assert words_of(classed(drawn, "table-foot")[0]) == "2 of 9 models Download CSV"
    assert words_of(classed(drawn, "table-notes")[0]) == "Downloads: Counted by the Hub."
    assert next(drawn.iter("table")).get("data-filter") is not None


def test_only_a_long_table_stays_out_of_the_search() -> None:
    long = Table("long", "Long", COLUMNS, ROWS[:1] * (SEARCHED_ROWS + 1))
    assert "data-search-exclude" in table(long)
    assert "data-search-exclude" not in table(MODELS)


def test_a_table_may_show_its_newest_rows_and_say_of_how_many() -> None:
    columns = (Column("day", "Day"), Column("n", "Number", kind="number"))
    rows = tuple((Cell(f"day {n}"), Cell(str(n), n)) for n in range(1, 6))
    drawn = table(Table("t", "Days", columns, rows, newest=2))
    assert [words_of(row) for row in tree(drawn).iter("tr")][1:] == ["day 44", "day 55"]
    assert "The newest 2 of 5 rows; the CSV of this figure has them all." in words_of(tree(drawn))
    whole = table(Table("t", "Days", columns, rows))
    assert len(list(tree(whole).iter("tr"))) == 6
    assert "newest" not in words_of(tree(whole))


def test_a_row_without_a_cell_for_each_column_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(Table("short", "Short", COLUMNS, (ROWS[0][:2],)))


def test_a_cell_leads_only_to_a_page() -> None:
    row = (Cell("x", href=" javascript:alert(1)"),)
    assert "<a" not in table(Table("t", "T", COLUMNS[:1], (row,)))


@settings(deadline=None)
@given(st.text(), st.one_of(st.none(), st.floats(), st.text()))
def test_any_cell_is_well_formed(words: str, value: object) -> None:
    columns = (Column(words, words, words, "number", words), Column("b", HOSTILE))
    rows = ((Cell(words, value, words), Cell(HOSTILE, HOSTILE, HOSTILE)),)
    assert_harmless(table(Table(words, words, columns, rows, words, words)))
