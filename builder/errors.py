"""Every way a run can fail: one tree, each failure with its exit code and a three-part message.

Mistakes in the data are not failures of the run: they are findings (`builder.model.finding`).
"""

from enum import IntEnum
from functools import partial
from typing import Any


class Exit(IntEnum):
    """What a command tells its caller."""

    WELL = 0
    FINDINGS = 1
    USAGE = 2
    STALE = 3
    NOTHING_NEW = 4
    INTERNAL = 5


class TrackerError(Exception):
    """A run that cannot go on: what happened, why, and what to do about it."""

    exit_code = Exit.INTERNAL

    def __init__(self, what: str, *, why: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.advice = advice

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again in the process that waits for this one."""
        return partial(type(self), why=self.why, advice=self.advice), (self.what,)

    def __str__(self) -> str:
        return f"{self.what}\n  why: {self.why}\n  what to do: {self.advice}"


class UsageError(TrackerError):
    """The command was asked for something that does not exist."""

    exit_code = Exit.USAGE


class SourceError(TrackerError):
    """A source did not answer, or answered something that must not be believed."""

    exit_code = Exit.STALE


class PublishingError(TrackerError):
    """What was to be published was refused, and nothing of it is published."""

    exit_code = Exit.NOTHING_NEW


class ArchiveError(TrackerError):
    """The archive holds something that no night of ours can have written."""


class EngineError(TrackerError):
    """The site engine refused the pages that we rendered."""
