"""The archive: one CSV per source and night, only ever added to, always whole.

`observations/<source>/<yyyy>/<mm>/<yyyy-mm-dd>.csv`   period, entity, metrics, status
`attributes/<source>/<yyyy>/<mm>/<yyyy-mm-dd>.csv`     entity, attribute, value: changes only
`snapshots.csv`                                        the ledger: one row per fetch

The day in a path is the vintage: the day on which we learned what the file says. Files are
UTF-8 with LF, sorted, and appear whole or not at all: they are written aside and renamed.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from builder.errors import ArchiveError
from builder.model.panel import ATTRIBUTE_COLUMNS, LEDGER_COLUMNS, METRIC_COLUMNS, Panel
from builder.model.snapshot import Observation, Parsed, Snapshot

OBSERVATION_HEADER = ("period", "entity", *METRIC_COLUMNS, "status")
ATTRIBUTE_HEADER = ("entity", "attribute", "value")


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


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


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
            for row in _rows(self.folder / "snapshots.csv")
        )

    def append(self, snapshot: Snapshot, parsed: Parsed) -> int:
        """Add a night and return how many observations it holds.

        Rows that the night already has stay as they are: a second run of the same night may add
        what the first could not get, and can never change what it got. The ledger is written
        last, so a night that was killed half-way is simply not settled.
        """
        path = self.day_file("observations", snapshot.source, snapshot.as_of)
        rows = {(row[0], row[1]): row for row in _rows(path)}
        for observation in parsed.observations:
            row = _observation_row(observation)
            rows.setdefault((row[0], row[1]), row)
        if parsed.observations:
            self._append_attributes(snapshot, parsed.observations)
            write_whole(path, _csv(OBSERVATION_HEADER, (rows[key] for key in sorted(rows))))
        self._append_ledger(snapshot, len(parsed.observations))
        return len(parsed.observations)

    def _append_attributes(self, snapshot: Snapshot, observations: Sequence[Observation]) -> None:
        path = self.day_file("attributes", snapshot.source, snapshot.as_of)
        known = self._last_attributes(snapshot.source, before=snapshot.as_of)
        rows = {(row[0], row[1]): row[2] for row in _rows(path)}
        for observation in observations:
            for attribute, value in observation.attributes.items():
                key = (observation.entity, attribute)
                if known.get(key, "") != value:
                    rows.setdefault(key, value)
        if rows:
            write_whole(path, _csv(ATTRIBUTE_HEADER, ((*key, rows[key]) for key in sorted(rows))))

    def _last_attributes(self, source: str, before: date) -> Mapping[tuple[str, str], str]:
        known: dict[tuple[str, str], str] = {}
        for path in self._files("attributes", source):
            if date.fromisoformat(path.stem) < before:
                known.update({(row[0], row[1]): row[2] for row in _rows(path)})
        return known

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
        write_whole(path, _csv(LEDGER_COLUMNS, [*_rows(path), entry]))

    def _files(self, room: str, source: str = "*") -> Iterator[Path]:
        """Yield the day files of a room, oldest vintage first."""
        found = (self.folder / room).glob(f"{source}/[0-9]*/[0-9]*/*.csv")
        return iter(sorted(found, key=lambda path: (path.stem, path.parts[-4])))

    def read(self) -> Panel:
        """Read everything. An archive that is not there yet is an empty panel."""
        empty = Panel.empty()
        observations = [_read_day(path, OBSERVATION_HEADER) for path in self._files("observations")]
        attributes = [_read_day(path, ATTRIBUTE_HEADER) for path in self._files("attributes")]
        ledger = pd.DataFrame(
            _rows(self.folder / "snapshots.csv"), columns=list(LEDGER_COLUMNS), dtype="str"
        )
        return Panel(
            _observation_frame(observations) if observations else empty.observations,
            pd.concat(attributes, ignore_index=True)[list(ATTRIBUTE_COLUMNS)]
            if attributes
            else empty.attributes,
            ledger,
        )


def _observation_row(observation: Observation) -> list[str]:
    values = [str(observation.values.get(name, "")) for name in METRIC_COLUMNS]
    return [observation.period.isoformat(), observation.entity, *values, observation.status]


def _read_day(path: Path, header: Sequence[str]) -> pd.DataFrame:
    texts = [name for name in header if name not in METRIC_COLUMNS]
    try:
        frame = pd.read_csv(
            path,
            dtype={**dict.fromkeys(texts, "str"), **dict.fromkeys(METRIC_COLUMNS, "float64")},
            keep_default_na=False,
            na_values={name: [""] for name in METRIC_COLUMNS},
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise ArchiveError(
            f"{path} cannot be read",
            why=str(error),
            advice="restore the file with git; no night of ours writes such a file",
        ) from error
    if tuple(frame.columns) != tuple(header):
        raise ArchiveError(
            f"{path} has other columns than the archive",
            why=f"found {', '.join(frame.columns)}; expected {', '.join(header)}",
            advice="restore the file with git, or move it out of data/archive",
        )
    return frame.assign(source=path.parts[-4], vintage=pd.Timestamp(path.stem))


def _observation_frame(days: list[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(days, ignore_index=True)
    frame["period"] = pd.to_datetime(frame["period"], format="%Y-%m-%d")
    return frame[["source", "vintage", *OBSERVATION_HEADER]]
