"""What a person's proposal may not do: touch what the night writes, or let a published id vanish.

A guard against mistakes. Who may merge in spite of it is decided in `.github/CODEOWNERS`.
"""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.errors import UsageError
from builder.model.catalog import Catalog
from builder.model.entities import KINDS
from builder.model.finding import Finding, Place, Severity
from builder.model.schema import schema_texts
from builder.pipeline.root import Root

#: Folders that only the night writes, and what to do instead. What is generated from our own files
#: (`data/schema`) may change with them; `generated` compares it with what they make of it.
NIGHTS_OWN = {
    "data/archive": "take the change back; a wrong value is corrected by a later observation, or "
    "by a file in data/catalog/corrections",
}
_DONE = {"A": "is added", "D": "is deleted", "M": "is changed", "T": "changes its type"}


class Change(NamedTuple):
    """One file that a proposal touches: what git calls the change (A, D, M, T), and its path."""

    status: str
    path: str


def guard(changes: Iterable[Change], catalog: Catalog) -> Iterator[Finding]:
    """Find changes that no person makes, and ids that would lead nowhere; `catalog` is after."""
    for change in changes:
        yield from _of_the_night(change)
        yield from _vanished(change, catalog)


def _of_the_night(change: Change) -> Iterator[Finding]:
    path = change.path.casefold()
    for folder, advice in NIGHTS_OWN.items():
        if path == folder or path.startswith(f"{folder}/"):
            message = f"{_DONE.get(change.status, 'is changed')}, and only the night writes here"
            yield Finding(Place(change.path, 1, 1), Severity.ERROR, "guard", message, advice)


def _vanished(change: Change, catalog: Catalog) -> Iterator[Finding]:
    """Find a deleted entity whose id no other one keeps."""
    parts = Path(change.path).parts
    if change.status != "D" or parts[:2] != ("data", "catalog") or len(parts) != 4:
        return
    kind, retired = parts[2], Path(change.path).stem
    kept = {
        alias.lower() for one in catalog.entities.get(kind, {}).values() for alias in one.aliases
    }
    if kind in KINDS and retired not in kept and not catalog.has(kind, retired):
        yield Finding(
            Place(change.path, 1, 1),
            Severity.WARNING,
            "guard",
            f"is deleted, and links to {kind}/{retired} will lead nowhere",
            f"if it was renamed or merged, add `{retired}` to the `aliases` of the file it became",
        )


def generated(root: Root) -> Iterator[Finding]:
    """Find schemas that are not, byte for byte, what the shapes of the catalog make of them.

    A root that brings no schemas of its own has none to compare.
    """
    if not root.schemas.is_dir():
        return
    made = {name: text.encode() for name, text in schema_texts().items()}
    there = {path.name: path.read_bytes() for path in root.schemas.glob("*") if path.is_file()}
    for name in sorted(made.keys() | there.keys()):
        if made.get(name) != there.get(name):
            place = Place(f"data/schema/{name}", 1, 1)
            message = "is not what the shapes in builder/model make of it"
            advice = "never edit it by hand; write it anew with: tracker schema"
            yield Finding(place, Severity.ERROR, "guard", message, advice)


def changes_since(folder: Path, reference: str) -> tuple[Change, ...]:
    """Return what changed below `folder` since it left `reference`, as git tells it.

    Raises UsageError where there is no git, no repository, or no such reference.
    """
    asked = subprocess.run(  # noqa: S603  a fixed command; what is asked for cannot be an option
        ["git", "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative",  # noqa: S607
         "--end-of-options", f"{reference}...HEAD", "--"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if asked.returncode or not reference:  # nothing would stand for HEAD, and change nothing
        raise UsageError(
            f"git cannot compare with {reference}",
            why=asked.stderr.decode(errors="replace").strip() or f"exit code {asked.returncode}",
            advice="name a branch or commit that is here: git fetch may be needed first",
        )
    words = asked.stdout.decode(errors="surrogateescape").split("\0")
    return tuple(Change(*pair) for pair in zip(words[::2], words[1::2], strict=False))
