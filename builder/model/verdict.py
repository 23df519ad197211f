"""What became of a claim: the number that decided, day by day, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from builder.model.entities import Claim, Reading

#: `mixed`: the readings disagree, or an interval holds both answers. `stale`: the evidence is too
#: old; the last verdict is kept with its day, and never turned.
State = Literal["supported", "contradicted", "mixed", "not-testable", "stale"]
STATES: tuple[State, ...] = ("supported", "contradicted", "mixed", "not-testable", "stale")
#: `new-data`: a newer day; `revision`: the source changed a past value; `mapping`: an edit of the
#: catalog moved a past value; `definition`: from here on another pool decides.
Cause = Literal["new-data", "revision", "mapping", "definition"]


@dataclass(frozen=True)
class Point:
    """The deciding number at one period, and what the test says of it.

    `against` is what it is held against: the limit, another group's value, or the value of
    `rival`. `distance` is how far it is from turning, in the number's unit: above 0 it holds.
    `unplaced` is the value of the publishers whom nobody could place. `lacks` names the column
    of which there was too little. `entities` are those that were counted in the
    catalog, `of` how many they are a share of. `partial`: too few were counted, and the catalog
    may not hold all that there are, so nothing follows.
    """

    period: date
    source: str
    state: State
    value: float | None
    against: float | None = None
    distance: float | None = None
    low: float | None = None
    high: float | None = None
    rank: int | None = None
    rival: str | None = None
    unplaced: float | None = None
    lacks: str | None = None
    suspect: bool = False
    vintage: date | None = None
    number: str | None = None
    entities: tuple[str, ...] = ()
    of: int | None = None
    partial: bool = False

    @property
    def usable(self) -> bool:
        """Say whether the point can carry a verdict."""
        return not self.suspect and self.state != "not-testable"


@dataclass(frozen=True)
class Found:
    """A verdict on one day: its state, the point behind it, and why there is none.

    `held` is the last verdict of a stale one. `later` says that the point was not known then but
    filled in afterwards. `why` is one of: "", stale, nothing-seen, nothing-then, not-over,
    partial, too-old, lacking, suspect, undated, untestable, not-due, forecast.
    """

    state: State
    point: Point | None = None
    held: State | None = None
    later: bool = False
    why: str = ""

    @property
    def shown(self) -> State:
        """The verdict to show: the last one, where it is frozen."""
        return self.held or self.state


@dataclass(frozen=True)
class Flip:
    """A day on which a verdict turned, and why."""

    on: date
    before: State
    after: State
    cause: Cause
    detail: str = ""


@dataclass(frozen=True)
class Judgement:
    """A reading judged: day by day, today, and on the claim's own day."""

    reading: Reading
    points: tuple[Point, ...]
    now: Found
    then: Found
    flips: tuple[Flip, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class Verdict:
    """A claim judged under all its readings.

    `history` says the overall state from each day on which a reading had a number; `unit_of` maps
    a reading to the unit of its number; `due` is the verdict on a forecast's own day.
    """

    claim: Claim
    judgements: tuple[Judgement, ...]
    now: Found
    then: Found
    history: tuple[tuple[date, State], ...] = ()
    since: date | None = None
    flips: tuple[Flip, ...] = ()
    unit_of: Mapping[str, str] = field(default_factory=dict)
    due: Found | None = None

    @property
    def latest(self) -> date | None:
        """The newest day on which any reading had a usable number."""
        return self.history[-1][0] if self.history else None

    @property
    def brier(self) -> float | None:
        """The squared distance of a settled forecast's probability from what came: 0 is best."""
        told = self.claim.forecast.probability if self.claim.forecast else None
        outcome = {"supported": 1.0, "contradicted": 0.0}.get(self.due.state) if self.due else None
        return None if told is None or outcome is None else (told - outcome) ** 2

    @property
    def depends_on_definition(self) -> bool:
        """Say whether it holds under one reading that can be tested, and not under another."""
        shown = {j.now.shown for j in self.judgements} - {"not-testable"}
        return "supported" in shown and len(shown) > 1
