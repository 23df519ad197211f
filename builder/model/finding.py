"""What a check found: where, how bad, what is wrong, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding stops. Errors stop publication; the others are told."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2

    @property
    def word(self) -> str:
        """The word for people and for machines: error, warning or notice."""
        return self.name.lower()


def visible(text: str) -> str:
    """Return `text` with every character that a terminal would act on or hide written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file, counted from 1. Line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __post_init__(self) -> None:
        # A file may be called anything; what is shown of it must stay one line.
        object.__setattr__(self, "path", visible(self.path))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a check found. Findings sort by place, then severity."""

    place: Place
    severity: Severity
    check: str
    message: str
    advice: str

    def __post_init__(self) -> None:
        # Findings quote what they complain about, and that may be hostile.
        object.__setattr__(self, "message", visible(self.message))
        object.__setattr__(self, "advice", visible(self.advice))

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity.word}: {self.message} [{self.check}]"
        return f"{text}\n    {self.advice}" if self.advice else text


@dataclass(frozen=True)
class Check:
    """A check, as it is told to people: what it protects, and a file that it refuses and allows.

    `bad` and `good` map a file, `kind/id`, to its YAML.
    """

    id: str
    promise: str
    bad: Mapping[str, str]
    good: Mapping[str, str]


def stop_publication(findings: tuple[Finding, ...]) -> bool:
    """Say whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
