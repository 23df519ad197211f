"""What a source answered at one moment, and what was read out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from builder.model.panel import REPOSITORIES

Outcome = Literal["ok", "partial", "failed", "skipped"]


@dataclass(frozen=True)
class Answer:
    """One answer of a source: the address asked, the status, and the raw bytes."""

    url: str
    status: int
    body: bytes


@dataclass(frozen=True)
class Snapshot:
    """All answers of one source in one night.

    `outcome` is ok (everything asked was answered), partial (some parts are missing and are
    named in `detail`), failed or skipped. `parts` maps a part of the source (a Hub namespace) to
    its answers; a part that is not whole is left out.
    """

    source: str
    as_of: date
    retrieved_at: datetime
    url: str
    parts: Mapping[str, tuple[Answer, ...]]
    outcome: Outcome
    requests: int = 0
    seconds: float = 0.0
    detail: str = ""

    @property
    def sha256(self) -> str:
        """The hash of every raw answer, in order of part and page; empty when there is none."""
        digest = sha256()
        for name in sorted(self.parts):
            for answer in self.parts[name]:
                digest.update(answer.body)
        return digest.hexdigest() if self.parts else ""

    @property
    def bytes(self) -> int:
        """How many bytes were answered."""
        return sum(len(answer.body) for answers in self.parts.values() for answer in answers)

    @property
    def http_status(self) -> int:
        """The worst status among the answers that were kept; 0 without any."""
        return max((a.status for answers in self.parts.values() for a in answers), default=0)


@dataclass(frozen=True)
class Observation:
    """What a source says of one entity at one period.

    `values` maps a metric column to its value; a metric that the source should know and does not
    is absent from `values` and named in `status` as `missing:<metric>`, joined by spaces.
    `attributes` maps what else the source says of it (licence tag, base model) to its text.
    """

    entity: str
    period: date
    values: Mapping[str, float]
    attributes: Mapping[str, str] = field(default_factory=dict)
    status: str = ""


@dataclass(frozen=True)
class Parsed:
    """What was read out of a snapshot: the observations, and what was odd about the answers.

    `table` says to which table of the archive the observations belong. `tells` are the attributes
    that the source told of anything tonight: one that it does not tell of an entity any more,
    though it tells it of others, is gone.
    """

    observations: tuple[Observation, ...]
    oddities: tuple[str, ...] = ()
    table: str = REPOSITORIES
    tells: frozenset[str] = frozenset()
