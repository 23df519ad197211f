"""What stands in a YAML file and is no value: comments and blank lines, each with its place.

The scanner of PyYAML tells where every token begins and ends; what lies between two of them is
blank, or a comment. That finds them all, also where a library would lose one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import yaml

#: The comment by which an editor finds the schema of a file.
SCHEMA_MARK = "# yaml-language-server:"


class Note(NamedTuple):
    """A comment, or a blank line (its text is empty). Line and column are counted from 0.

    `own` says whether it has its line for itself.
    """

    line: int
    column: int
    text: str
    own: bool


def notes(text: str) -> Iterator[Note]:
    """Yield every comment and blank line of `text`, which must be YAML, from top to bottom."""
    line, end, beginning = 0, 0, True
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        start = token.start_mark.index
        if start > end:
            yield from _between(text[end:start], line, _column(text, end), beginning=beginning)
        if token.end_mark.index > end:
            if getattr(token, "style", None) in ("|", ">"):
                yield from _in_head(text, start, token.start_mark.line)
            end, line = token.end_mark.index, token.end_mark.line
            beginning = text[end - 1] == "\n"
    yield from _between(text[end:], line, _column(text, end), beginning=beginning)


def _column(text: str, index: int) -> int:
    return index - text.rfind("\n", 0, index) - 1


def _between(gap: str, line: int, column: int, *, beginning: bool) -> Iterator[Note]:
    """Yield the notes of a gap between two tokens; `beginning`: it begins where a line does."""
    parts = gap.split("\n")
    for number, part in enumerate(parts):
        own = number > 0 or beginning
        found = part.strip()
        at = (column if number == 0 else 0) + len(part) - len(part.lstrip())
        last = number == len(parts) - 1
        if found.startswith("#") or (own and not found and not last):
            yield Note(line + number, at if found else 0, found, own)


def _in_head(text: str, start: int, line: int) -> Iterator[Note]:
    """Yield the comment behind the `|` or `>` of a block of text."""
    head = text[start : text.find("\n", start)]
    mark = head.find(" #")
    if mark >= 0:
        yield Note(line, _column(text, start) + mark + 1, head[mark + 1 :].strip(), own=False)


def comments(text: str) -> Counter[str]:
    """Return how often each comment stands in `text`, the line for editors aside."""
    found = (note.text for note in notes(text))
    return Counter(one for one in found if one and not one.startswith(SCHEMA_MARK))
