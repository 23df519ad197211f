"""Words and numbers on a page: escaping for Markdown and HTML, numbers and dates by CLDR.

Everything that comes from the catalog or the web is hostile until it has passed through here.
"""

import csv
import io
import math
import posixpath
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal
from markupsafe import Markup, escape

from builder.model.paths import in_every_language
from builder.model.verdict import State
from builder.speech import folder as spoken_folder
from builder.speech import language as spoken
from builder.speech import say, say_many

#: Marks that Markdown, HTML or Jinja read anywhere, and those they read where a line begins.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#<>&|\"'~^=$!]|^[-+:]|^\d+(?=[.)])")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")
#: What no page can hold: controls, and halves of a character.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
#: Runs of white space that may end a line; what holds a number to its unit is none of them.
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
#: No thin, no narrow space: a figure and its unit never part at the end of a line.
NO_BREAK = "\N{NO-BREAK SPACE}"
#: With what a sentence may end already.
_ENDS = (".", "?", "!", "…", "。", "？", "！")


def markdown(value: object) -> Markup:
    """Return `value` as Markdown that can only ever be read as that text.

    Every mark with a meaning becomes a numeric character reference, so no heading, list, link,
    table, tag, attribute list or template can begin inside it; line breaks become spaces, and what
    no page can hold is left out. The result is also safe as HTML text and inside a quoted HTML
    attribute.
    """
    text = _SPACES.sub(" ", _UNPRINTABLE.sub("", str(value))).strip()
    return Markup(_MARKDOWN.sub(_reference, text))  # noqa: S704  that is what escapes it


def _reference(marks: re.Match[str]) -> str:
    return "".join(f"&#{ord(mark)};" for mark in marks.group())


def writable(value: str) -> str:
    """Return `value` without what no page, feed or calendar can hold."""
    return _UNPRINTABLE.sub("", value).replace("\r", " ")


def html(value: object) -> Markup:
    """Return `value` escaped for HTML text and attributes."""
    return escape(value)


def csv_cell(value: object) -> object:
    """Return `value` so that no spreadsheet reads it as a formula.

    A text that begins like a formula gets an apostrophe in front, as spreadsheets themselves
    write it; numbers stay numbers. Line ends become LF: a lone CR would end the row.
    """
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "'" + text if text.startswith(_FORMULA) else text


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows of plain values as CSV with LF line ends; None is unknown, and empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue()


def is_unknown(value: object) -> bool:
    """Say whether `value` is a missing one: None, NaN, or pandas' NA and NaT."""
    return value is None or value != value  # noqa: PLR0124  NaN is not itself


def unknown() -> str:
    """Return the word for what nobody knows."""
    return say("unknown")


# The same few numbers and days stand on many pages, and writing one takes 0.1 milliseconds.


@lru_cache(maxsize=50_000)
def _number(value: float, pattern: str | None, language: str) -> str:
    # CLDR has a hyphen for some languages; a minus is as wide as a plus, and no line ends after it.
    return str(format_decimal(value, format=pattern, locale=language)).replace("-", "−")


@lru_cache(maxsize=50_000)
def _compact(value: float, digits: int, language: str) -> str:
    return str(format_compact_decimal(value, locale=language, fraction_digits=digits))


