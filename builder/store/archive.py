"""The archive: one CSV per source and night, only ever added to, always whole.

`observations/<source>/<yyyy>/<mm>/<yyyy-mm-dd>.csv`   period, entity, values, status
`attributes/<source>/<yyyy>/<mm>/<yyyy-mm-dd>.csv`     entity, attribute, value: changes only;
                                                       an empty value: no longer told
`changes/<yyyy>/<mm>/<yyyy-mm-dd>.csv`                 what edits of the catalog moved
`snapshots.csv`                                        the ledger: one row per fetch

The day in a path is the vintage: the day on which we learned what the file says. Files are
UTF-8 with LF, sorted, and appear whole or not at all: they are written aside and renamed.
All files of one source have the columns of one table (`builder.model.panel.TABLES`).
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd

from builder.model.panel import (
    ATTRIBUTE_COLUMNS,
    CHANGE_COLUMNS,
    LEDGER_COLUMNS,
    REPOSITORIES,
    TABLES,
    Panel,
    table_columns,
)
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.store.csv_file import (
    as_text,
    check_header,
    csv_rows,
    csv_text,
    damaged,
    foreign_columns,
    write_whole,
)

ATTRIBUTE_HEADER = ("entity", "attribute", "value")
#: The columns of a day's file, by table.
HEADERS = {name: ("period", "entity", *columns, "status") for name, columns in TABLES.items()}


class Archive:
    """The archive in one folder. Reading gives a panel; appending adds a night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def day_file(self, room: str, source: str, vintage: date) -> Path:
        """Return where `room` (observations or attributes) keeps one source's night."""
        day = vintage.isoformat()
        return self.folder / room / source / day[:4] / day[5:7] / f"{day}.csv"

    def is_settled(self, source: str, vintage: date) -> bool:
        """Say whether this night's fetch of `source` is already in the ledger as ok."""
        outcome = LEDGER_COLUMNS.index("outcome")
        return any(
            row[0] == source and row[1] == vintage.isoformat() and row[outcome] == "ok"
            for row in csv_rows(self.folder / "snapshots.csv", LEDGER_COLUMNS)
        )

    def append(self, snapshot: Snapshot, parsed: Parsed) -> int:
        """Add a night and return how many observations it holds.

        Rows that the night already has stay as they are: a second run of the same night may add
        what the first could not get, and can never change what it got. The ledger is written
        last, so a night that was killed half-way is simply not settled.
        """
        path = self.day_file("observations", snapshot.source, snapshot.as_of)
        header = HEADERS[parsed.table]
        rows = {(row[0], row[1]): row for row in csv_rows(path, header)}
        for observation in parsed.observations:
            row = _observation_row(observation, TABLES[parsed.table])
            rows.setdefault((row[0], row[1]), row)
        if parsed.observations:
            self._append_attributes(snapshot, parsed)
            write_whole(path, csv_text(header, (rows[key] for key in sorted(rows))))
        self._append_ledger(snapshot, len(parsed.observations))
        return len(parsed.observations)

    def _append_attributes(self, snapshot: Snapshot, parsed: Parsed) -> None:
        path = self.day_file("attributes", snapshot.source, snapshot.as_of)
        known = self._last_attributes(snapshot.source, before=snapshot.as_of)
        rows = {(row[0], row[1]): row[2] for row in csv_rows(path, ATTRIBUTE_HEADER)}
        for observation in parsed.observations:
            gone = dict.fromkeys(parsed.tells, "")
            for attribute, told in {**gone, **observation.attributes}.items():
                key, value = (as_text(observation.entity), attribute), as_text(told)
                if known.get(key, "") != value:
                    rows.setdefault(key, value)
        if rows:
            write_whole(
                path, csv_text(ATTRIBUTE_HEADER, ((*key, rows[key]) for key in sorted(rows)))
            )

    def _last_attributes(self, source: str, before: date) -> Mapping[tuple[str, str], str]:
        known: dict[tuple[str, str], str] = {}
        for path in self._files("attributes", source):
            if _vintage(path).date() < before:
                known.update({(row[0], row[1]): row[2] for row in csv_rows(path, ATTRIBUTE_HEADER)})
        return known

    def append_changes(self, vintage: date, rows: Sequence[Sequence[str]]) -> None:
        """Add what edits of the catalog moved; rows have CHANGE_COLUMNS without the vintage.

        What moves twice on one day moved from what it was before the first time to what it is
        after the last; the same edit added twice adds nothing.
        """
        day = vintage.isoformat()
        path = self.folder / "changes" / day[:4] / day[5:7] / f"{day}.csv"
        known = csv_rows(path, CHANGE_COLUMNS[1:])
        kept = {tuple(row[:4]): list(row) for row in known}
        for row in map(list, rows):
            first = kept.setdefault(tuple(row[:4]), row)
            first[6:] = row[6:]  # after, size
        if rows:
            write_whole(path, csv_text(CHANGE_COLUMNS[1:], kept.values()))

    def _read_changes(self) -> pd.DataFrame:
        rows = [
            [path.stem, *row]
            for path in sorted((self.folder / "changes").glob("[0-9]*/[0-9]*/*.csv"))
            for row in csv_rows(path, CHANGE_COLUMNS[1:])
        ]
        return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS), dtype="str")

    def _append_ledger(self, snapshot: Snapshot, rows: int) -> None:
        path = self.folder / "snapshots.csv"
        entry = (
            snapshot.source,
            snapshot.as_of.isoformat(),
            snapshot.retrieved_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            snapshot.url,
            snapshot.requests,
            snapshot.http_status,
            snapshot.bytes,
            snapshot.sha256,
            rows,
            snapshot.outcome,
            f"{snapshot.seconds:.1f}",
            snapshot.detail,
        )
        write_whole(path, csv_text(LEDGER_COLUMNS, [*csv_rows(path, LEDGER_COLUMNS), entry]))

    def _files(self, room: str, source: str = "*") -> Iterator[Path]:
        """Yield the day files of a room, oldest vintage first."""
        found = (self.folder / room).glob(f"{source}/[0-9]*/[0-9]*/*.csv")
        return iter(sorted(found, key=lambda path: (path.stem, path.parts[-4])))

    def read(self) -> Panel:
        """Read everything. An archive that is not there yet is an empty panel."""
        empty = Panel.empty()
        tables: dict[str, list[Path]] = {}
        for path in self._files("observations"):
            tables.setdefault(_table_of(path), []).append(path)
        frames = {
            name: _read_days(paths, HEADERS[name])[list(table_columns(name))]
            for name, paths in tables.items()
        }
        attributes = list(self._files("attributes"))
        ledger = pd.DataFrame(
            csv_rows(self.folder / "snapshots.csv", LEDGER_COLUMNS),
            columns=list(LEDGER_COLUMNS),
            dtype="str",
        )
        return Panel(
            frames.pop(REPOSITORIES, empty.observations),
            _read_days(attributes, ATTRIBUTE_HEADER)[list(ATTRIBUTE_COLUMNS)]
            if attributes
            else empty.attributes,
            ledger,
            frames,
            self._read_changes(),
        )


