"""What has another name tonight: told by the Hub's own ids, so that no rename looks like a loss."""

from collections.abc import Mapping

from builder.model.panel import Panel
from builder.model.renames import HUB_ID
from builder.model.snapshot import Parsed, Snapshot

#: So many renames are told by name; of more, only how many.
MOST_TOLD = 5


def renamed(snapshot: Snapshot, parsed: Parsed, panel: Panel) -> Mapping[str, str]:
    """Return tonight's name of everything that this source knew under another one until now."""
    told = panel.attributes
    known = told[(told["source"] == snapshot.source) & (told["attribute"] == HUB_ID)]
    before = dict(zip(known["value"], known["entity"], strict=True))
    return {
        before[hub_id]: observation.entity
        for observation in parsed.observations
        if (hub_id := observation.attributes.get(HUB_ID, "")) in before
        and before[hub_id] != observation.entity
    }


def in_words(names: Mapping[str, str]) -> str:
    """Say in one line what is called otherwise from tonight on; nothing where nothing is."""
    if not names:
        return ""
    some = [f"{old} is now {new}" for old, new in sorted(names.items())[:MOST_TOLD]]
    more = len(names) - len(some)
    return "renamed: " + ", ".join(some) + (f", and {more} more" if more else "")
