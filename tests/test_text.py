"""Words and numbers on a page: nothing hostile gets through, and every number reads right."""

from datetime import date
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import text
from builder.speech import Speech, speaking

NBSP = text.NO_BREAK


class _Shown(HTMLParser):
    """What a browser would show of a page, and the elements it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


PRINTABLE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")),
        st.sampled_from("<>&|{}[]()#*_`~!^=$\\\"'-+:.1"),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(PRINTABLE)
def test_an_escaped_text_is_shown_as_it_is_and_makes_no_element(value: str) -> None:
    words = " ".join(value.split())
    page = (
        f"# X{text.markdown(value)}\n\nX{text.markdown(value)}\n\n<p>X{text.markdown(value)}</p>\n"
    )
    shown = _Shown(markdown.markdown(page, extensions=["attr_list", "tables", "admonition"]))
    assert shown.tags <= {"h1", "p"}
    assert "".join(shown.words.split()) == "".join(f"X{words}".split()) * 3


@pytest.mark.parametrize(
    "value", ["- a", "+ a", "1. a", "1) a", ": a", "    a", "> a", "---", "==="]
)
def test_no_text_begins_a_list_a_rule_or_a_block(value: str) -> None:
    shown = _Shown(markdown.markdown(str(text.markdown(value)), extensions=["tables"]))
    assert shown.tags == {"p"}
    assert shown.words == " ".join(value.split())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "unknown"),
        (float("nan"), "unknown"),
        (0, "0"),
        (789, "789"),
        (1_234_567, "1.23M"),
        (45_600_000, "45.6M"),
        (999_999, "1M"),
        (2_098_000_000, "2.1B"),
    ],
)
def test_a_count_at_a_glance(value: float | None, expected: str) -> None:
    assert text.compact(value) == expected


def test_numbers_in_full() -> None:
    assert text.whole(12345.0) == "12,345"
    assert text.whole(None) == "unknown"
    assert text.decimal(3.14159, 2) == "3.14"
    assert text.percent(23.84) == f"23.8{NBSP}%"
    assert text.percent(float("nan")) == "unknown"
    assert text.signed_percent(4.21) == f"+4.2{NBSP}%"
    assert text.signed_percent(-0.31) == f"−0.3{NBSP}%"
    assert text.signed_percent(0.0) == f"±0.0{NBSP}%"


def test_days_in_words() -> None:
    assert text.day(date(2026, 8, 22)) == "22 August 2026"
    assert text.day(None) == "unknown"
    assert text.days(1) == "1 day"
    assert text.days(94) == "94 days"
    assert [text.partial_day(value) for value in ("2025-01-20", "2025-01", "2025", None)] == [
        "20 January 2025",
        "January 2025",
        "2025",
        "unknown",
    ]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_cell_that_would_be_a_formula_is_defused(value: str) -> None:
    assert text.csv_cell(value) == "'" + value


def test_a_number_and_a_plain_text_stay_what_they_are() -> None:
    assert text.csv_cell(-1.5) == -1.5
    assert text.csv_cell("a=b") == "a=b"


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "models/x.md", "models/x/"),
        ("countries/cn.md", "models/x.md", "../../models/x/"),
        ("countries/index.md", "countries/cn.md", "cn/"),
        ("countries/cn.md", "index.md", "../../"),
        ("countries/cn.md", "data/x.csv", "../../data/x.csv"),
        ("data/index.md", "data/x.csv", "x.csv"),
    ],
)
def test_links_lead_from_page_to_page(page: str, target: str, expected: str) -> None:
    assert text.link(page, target) == expected


def test_a_slug_is_kebab_case() -> None:
    assert text.slug("Leading country, language models") == "leading-country-language-models"


@pytest.mark.parametrize(
    ("language", "told", "choice"),
    [
        ("en", "Sizes. Which? Many, it says.", "open, restricted, or closed"),
        ("fr", "Sizes. Which? Many, it says.", "open, restricted ou closed"),
        ("zh", "Sizes。Which?Many, it says。", "open、restricted或closed"),
    ],
)
def test_sentences_and_choices_are_joined_as_the_language_does(
    language: str, told: str, choice: str
) -> None:
    with speaking(Speech(language)):
        assert text.sentences("Sizes", "Which?", "", "Many, it says") == told
        assert text.either(["open", "restricted", "closed"]) == choice
