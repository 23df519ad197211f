"""Keys that sources are asked with: a night that has lost one must not go on as if nothing were.

With a key a source says more, or says it faster. The ledger tells which nights had one, so a
night without it can refuse to ask, instead of quietly knowing less than the night before.
"""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from builder.errors import SourceError
from builder.model.snapshot import Snapshot
from builder.sources import SourceModule

MARK = "asked with a key"


def key_of(module: SourceModule) -> str | None:
    """Return the name of the variable that holds a source's key; None if it wants none."""
    return getattr(module, "KEY", None)


def refuse_without_key(
    source: str, module: SourceModule, *, ledger: pd.DataFrame, keys: Collection[str]
) -> None:
    """Raise SourceError where the last night that was asked had a key, and this one has none.

    `keys` are the names of the variables that are set.
    """
    key = key_of(module)
    if key is None or key in keys:
        return
    asked = ledger[(ledger["source"] == source) & ledger["outcome"].isin(["ok", "partial"])]
    if asked.empty or MARK not in str(asked["detail"].iloc[-1]):
        return
    raise SourceError(
        f"{key} is gone",
        why=f"it was set on {asked['as_of'].iloc[-1]}; without it this night would know less, so "
        f"nothing was asked. To go on without it: tracker fetch {source} --without-key",
        advice="set the key again where the night runs",
    )


def marked(snapshot: Snapshot, module: SourceModule, keys: Collection[str]) -> Snapshot:
    """Return `snapshot` with the mark of a key in its detail, if it was asked with one."""
    if key_of(module) not in keys or snapshot.outcome in ("failed", "skipped"):
        return snapshot
    return replace(snapshot, detail="; ".join(filter(None, (snapshot.detail, MARK))))
