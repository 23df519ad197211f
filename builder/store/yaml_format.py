"""Gives one catalog file the form of all others, and changes nothing that it says.

Keys stand in the order of the shape, lists are indented under their key, quotes stand only where
they are needed, the line for editors comes first. Comments stay with what they are about: those
above a key or beside it travel with it. What comes out is read again; unless it says exactly the
same, comments included, the file stays as it is.
"""

import io
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from builder.model.finding import Finding, Place, Severity
from builder.store.yaml_file import read_yaml
from builder.store.yaml_notes import SCHEMA_MARK, comments, notes
from builder.store.yaml_tree import arranged, entries, place_notes, shapes_of

#: So often a file is written until it stays as it is.
_MOST_TIMES = 5
#: Larger files hold no one entity, and would take many seconds.
MAX_FORMATTED = 64 * 1024


@dataclass(frozen=True)
class Formatted:
    """What became of a file: its new text, or None where it stays, with findings that say why."""

    text: str | None
    findings: tuple[Finding, ...] = ()


class _UnstableError(Exception):
    """The form of a file changes each time it is written."""


class _Words(VersionedResolver):
    """Takes every scalar for a text: what stands there is written back letter by letter."""

    @property
    def versioned_resolver(self) -> dict[str, object]:
        return {}


def schema_line(kind: str) -> str:
    """Return the first line of a file of `kind`: where an editor finds its schema."""
    return f"{SCHEMA_MARK} $schema=../../schema/{kind}.json"


def formatted(kind: str, raw: bytes, shown: str) -> Formatted:
    """Return the formatted text of a file of `kind` that holds `raw`; `shown` is its path."""
    before = read_yaml(shown, raw)
    if before.tree is None:
        return Formatted(None, before.findings)
    if len(raw) > MAX_FORMATTED:
        if kind == "languages":
            return Formatted(None)  # thousands of sentences, a line each: their form is that
        message = f"is larger than {MAX_FORMATTED:,} bytes, and is not formatted"
        return Formatted(None, (_left(shown, message, "keep only the facts of one entity"),))
    text = raw.decode("utf-8-sig").lstrip("\ufeff").replace("\r\n", "\n")
    try:
        written = _stable(kind, text)
        same = same_values(before.tree, read_yaml(shown, written.encode()).tree)
    except (YAMLError, _UnstableError, UnicodeEncodeError, AssertionError):
        same, written = False, ""
    if not same or comments(text) != comments(written):
        message = "cannot be formatted without losing something"
        advice = "write it more simply: one value a line, comments on lines of their own"
        return Formatted(None, (_left(shown, message, advice),))
    return Formatted(written)


def _left(shown: str, message: str, advice: str) -> Finding:
    return Finding(Place(shown, 1, 1), Severity.WARNING, "form", message, advice)


def same_values(one: object, other: object) -> bool:
    """Say whether two trees hold the same values of the same types, keys in any order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_values(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_values, one, other))
    return repr(one) == repr(other)


def _stable(kind: str, text: str) -> str:
    """Write `text` until another time changes nothing: a note may find its place in two steps."""
    for _ in range(_MOST_TIMES):
        written = _written(kind, text)
        if written == text:
            return text
        text = written
    raise _UnstableError


def _written(kind: str, text: str) -> str:
    machine = _machine()
    found = entries(machine.load(text))
    told = [note for note in notes(text) if not note.text.startswith(SCHEMA_MARK)]
    header, footer = place_notes(found, told)
    out = io.StringIO()
    machine.dump(arranged(found, shapes_of(kind)), out)
    head = "".join(f"{line}\n" for line in (schema_line(kind), *_squeezed(header)))
    return f"{head}{out.getvalue().strip(chr(10))}\n" + _tail(footer)


def _tail(footer: list[str]) -> str:
    """Return what stands below all keys, without blank lines at the end."""
    lines = [one for i, one in enumerate(footer) if one or not (i and not footer[i - 1])]
    text = "".join(f"{line}\n" for line in lines).rstrip("\n")
    return f"{text}\n" if text else ""


def _squeezed(lines: list[str]) -> list[str]:
    """Return lines without blank ones at the beginning, and never two of them together."""
    return [one for i, one in enumerate(lines) if one or (i and lines[i - 1])]


def _machine() -> YAML:
    machine = YAML(typ="rt", pure=True)
    machine.Resolver = _Words
    machine.preserve_quotes = True
    machine.allow_unicode = True
    machine.width = 1_000_000  # a value stays on its line
    machine.indent(mapping=2, sequence=4, offset=2)
    return machine