def _observation_row(observation: Observation, columns: Sequence[str]) -> list[str]:
    values = [str(observation.values.get(name, "")) for name in columns]
    period, entity = observation.period.isoformat(), as_text(observation.entity)
    return [period, entity, *values, observation.status]


def _table_of(path: Path) -> str:
    """Return the table that a day's file belongs to, told by its first line."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        found = tuple(file.readline().rstrip("\r\n").split(","))
    for name, header in HEADERS.items():
        if found == header:
            return name
    raise foreign_columns(path, found, HEADERS[REPOSITORIES])


def _vintage(path: Path) -> pd.Timestamp:
    """Return the day that a file is called after."""
    try:
        return pd.Timestamp(date.fromisoformat(path.stem))
    except ValueError as error:
        raise damaged(path, "it is not called after a day") from error


def _read_days(paths: Sequence[Path], header: Sequence[str]) -> pd.DataFrame:
    """Return the rows of days' files of one header, in order, each with its source and vintage.

    Neighbours without a quoted cell are read as one text: to open a reader for each night takes
    longer than to read it.
    """
    days = ((path, path.read_bytes()) for path in paths)
    frames: list[pd.DataFrame] = []
    for plain, found in groupby(days, key=lambda day: _is_plain(day[1], header)):
        several = list(found)
        try:
            frames.append(_read_plain(several, header) if plain else _one_by_one(several, header))
        except ValueError:  # one of them is damaged: read alone, it says which, and how
            frames.append(_one_by_one(several, header))
    return pd.concat(frames, ignore_index=True)


def _one_by_one(days: Sequence[tuple[Path, bytes]], header: Sequence[str]) -> pd.DataFrame:
    return pd.concat([_read_day(path, header) for path, _ in days], ignore_index=True)


def _is_plain(raw: bytes, header: Sequence[str]) -> bool:
    """Say whether a file begins with `header`, quotes nothing, and has whole rows alone."""
    return raw.startswith(_first_line(header)) and b"\r" not in raw and not _is_odd(raw, header)


def _first_line(header: Sequence[str]) -> bytes:
    return ",".join(header).encode() + b"\n"


def _read_plain(days: Sequence[tuple[Path, bytes]], header: Sequence[str]) -> pd.DataFrame:
    first = _first_line(header)
    frame = _parsed(io.BytesIO(first + b"".join([raw[len(first) :] for _, raw in days])), header)
    rows = [raw.count(b"\n") - 1 for _, raw in days]
    if len(frame) != sum(rows):
        raise ValueError("an empty line")
    sources = np.repeat(np.array([path.parts[-4] for path, _ in days], dtype="object"), rows)
    vintages = np.repeat(np.array([_vintage(path) for path, _ in days], "datetime64[s]"), rows)
    return frame.assign(source=pd.array(sources, dtype="str"), vintage=vintages)


def _parsed(file: Path | io.BytesIO, header: Sequence[str]) -> pd.DataFrame:
    numbers = header[2:-1] if header[0] == "period" else ()
    texts = [name for name in header if name not in numbers]
    frame = pd.read_csv(
        file,
        dtype={**dict.fromkeys(texts, "str"), **dict.fromkeys(numbers, "float64")},
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
    if "period" in frame:
        # Said first: pandas reads an empty day as a missing one, and goes on.
        periods = frame["period"].replace("", "no day")
        frame["period"] = pd.to_datetime(periods, format="%Y-%m-%d")
    return frame


def _read_day(path: Path, header: Sequence[str]) -> pd.DataFrame:
    try:
        frame = _parsed(path, header)
    except ValueError as error:  # pandas' own errors, of text, numbers and dates, are all such
        raise damaged(path, str(error)) from error
    check_header(path, list(frame.columns), header)
    _check_whole(path, header)
    return frame.assign(source=path.parts[-4], vintage=_vintage(path))


def _check_whole(path: Path, header: Sequence[str]) -> None:
    """Refuse what pandas forgives: rows that are too short, a file that is cut off in its end."""
    if _is_odd(path.read_bytes(), header):
        csv_rows(path, header)  # it reads every cell, and says what is wrong


def _is_odd(raw: bytes, header: Sequence[str]) -> bool:
    cells = raw.count(b",") + raw.count(b"\n")
    return b'"' in raw or not raw.endswith(b"\n") or cells != len(header) * raw.count(b"\n")
