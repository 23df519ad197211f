"""Formats files of the catalog in place, and leaves alone whatever cannot be formatted safely."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.errors import UsageError
from builder.model.entities import KINDS
from builder.model.finding import Finding, Place, Severity
from builder.pipeline.root import Root
from builder.store.csv_file import write_whole
from builder.store.yaml_file import MAX_BYTES
from builder.store.yaml_format import formatted


class Outcome(NamedTuple):
    """What became of one file: whether its form is another one now, and what was found."""

    path: str
    changes: bool
    findings: tuple[Finding, ...] = ()


def fix(root: Root, paths: Iterable[Path], *, write: bool) -> Iterator[Outcome]:
    """Format `paths`, files or folders of the catalog, or all of it; yield what became of each.

    Raises UsageError, before anything is written, where a path leads nowhere in the catalog.
    """
    files = dict.fromkeys(file for path in paths or [root.catalog] for file in _files(root, path))
    for path in files:
        yield _fixed(root, path, write=write)


def _files(root: Root, path: Path) -> list[Path]:
    place = path.parent.resolve() / path.name
    inside = place.is_relative_to(root.catalog.resolve())
    if not inside or not (place.is_dir() or place.is_file()):
        raise UsageError(
            f"{path} is not in the catalog",
            why=f"only files below {root.catalog} are formatted",
            advice="name a .yml file or a folder of data/catalog, or nothing for all of it",
        )
    found = [place] if place.is_file() else sorted(place.rglob("*.yml"))
    return [one for one in found if _is_entity(root, one)]


def _is_entity(root: Root, path: Path) -> bool:
    """Say whether an entity stands at `path`; what stands astray is told by the checks."""
    parts = path.relative_to(root.catalog.resolve()).parts
    ordinary = path.is_file() and not path.is_symlink() and not path.parent.is_symlink()
    return len(parts) == 2 and parts[0] in KINDS and path.suffix == ".yml" and ordinary


def _fixed(root: Root, path: Path, *, write: bool) -> Outcome:
    shown = path.relative_to(root.folder.resolve()).as_posix()
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        result = formatted(path.parent.name, raw, shown)
        if result.text is None or result.text.encode() == raw:
            return Outcome(shown, changes=False, findings=result.findings)
        if write:
            write_whole(path, result.text)
    except OSError as error:
        message, advice = f"cannot be formatted: {error.strerror}", "give yourself the right to"
        finding = Finding(Place(shown, 1, 1), Severity.ERROR, "file", message, advice)
        return Outcome(shown, changes=False, findings=(finding,))
    return Outcome(shown, changes=True)
