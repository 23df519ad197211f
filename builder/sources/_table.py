"""Reads a published table: CSV, bare or packed in a zip, as rows of texts by their column.

Whatever is wrong with the table as a whole is a SourceError; nothing of such a table is believed.
"""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web import plain_address

#: Packed tables are half a megabyte today.
LARGEST_ZIP = 16 * 1024 * 1024
LARGEST_MEMBER = 32 * 1024 * 1024

Row = Mapping[str, str]


def table_rows(answer: Answer, columns: Mapping[str, Sequence[str]]) -> list[Row | None]:
    """Return the rows of a CSV with its columns under our names; None is a row of other width.

    `columns` maps our name of a column to what the publisher may call it; the first that is there
    counts. A column with no publisher's name but `""` at the end may be absent.
    """
    lines = _lines(answer)
    header = [cell.strip() for cell in lines[0]] if lines else []
    places = _places(answer, header, columns)
    return [
        {ours: row[place] for ours, place in places.items()} if len(row) == len(header) else None
        for row in lines[1:]
        if row
    ]


def _lines(answer: Answer) -> list[list[str]]:
    try:
        text = answer.body.decode("utf-8-sig")
        if not text.endswith(("\n", "\r")):
            raise refused(answer, "its last line is cut off" if text else "it is empty")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refused(answer, f"it is no CSV in UTF-8: {error}") from error


def _places(
    answer: Answer, header: Sequence[str], columns: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for ours, theirs in columns.items():
        there = [column for column in theirs if column and column in header]
        if there and header.count(there[0]) > 1:
            raise refused(answer, f"it has the column {there[0]} twice")
        if there:
            found[ours] = header.index(there[0])
        elif "" not in theirs:
            raise refused(answer, f"it lacks the column {theirs[0]}")
    return found


def member(answer: Answer, file_name: str) -> Answer:
    """Return one file of a zip. Raises SourceError unless it is there once, whole and small."""
    if len(answer.body) > LARGEST_ZIP:
        raise refused(answer, f"it is larger than {LARGEST_ZIP:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
            found = [one for one in packed.infolist() if one.filename.split("/")[-1] == file_name]
            if len(found) != 1:
                raise refused(answer, f"it holds {file_name} {len(found)} times, not once")
            with packed.open(found[0]) as file:
                body = file.read(LARGEST_MEMBER + 1)
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
        OSError, RuntimeError, ValueError, KeyError,
    ) as error:  # fmt: skip
        raise refused(answer, f"it is no whole zip: {error}") from error
    if len(body) > LARGEST_MEMBER:
        raise refused(answer, f"its {file_name} is larger than {LARGEST_MEMBER:,} bytes")
    return Answer(f"{answer.url}#{file_name}", answer.status, body)


def refused(answer: Answer, why: str) -> SourceError:
    """Return the error for an answer that came and cannot be used."""
    begins = " ".join(answer.body[:60].decode("utf-8", "replace").split())
    shown = "".join(character if character.isprintable() else "?" for character in begins)
    return SourceError(
        f"{plain_address(answer.url)} gave no usable table",
        why=f"{why}; it begins: {shown}",
        advice="open the address; if its columns have changed, the source's module must follow",
    )
