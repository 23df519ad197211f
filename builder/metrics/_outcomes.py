"""What a rule version says of a chip: every outcome that its known and unknown figures allow.

A rule's outcome changes only at its limits. So each quantity is tried at the ends of its range,
at every limit inside, and between them, and all of that against all: what comes out is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from builder.metrics._chips import ANYTHING, Range, Specification
from builder.model.entities import Condition, Threshold

NOT_CONTROLLED, UNKNOWN = "not-controlled", "unknown"
#: From the loosest to the strictest. Where several paragraphs hold, the strictest speaks.
OUTCOMES = (NOT_CONTROLLED, "notify", "case-by-case", "controlled")
MARKETS = ("data-center", "other")
#: The axes on which a chip is tried, in the order of the arrays.
AXES = ("tpp", "die_mm2", "interconnect_gbps", "bandwidth_gbps", "market")
#: How near to nothing, and how far beyond all limits, an unknown is tried.
_LEAST, _MOST = 1e-6, 1e6
Thresholds = tuple[Threshold, ...]
Values = dict[str, np.ndarray]


@dataclass(frozen=True)
class Told:
    """What a rule says of a chip.

    `outcome` is one of OUTCOMES or UNKNOWN, or the loosest of several where sources disagree;
    `possible` holds every outcome that the figures allow, from the loosest on; `missing` names
    the quantities that are unknown and decide; `paragraphs` are those that give the outcome.
    """

    outcome: str
    possible: tuple[str, ...]
    missing: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether sources disagree so far that the outcome does."""
        return self.outcome != UNKNOWN and len(self.possible) > 1


@lru_cache(maxsize=4096)
def told(thresholds: Thresholds, known: Specification) -> Told:
    """Return what a rule with `thresholds` says of a chip.

    What is unknown and decides makes the outcome unknown; it never counts as not controlled.
    """
    values = _values(thresholds, known)
    holding = [_holds(one, values) for one in thresholds]
    ranks = np.zeros(np.broadcast_shapes(*(axis.shape for axis in values.values())), dtype=int)
    for one, holds in zip(thresholds, holding, strict=True):
        ranks = np.maximum(ranks, holds * OUTCOMES.index(one.outcome))
    possible = tuple(OUTCOMES[rank] for rank in np.unique(ranks))
    missing = tuple(
        name
        for axis, name in enumerate(AXES)
        if getattr(known, name) is None and (ranks.max(axis=axis) != ranks.min(axis=axis)).any()
    )
    if len(possible) > 1:
        return Told(UNKNOWN if missing else possible[0], possible, missing)
    own = [pair for pair in zip(thresholds, holding, strict=True) if pair[0].outcome == possible[0]]
    held = [one.paragraph for one, holds in own if holds.all()]
    held = held or [one.paragraph for one, holds in own if holds.any()]  # which one is unknown
    return Told(possible[0], possible, (), tuple(dict.fromkeys(held)))


def _holds(one: Threshold, values: Values) -> np.ndarray:
    """Return where a paragraph holds: all its conditions, and its market if it names one."""
    holds = np.ones((1,) * len(AXES), dtype=bool)
    if one.market is not None:
        holds = holds & (values["market"] == one.market)
    for condition in one.all_of:
        value = (
            values["tpp"] / values["die_mm2"]
            if condition.quantity == "performance_density"
            else values[condition.quantity]
        )
        if condition.at_least is not None:
            holds = holds & (value >= condition.at_least)
        if condition.below is not None:
            holds = holds & (value < condition.below)
    return holds


def _values(thresholds: Thresholds, known: Specification) -> Values:
    """Return the values to try of each quantity, each along an axis of its own."""
    conditions = [condition for one in thresholds for condition in one.all_of]
    densities = _limits(conditions, "performance_density")
    die = known.die_mm2 or ANYTHING
    ends = [edge for edge in (die.low, die.high) if 0 < edge < float("inf")] if densities else []
    crossed = [density * edge for density in densities for edge in ends]
    tpps = _tried(known.tpp, [*_limits(conditions, "tpp"), *crossed])
    areas = _tried(known.die_mm2, [tpp / density for tpp in tpps for density in densities])
    tried: list[Sequence[object]] = [
        tpps,
        areas if densities else [1.0],
        *(_tried(getattr(known, name), _limits(conditions, name)) for name in AXES[2:4]),
        [known.market] if known.market else MARKETS,
    ]
    return {
        name: np.array(values).reshape([-1 if axis == own else 1 for axis in range(len(AXES))])
        for own, (name, values) in enumerate(zip(AXES, tried, strict=True))
    }


def _limits(conditions: Iterable[Condition], quantity: str) -> Sequence[float]:
    own = [condition for condition in conditions if condition.quantity == quantity]
    return sorted({limit for one in own for limit in (one.at_least, one.below) if limit})


def _tried(known: Range | None, limits: Iterable[float]) -> Sequence[float]:
    """Return the ends of a range, the limits inside it, and a value between each two."""
    within = known or ANYTHING
    inside = sorted({limit for limit in limits if within.low < limit < within.high})
    if not known and not inside:
        return [1.0]  # no limit is about it
    low = within.low or inside[0] * _LEAST
    high = within.high if within.high < float("inf") else inside[-1] * _MOST
    edges = sorted({low, *inside, high})
    return sorted({*edges, *((one + two) / 2 for one, two in pairwise(edges))})
