"""What was read of the archive, kept as columns of numbers so that it need not be parsed again.

It is kept under the hash of every file of the archive, so it is never older than they are, and it
may be deleted at any time: one that is missing, damaged or of other files is made anew. Texts are
kept as numbers, each standing for one of few words: millions of rows name a thousand repositories.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd

from builder.model import panel as panel_module
from builder.model.panel import Panel
from builder.store import archive as archive_module
from builder.store import csv_file as csv_module
from builder.store.archive import Archive

#: An archive of fewer bytes is read sooner than a cache of it is made.
WORTH_IT = 8_000_000
#: What tells how files are read: whoever changes it reads everything anew.
_READERS = (__file__, archive_module.__file__, csv_module.__file__, panel_module.__file__)
Array = np.ndarray[Any, Any]


def read_kept(archive: Archive, place: Path, *, worth_it: int = WORTH_IT) -> Panel:
    """Return what `archive` holds: from the cache at `place` if it has these very files."""
    files = sorted(archive.folder.rglob("*.csv"))
    if sum(file.stat().st_size for file in files) < worth_it:
        return archive.read()
    key = _key(archive.folder, files)
    kept = _kept(place, key)
    if kept is None:
        kept = archive.read()
        _keep(kept, place, key)
    return kept


def _key(folder: Path, files: list[Path]) -> str:
    hashed = hashlib.sha256(f"pandas {version('pandas')}".encode())
    for file in map(Path, _READERS):
        hashed.update(hashlib.sha256(file.read_bytes()).digest())
    for file in files:
        hashed.update(str(file.relative_to(folder)).encode() + b"\n")
        hashed.update(hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()


def _kept(place: Path, key: str) -> Panel | None:
    """Return the panel that is kept at `place` under `key`; None where it cannot be had."""
    try:
        # Plain arrays alone: nothing in it is ever run.
        with place.open("rb") as file, np.load(file) as kept:
            if str(kept["key"]) != key:
                return None
            shape = json.loads(kept["shape"].tobytes())
            frames = {name: _frame(kept, name, columns) for name, columns in shape.items()}
    except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile):
        return None
    own = {name: frames.pop(name) for name in _OWN}
    return Panel(own["observations"], own["attributes"], own["ledger"], frames, own["changes"])


def _keep(panel: Panel, place: Path, key: str) -> None:
    """Keep a panel that the archive gave; a disk that is full or closed is no reason to stop."""
    frames = {**{name: getattr(panel, name) for name in _OWN}, **panel.others}
    shape = {name: list(frame.columns) for name, frame in frames.items()}
    arrays: dict[str, Array] = {"key": np.array(key), "shape": _as_bytes(shape)}
    for name, frame in frames.items():
        arrays |= _arrays(name, frame)
    aside = place.with_suffix(f".{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        aside.replace(place)
    except OSError:
        with suppress(OSError):
            aside.unlink()


#: The tables that a panel of the archive has in fields of its own.
_OWN = ("observations", "attributes", "ledger", "changes")


def _arrays(name: str, frame: pd.DataFrame) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for column in frame:
        own, values = f"{name}/{column}", frame[column]
        if values.dtype.kind == "f":
            found[own] = values.to_numpy()
            continue
        is_text = values.dtype == "str"
        codes, words = pd.factorize(values, use_na_sentinel=is_text)
        found[own] = codes.astype(np.min_scalar_type(-len(words) - 1))
        found[f"{own}/{_TEXTS if is_text else _DAYS}"] = (
            _as_bytes(list(words)) if is_text else np.asarray(words)
        )
    return found


#: How the words are called for which the numbers of a column stand.
_TEXTS, _DAYS = "texts", "days"


def _frame(kept: Mapping[str, Array], name: str, columns: list[str]) -> pd.DataFrame:
    """Return a table; raises KeyError or ValueError where what is kept of it is not whole."""
    return pd.DataFrame({column: _column(kept, f"{name}/{column}") for column in columns})


def _column(kept: Mapping[str, Array], own: str) -> Any:
    if f"{own}/{_TEXTS}" in kept:
        words = pd.array(json.loads(kept[f"{own}/{_TEXTS}"].tobytes()), dtype="str")
        return words.take(kept[own], allow_fill=True)
    if f"{own}/{_DAYS}" in kept:
        return kept[f"{own}/{_DAYS}"][kept[own]]
    return kept[own]


def _as_bytes(value: object) -> Array:
    return np.frombuffer(json.dumps(value).encode(), dtype="uint8")
