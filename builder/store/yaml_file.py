"""One YAML 1.2 file as plain values, with the place of each, or with findings that say why not.

PyYAML's C parser gives the events; this module builds the values from them. That keeps what its
loaders lose: the line and column of every key and value. And it keeps YAML 1.2: `NO` and `on`
are words, `012` is twelve, and a date stays a text until a shape asks for a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.model.catalog import Location, PlaceMap
from builder.model.finding import Finding, Place, Severity

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
#: So many values are read of one file; the longest in the catalog, a claim, has 360.
MAX_VALUES = 5_000
#: So many findings are told of one file; who made more mistakes made one of them very often.
MOST_FINDINGS = 50
#: From here on a whole number is no longer exact in the browsers and spreadsheets that get it.
_MOST_DIGITS = 15
#: Characters that YAML takes for the end of a line and editors do not, so that lines miscount.
_HIDDEN_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
#: What git writes into a file where two people changed the same lines.
_MERGE = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True)
class YamlFile:
    """What one file says: its mapping, the place of each value, and what is wrong with it."""

    tree: dict[str, Any] | None
    places: PlaceMap
    findings: tuple[Finding, ...] = ()


@dataclass
class _Reading:
    """The state of reading one file, from its events."""

    path: str
    events: Iterator[Any]
    places: dict[Location, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, event: Any, message: str, advice: str) -> None:
        place = Place(self.path, *_spot(event))
        self.findings.append(Finding(place, Severity.ERROR, "yaml", message, advice))
        if len(self.findings) == MOST_FINDINGS:
            raise _TooManyError(event)


def _spot(event: Any) -> tuple[int, int]:
    """Return line and column of an event, counted from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


class _TooDeepError(Exception):
    """The file nests deeper than any catalog file has reason to; its argument is where."""


class _TooManyError(Exception):
    """The file holds more mistakes than anybody reads; its argument is where that was enough."""


class _TooLongError(Exception):
    """The file holds more values than any catalog file has reason to; its argument is where."""


def shortened(text: str) -> str:
    """Return `text` as a finding quotes it: enough to recognize, never a whole file."""
    return text if len(text) <= 60 else text[:57] + "…"


def read_yaml(path: str, raw: bytes) -> YamlFile:
    """Read the YAML file that is called `path` in findings and holds `raw`.

    Never raises: syntax errors, duplicate keys, anchors, files that are empty, too large, not
    UTF-8 or nested too deep all become findings with file, line and column.
    """
    text, finding = _decode(path, raw)
    if finding:
        return YamlFile(None, PlaceMap(path), (finding,))
    reading = _Reading(path, iter(()))
    tree: Any = None
    try:
        reading.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        tree = _document(reading)
    except yaml.YAMLError as error:
        reading.findings.append(_syntax_finding(path, text, error))
    except _TooDeepError as error:
        reading.find(
            error.args[0], f"nests more than {MAX_DEPTH} levels deep", "write the facts flat"
        )
    except _TooLongError as error:
        reading.find(
            error.args[0], f"holds more than {MAX_VALUES:,} values", "keep one entity per file"
        )
    except _TooManyError as error:
        more = f"holds more than these {MOST_FINDINGS} mistakes"
        place = Place(path, *_spot(error.args[0]))
        finding = Finding(place, Severity.ERROR, "yaml", more, "correct these first")
        reading.findings.append(finding)
    if not isinstance(tree, dict) and not reading.findings:
        message = "is empty" if tree is None else "is not a list of `key: value` lines"
        reading.findings.append(_whole(path, message, "begin with `name: …`"))
    usable = tree if isinstance(tree, dict) and not reading.findings else None
    return YamlFile(usable, PlaceMap(path, reading.places), tuple(reading.findings))


def _whole(path: str, message: str, advice: str) -> Finding:
    return Finding(Place(path, 1, 1), Severity.ERROR, "yaml", message, advice)


