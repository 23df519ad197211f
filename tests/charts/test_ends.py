"""The names at the ends of lines: whole where there is any room for them."""

from datetime import date

from builder.charts.line import Line, LineChart, line_chart

DAYS = (date(2026, 1, 1), date(2026, 8, 21))
LONG = "Arena, text with style control"


def drawn(*names: str) -> str:
    lines = tuple(Line.through(n, zip(DAYS, (5.0, 6.0 + i), strict=True), key=n)
                  for i, n in enumerate(names))  # fmt: skip
    chart = LineChart("c", "T", "D", "months", lines, lambda value: f"{value:.1f} months")
    markup = str(line_chart(chart))
    return markup[markup.index('class="ends"') : markup.index("legend")]


def test_a_long_name_has_its_value_below_it_and_is_not_cut() -> None:
    ends = drawn(LONG, "Arena, text")
    assert LONG in ends
    assert "…" not in ends
    assert ends.count('dy="15"') == 2


def test_a_short_name_has_its_value_beside_it() -> None:
    assert "dy=" not in drawn("ECI", "Aider")


def test_many_long_names_stay_on_one_line_each_for_two_would_not_fit() -> None:
    assert "dy=" not in drawn(*(f"{LONG} {n}" for n in range(9)))
