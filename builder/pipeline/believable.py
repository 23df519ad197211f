"""What a night's answers must hold before they may enter the archive.

An empty or shrunken answer is an outage until it is proven otherwise: the namespace is withheld,
yesterday's rows stay the newest, and the ledger says why. Growth is only told, never stopped.
A source that is no list of namespaces is believed or withheld as one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from builder.model.carried import is_carried
from builder.model.entities import Source
from builder.model.panel import REPOSITORIES, Panel
from builder.model.snapshot import Observation, Parsed, Snapshot

#: Namespaces and tables below this size may lose any number of rows.
SMALL = 6
#: The whole Hub only grows: a census that lost a fifth of it has read half a file.
HUB = "all:hub"
HUB_FLOOR = 0.8


@dataclass(frozen=True)
class Bounds:
    """Between which parts of the last answer's size a new one is believed without a word.

    Below `floor` it is withheld: a namespace that lost two thirds of its repositories overnight
    is an outage. Above `ceiling` it is believed, and told.
    """

    floor: float = 1 / 3
    ceiling: float = 3.0


def bounds_of(source: Source | None) -> Bounds:
    """Return the bounds that the catalog sets for a source, or the usual ones."""
    usual = Bounds()
    if source is None:
        return usual
    return Bounds(
        usual.floor if source.floor_pct is None else source.floor_pct / 100,
        usual.ceiling if source.ceiling_pct is None else source.ceiling_pct / 100,
    )


def believable(
    snapshot: Snapshot,
    parsed: Parsed,
    panel: Panel,
    *,
    names: Mapping[str, str] | None = None,
    bounds: Bounds | None = None,
) -> tuple[Snapshot, Parsed]:
    """Return the night without the namespaces whose answers cannot be believed.

    Compares each answered namespace with the newest earlier vintage of the same source. `names`
    are tonight's names of what was renamed: what moved to another namespace is not lost. The
    snapshot's outcome becomes partial, and its detail names what was withheld and why.
    """
    bounds = bounds or Bounds()
    if parsed.table != REPOSITORIES:
        return _believable_as_one(snapshot, parsed, panel, bounds=bounds)
    before = _moved(_last_counts(snapshot, panel), names or {})
    now = _counts(observation.entity for observation in parsed.observations)
    answered = {part.lower() for part in snapshot.parts}
    large = {namespace: count for namespace, count in before.items() if count >= SMALL}
    grown = [
        f"{namespace} has {now[namespace]} repositories after {count}"
        for namespace, count in large.items()
        if now.get(namespace, 0) > count * bounds.ceiling
    ]
    withheld = {
        namespace: f"{namespace} has {now.get(namespace, 0)} repositories after {count}"
        for namespace, count in large.items()
        if namespace in answered and now.get(namespace, 0) < count * bounds.floor
    }
    snapshot = _with_detail(snapshot, "grew", grown)
    if not withheld:
        return snapshot, parsed
    kept = tuple(o for o in parsed.observations if _namespace(o) not in withheld)
    snapshot = _with_detail(snapshot, "withheld", withheld.values())
    return replace(snapshot, outcome="partial"), replace(parsed, observations=kept)


def _with_detail(snapshot: Snapshot, what: str, said: Iterable[str]) -> Snapshot:
    """Return `snapshot` with something more in its detail, which the ledger keeps."""
    more = ", ".join(said)
    told = (snapshot.detail, f"{what}: {more}" if more else "")
    return replace(snapshot, detail="; ".join(filter(None, told)))


def _believable_as_one(
    snapshot: Snapshot, parsed: Parsed, panel: Panel, *, bounds: Bounds
) -> tuple[Snapshot, Parsed]:
    """Compare how many entities are answered with how many the newest known period had."""
    frame = panel.table(parsed.table)
    frame = frame[frame["source"] == snapshot.source]
    before = int((frame["period"] == frame["period"].max()).sum())
    now = len({observation.entity for observation in parsed.observations})
    told = f"{now} entities after {before}"
    if before >= SMALL and now > before * bounds.ceiling:
        return _with_detail(snapshot, "grew", [told]), parsed
    lost = _lost_hub(parsed, frame)
    few = before >= SMALL and now < before * bounds.floor
    if snapshot.outcome not in ("ok", "partial") or not (few or lost):
        return snapshot, parsed
    withheld = _with_detail(snapshot, "withheld", [lost or told])
    return replace(withheld, outcome="partial"), replace(parsed, observations=())


def _lost_hub(parsed: Parsed, frame: pd.DataFrame) -> str:
    """Say what is missing where a census of the Hub counts far less than the last one did."""
    last = frame[frame["entity"] == HUB].sort_values(["period", "vintage"])
    now = next((o.values.get("repositories") for o in parsed.observations if o.entity == HUB), None)
    if last.empty or now is None or now >= last["repositories"].iloc[-1] * HUB_FLOOR:
        return ""
    return f"{now:,.0f} repositories in all after {last['repositories'].iloc[-1]:,.0f}"


def _namespace(observation: Observation) -> str:
    return observation.entity.partition("/")[0].lower()


def _counts(repositories: Iterable[str]) -> Counter[str]:
    return Counter(repository.partition("/")[0].lower() for repository in repositories)


def _last_counts(snapshot: Snapshot, panel: Panel) -> Counter[str]:
    seen = panel.observations[panel.observations["source"] == snapshot.source]
    seen = seen[(seen["vintage"].dt.date < snapshot.as_of) & ~is_carried(seen)]
    last: dict[str, int] = {}
    for _, night in seen.groupby("vintage"):
        # A namespace that was withheld one night is compared with the last night that had it.
        last |= _counts(night["entity"])
    return Counter(last)


def _moved(counts: Counter[str], names: Mapping[str, str]) -> Counter[str]:
    """Return the counts as they would have been under tonight's names."""
    moved = Counter(counts)
    moved.subtract(_counts(names))
    moved.update(_counts(names.values()))
    return moved