def _decode(path: str, raw: bytes) -> tuple[str, Finding | None]:
    if len(raw) > MAX_BYTES:
        size = f"is larger than {MAX_BYTES:,} bytes"
        return "", _whole(path, size, "keep one entity per file, and only its facts")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _byte_place(path, raw, error.start)
        return "", Finding(place, Severity.ERROR, "yaml", "is not UTF-8 text", "save it as UTF-8")
    if not text.strip():
        return "", _whole(path, "is empty", "write its facts, or delete the file")
    merge = _MERGE.search(text)
    if merge:
        place = Place(path, text.count("\n", 0, merge.start()) + 1, 1)
        advice = "keep one of the two versions, and delete the marks"
        message = "holds the marks of an unfinished merge"
        return "", Finding(place, Severity.ERROR, "yaml", message, advice)
    hidden = _HIDDEN_BREAK.search(text)
    if hidden:
        place = _character_place(path, text, hidden.start())
        message = f"holds a hidden line break, U+{ord(hidden.group()):04X}"
        advice = "delete it, or end the line there with Enter; save with LF line ends"
        return "", Finding(place, Severity.ERROR, "yaml", message, advice)
    return text, None


def _character_place(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _byte_place(path: str, raw: bytes, offset: int) -> Place:
    """Return the place of a byte, counted in characters as an editor does."""
    before = raw[:offset].decode("utf-8-sig", "replace")
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax_finding(path: str, text: str, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    offset = getattr(error, "position", None) or 0
    place = (
        Place(path, mark.line + 1, mark.column + 1)
        if mark
        else _byte_place(path, text.encode(), offset)
    )
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    advice = "compare the line with its neighbours: a missing quote, colon or blank?"
    if "\\t" in problem or "'\t'" in problem or "tab" in problem or "start any token" in problem:
        advice = "indent with blanks, never with a tab, and quote a text that begins with a mark"
    return Finding(place, Severity.ERROR, "yaml", f"is not YAML: {problem}", advice)


def _document(reading: _Reading) -> Any:
    """Read the one document of the file."""
    tree: Any = None
    documents = 0
    for event in reading.events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                reading.find(event, "holds a second document", "keep one entity per file")
                break
            tree = _value(reading, next(reading.events), ())
    return tree


def _value(reading: _Reading, event: Any, location: Location) -> Any:
    if len(location) > MAX_DEPTH:
        raise _TooDeepError(event)
    if len(reading.places) > MAX_VALUES:
        raise _TooLongError(event)
    reading.places.setdefault(location, _spot(event))
    _check_plain(reading, event)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(reading, location)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(reading, location)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    return None


def _check_plain(reading: _Reading, event: Any) -> None:
    """Find what would let a value mean more than it says: anchors, aliases and tags."""
    if getattr(event, "anchor", None):
        reading.find(event, "uses an anchor or an alias", "write the value where it is meant")
    if getattr(event, "tag", None):
        reading.find(event, f"uses the tag {shortened(event.tag)}", "write plain YAML without tags")


def _mapping(reading: _Reading, location: Location) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while not isinstance(event := next(reading.events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            reading.find(event, "uses a list or a mapping as a key", "give the key a name")
            _value(reading, event, (*location, "?"))
            _value(reading, next(reading.events), (*location, "?", "?"))
            continue
        _check_plain(reading, event)
        key = event.value
        if key in values:
            line = reading.places[(*location, key)][0]
            reading.find(
                event, f"says `{shortened(key)}` twice", f"keep one; the other is in line {line}"
            )
            _value(reading, next(reading.events), (*location, key, "again"))
            continue
        here = (*location, key)
        reading.places[here] = _spot(event)
        values[key] = _value(reading, next(reading.events), here)
    return values


def _sequence(reading: _Reading, location: Location) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(reading.events), yaml.SequenceEndEvent):
        values.append(_value(reading, event, (*location, len(values))))
    return values


def _scalar(event: Any) -> Any:
    """Resolve a plain scalar; a quoted one is a text."""
    return event.value if event.style else plain_value(event.value)


def plain_value(text: str) -> Any:
    """Return what `text` means where it stands without quotes, by the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text.lstrip("+-0")) <= _MOST_DIGITS else text
    return float(text) if _FLOAT.match(text) else text
