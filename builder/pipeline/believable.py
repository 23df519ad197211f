"""What a night's answers must hold before they may enter the archive.

An empty or shrunken answer is an outage until it is proven otherwise: the namespace is withheld,
yesterday's rows stay the newest, and the ledger says why. Growth is only told, never stopped.
A source that is no list of namespaces is believed or withheld as one.
"""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from builder.model.panel import REPOSITORIES, Panel
from builder.model.snapshot import Observation, Parsed, Snapshot

#: A namespace that lost more than two thirds of its repositories overnight is not believed.
FLOOR = 1 / 3
#: One that has more than three times as many is believed, and told.
CEILING = 3
#: Namespaces below this size may lose any number of repositories.
SMALL = 6
#: The whole Hub only grows: a census that lost a fifth of it has read half a file.
HUB = "all:hub"
HUB_FLOOR = 0.8


def believable(snapshot: Snapshot, parsed: Parsed, panel: Panel) -> tuple[Snapshot, Parsed]:
    """Return the night without the namespaces whose answers cannot be believed.

    Compares each answered namespace with the newest earlier vintage of the same source. The
    snapshot's outcome becomes partial, and its detail names what was withheld and why.
    """
    if parsed.table != REPOSITORIES:
        return _believable_as_one(snapshot, parsed, panel)
    before = _last_counts(snapshot, panel)
    now = _counts(observation.entity for observation in parsed.observations)
    answered = {part.lower() for part in snapshot.parts}
    grown = tuple(
        f"{namespace} grew from {count} to {now[namespace]} repositories"
        for namespace, count in before.items()
        if count >= SMALL and now.get(namespace, 0) > count * CEILING
    )
    parsed = replace(parsed, oddities=(*parsed.oddities, *grown))
    withheld = {
        namespace: f"{namespace} has {now.get(namespace, 0)} repositories after {count}"
        for namespace, count in before.items()
        if namespace in answered and count >= SMALL and now.get(namespace, 0) < count * FLOOR
    }
    if not withheld:
        return snapshot, parsed
    detail = "; ".join(filter(None, [snapshot.detail, "withheld: " + ", ".join(withheld.values())]))
    kept = tuple(o for o in parsed.observations if _namespace(o) not in withheld)
    return replace(snapshot, outcome="partial", detail=detail), replace(parsed, observations=kept)


def _believable_as_one(snapshot: Snapshot, parsed: Parsed, panel: Panel) -> tuple[Snapshot, Parsed]:
    """Compare how many entities are answered with how many the newest known period had."""
    frame = panel.table(parsed.table)
    frame = frame[frame["source"] == snapshot.source]
    before = int((frame["period"] == frame["period"].max()).sum())
    now = len({observation.entity for observation in parsed.observations})
    told = f"{now} entities after {before}"
    if before >= SMALL and now > before * CEILING:
        return snapshot, replace(parsed, oddities=(*parsed.oddities, f"grew: {told}"))
    lost = _lost_hub(parsed, frame)
    few = before >= SMALL and now < before * FLOOR
    if snapshot.outcome not in ("ok", "partial") or not (few or lost):
        return snapshot, parsed
    told = lost or told
    detail = "; ".join(filter(None, [snapshot.detail, f"withheld: {told}"]))
    return replace(snapshot, outcome="partial", detail=detail), replace(parsed, observations=())


def _lost_hub(parsed: Parsed, frame: pd.DataFrame) -> str:
    """Say what is missing where a census of the Hub counts far less than the last one did."""
    last = frame[frame["entity"] == HUB].sort_values(["period", "vintage"])
    now = next((o.values.get("repositories") for o in parsed.observations if o.entity == HUB), None)
    if last.empty or now is None or now >= last["repositories"].iloc[-1] * HUB_FLOOR:
        return ""
    return f"{now:,.0f} repositories in all after {last['repositories'].iloc[-1]:,.0f}"


def _namespace(observation: Observation) -> str:
    return observation.entity.partition("/")[0].lower()


def _counts(repositories: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for repository in repositories:
        namespace = repository.partition("/")[0].lower()
        counts[namespace] = counts.get(namespace, 0) + 1
    return counts


def _last_counts(snapshot: Snapshot, panel: Panel) -> dict[str, int]:
    seen = panel.observations[panel.observations["source"] == snapshot.source]
    seen = seen[seen["vintage"].dt.date < snapshot.as_of]
    last: dict[str, int] = {}
    for _, night in seen.groupby("vintage"):
        # A namespace that was withheld one night is compared with the last night that had it.
        last |= _counts(night["entity"])
    return last
