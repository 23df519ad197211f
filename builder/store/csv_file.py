"""One CSV file of the archive: written whole or not at all, read exactly or refused."""

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.errors import ArchiveError

#: What makes a cell need quotes.
_MARKS = re.compile(r'[,"\r\n]')


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a file's text: UTF-8, LF, quotes only where they are needed."""
    lines = (",".join(map(_quoted, row)) for row in (header, *rows))
    return "".join(f"{line}\n" for line in lines)


def _quoted(value: object) -> str:
    """Return one cell. The standard writer leaves a lone CR bare, and then nobody can read it."""
    text = as_text(value)
    return '"' + text.replace('"', '""') + '"' if _MARKS.search(text) else text


def as_text(value: object) -> str:
    """Return `value` as a text that UTF-8 can hold: a lone surrogate becomes a question mark."""
    return str(value).encode("utf-8", "replace").decode()


def damaged(path: Path, why: str) -> ArchiveError:
    """Return the failure to raise for a file that no night of ours can have written."""
    return ArchiveError(
        f"{path} cannot be read",
        why=why,
        advice="restore the file with git; no night of ours writes such a file",
    )


def csv_rows(path: Path, header: Sequence[str]) -> list[list[str]]:
    """Return the rows of a file, none if it is not there. Raises ArchiveError if it is damaged."""
    if not path.exists():
        return []
    try:
        text = path.read_bytes().decode("utf-8")
        found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise damaged(path, str(error)) from error
    check_header(path, found[0] if found else [], header)
    for line, row in enumerate(found, 1):
        if len(row) != len(header):
            raise damaged(path, f"row {line} has {len(row)} cells, not {len(header)}")
    if not text.endswith("\n"):
        raise damaged(path, "its last line is cut off")
    return found[1:]


def check_header(path: Path, found: Sequence[str], header: Sequence[str]) -> None:
    """Raise ArchiveError unless a file's first row, `found`, is `header`."""
    if tuple(found) != tuple(header):
        raise foreign_columns(path, found, header)


def foreign_columns(path: Path, found: Sequence[str], header: Sequence[str]) -> ArchiveError:
    """Return the failure to raise for a file whose first row is not one of ours."""
    return ArchiveError(
        f"{path} has other columns than the archive",
        why=f"found {', '.join(found) or 'nothing'}; expected {', '.join(header)}",
        advice="restore the file with git, or move it out of data/archive",
    )
