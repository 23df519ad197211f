"""One thing that changed: when, whose, how much, and the sentence that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

#: overtaking and share: between two nights of one source, or over a week. model: one came out.
#: revision: a source changed what it had said. edit: we changed a fact. correction: we do not take
#: a value of a source as it is. event: an act of a state or a company.
#: verdict: a reading of a claim turned.
Kind = Literal["overtaking", "share", "model", "revision", "edit", "correction", "event", "verdict"]
Span = Literal["night", "week", ""]


@dataclass(frozen=True)
class Change:
    """One change. `day` is the day it is about.

    `id` is the same every night; `entities` are (kind, id); `values` are the numbers in the
    sentence, their units in their names; `rank` orders changes of one day, the weightiest first.
    """

    id: str
    kind: Kind
    day: date
    sentence: str
    entities: tuple[tuple[str, str], ...] = ()
    source: str = ""
    span: Span = ""
    rank: float = 0.0
    values: Mapping[str, float | int | str] = field(default_factory=dict)