#: How Chinese writes what others write in these patterns.
_CHINESE = {
    "d MMMM y": "y年M月d日", "MMMM y": "y年M月", "d MMM": "M月d日", "MMM y": "y年M月", "MMM": "M月",
    "y": "y年",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def written_day(value: date, pattern: str, language: str) -> str:
    """Return a day in a pattern of CLDR, such as `d MMM`; in Chinese, the year comes first."""
    if language == "zh":
        pattern = _CHINESE.get(pattern, pattern)
    return str(format_date(value, format=pattern, locale=language))


def whole(value: float | None, language: str | None = None) -> str:
    """Return a count in full: 1,234,567."""
    return (
        say("unknown")
        if is_unknown(value)
        else _number(round(value or 0), None, language or spoken())
    )


def compact(value: float | None, language: str | None = None) -> str:
    """Return a count at a glance, three digits long: 1.23M, 45.6M, 789."""
    if value is None or is_unknown(value):
        return unknown()
    value = float(f"{value:.3g}")
    own = language or spoken()
    # Chinese counts in ten thousands.
    group, least = (4, 10_000) if own == "zh" else (3, 1_000)
    digits = 2 - math.floor(math.log10(abs(value))) % group if abs(value) >= least else 0
    return _compact(value, max(digits, 0), own)


def decimal(value: float | None, digits: int = 1, language: str | None = None) -> str:
    """Return a number with a fixed count of decimals: 12.3."""
    if value is None or is_unknown(value):
        return unknown()
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return _number(value or 0, pattern, language or spoken())


def percent(value: float | None, digits: int = 1, language: str | None = None) -> str:
    """Return a percentage, already counted in hundredths: 23.8 %."""
    text = decimal(value, digits, language)
    if is_unknown(value):
        return text
    return f"{text}%" if (language or spoken()) == "zh" else f"{text}{NO_BREAK}%"


def signed_percent(value: float | None, digits: int = 1, language: str | None = None) -> str:
    """Return a change in percent with its sign: +4.2 %, −0.3 %."""
    if value is None or is_unknown(value):
        return unknown()
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + percent(abs(value), digits, language)


def day(value: date | None, language: str | None = None) -> str:
    """Return a day as people write it: 22 August 2026."""
    if value is None or is_unknown(value):
        return unknown()
    return written_day(value, "d MMMM y", language or spoken())


def partial_day(value: str | None, language: str | None = None) -> str:
    """Return a date that may lack its day or month: 20 January 2025, January 2025, 2025."""
    if not value:
        return unknown()
    parts = value.split("-")
    if len(parts) == 1:
        return value
    first = date.fromisoformat((value + "-01")[:10])
    pattern = "d MMMM y" if len(parts) == 3 else "MMMM y"
    return written_day(first, pattern, language or spoken())


def days(count: int) -> str:
    """Return a number of days in words: 1 day, 94 days."""
    return say_many("{count} day", "{count} days", count)


def listing(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: A, B, and C."""
    return str(format_list(list(names), locale=spoken()))


def series(parts: Iterable[str], *, strong: bool = False) -> str:
    """Return short things one after the other: A, B, C; in Chinese, A、B、C.

    What holds commas of its own is parted more strongly.
    """
    if spoken() == "zh":
        return ("；" if strong else "、").join(parts)
    apart = f"{NO_BREAK}; " if spoken() == "fr" else "; "
    return (apart if strong else ", ").join(parts)


def sentences(*told: str) -> str:
    """Return sentences one after the other, each ended as the language ends it."""
    stop, gap = ("。", "") if spoken() == "zh" else (".", " ")
    ended = (one if one[-1:] in _ENDS else f"{one}{stop}" for one in told if one)
    return gap.join(ended)


def either(parts: Iterable[str]) -> str:
    """Return several of which one holds as one phrase: A, B, or C."""
    return str(format_list(list(parts), style="or", locale=spoken()))


def figure(value: float, digits: int) -> str:
    """Return a number with so many digits that count: 1,234.5."""
    rounded = float(f"{value:.{digits}g}")
    return str(format_decimal(rounded, format="#,##0.######", locale=spoken()))


def signed(value: float, digits: int = 1) -> str:
    """Return a difference with its sign: +1.25, −0.30."""
    sign = "−" if value < 0 else "+"
    return sign + decimal(abs(value), digits)


def slug(value: str) -> str:
    """Return `value` as a kebab-case id: letters and digits of ASCII, joined by dashes."""
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")


def link(page: str, target: str) -> str:
    """Return how `page` links to `target`.

    Pages are Markdown paths inside their language (`countries/cn.md`), published as folders
    (`countries/cn/`); files are paths of the site and keep their names (`data/models.csv`).
    """
    folder = published(placed(page))
    goal = published(placed(target)) if target.endswith(".md") else target
    path = posixpath.relpath(goal or ".", folder or ".")
    return path + "/" if target.endswith(".md") else path


def placed(page: str) -> str:
    """Return where a page stands on the site: with its language, unless all languages share it."""
    return (spoken_folder() if in_every_language(page) else "") + page


def published(page: str) -> str:
    """Return the folder in which the engine publishes the Markdown page `page`."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index")


def verdict_word(state: State) -> str:
    """Return the state of a verdict as a word."""
    return {
        "supported": say("Supported"),
        "contradicted": say("Contradicted"),
        "mixed": say("Mixed"),
        "not-testable": say("Not testable"),
        "stale": say("Stale"),
    }[state]
