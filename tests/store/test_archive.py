"""The archive: only ever added to, always whole, read exactly or refused with the file's name."""

import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import ArchiveError, Exit
from builder.model.panel import ATTRIBUTE_COLUMNS, LEDGER_COLUMNS, OBSERVATION_COLUMNS
from builder.model.snapshot import Answer, Observation, Outcome, Parsed, Snapshot
from builder.store.archive import Archive
from builder.store.csv_file import write_whole
from tests.world.small_world import SMALL

NIGHT = date(2026, 11, 8)


def snapshot(as_of: date = NIGHT, outcome: Outcome = "ok", detail: str = "") -> Snapshot:
    return Snapshot(
        source="hub",
        as_of=as_of,
        retrieved_at=datetime(2026, 11, 8, 3, 17, tzinfo=UTC),
        url="https://hub.example",
        parts={"a": (Answer("https://hub.example/a", 200, b"body"),)},
        outcome=outcome,
        requests=3,
        seconds=1.25,
        detail=detail,
    )


def seen(entity: str, downloads: int, day: date = NIGHT, **attributes: str) -> Observation:
    return Observation(entity, day, {"downloads_30d": downloads}, attributes)


def parsed(*observations: Observation) -> Parsed:
    return Parsed(observations)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def without_ledger(folder: Path) -> dict[str, bytes]:
    return {name: raw for name, raw in files(folder).items() if name != "snapshots.csv"}


def day_file(folder: Path, room: str = "observations", day: date = NIGHT) -> Path:
    return Archive(folder).day_file(room, "hub", day)


def test_a_night_is_three_files_of_sorted_rows(tmp_path: Path) -> None:
    night = parsed(
        Observation("b/B", NIGHT, {"downloads_30d": 2, "likes": 1}, {"z": "1", "a": "2"}),
        Observation("a/A", NIGHT, {"downloads_all_time": 9}, status="missing:downloads_30d"),
    )
    assert Archive(tmp_path).append(snapshot(), night) == 2
    assert files(tmp_path) == {
        "observations/hub/2026/11/2026-11-08.csv": (
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n"
            b"2026-11-08,a/A,,9,,missing:downloads_30d\n"
            b"2026-11-08,b/B,2,,1,\n"
        ),
        "attributes/hub/2026/11/2026-11-08.csv": (b"entity,attribute,value\nb/B,a,2\nb/B,z,1\n"),
        "snapshots.csv": (
            ",".join(LEDGER_COLUMNS) + "\n"
            "hub,2026-11-08,2026-11-08T03:17:00Z,https://hub.example,3,200,4,"
            "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5,2,ok,1.2,\n"
        ).encode(),
    }


def test_the_same_night_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    night = parsed(seen("a/A", 1, licence="mit"), seen("b/B", 2))
    Archive(tmp_path).append(snapshot(), night)
    once = without_ledger(tmp_path)
    Archive(tmp_path).append(snapshot(), night)
    assert without_ledger(tmp_path) == once


def test_the_order_of_the_answers_does_not_matter(tmp_path: Path) -> None:
    night = [seen(f"a/{n}", n, licence=f"l{n}", tag="t") for n in range(30)]
    for name in ("one", "two"):
        random.Random(name).shuffle(night)  # noqa: S311  no secret
        Archive(tmp_path / name).append(snapshot(), parsed(*night))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_second_run_adds_what_was_missing_and_changes_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append(snapshot(outcome="partial"), parsed(seen("b/B", 2, licence="mit")))
    archive.append(
        snapshot(), parsed(seen("a/A", 1), seen("b/B", 99, licence="gpl"), seen("c/C", 3))
    )
    panel = archive.read()
    assert dict(
        zip(panel.observations["entity"], panel.observations["downloads_30d"], strict=True)
    ) == {"a/A": 1, "b/B": 2, "c/C": 3}
    assert panel.attributes["value"].tolist() == ["mit"]
    assert panel.ledger["outcome"].tolist() == ["partial", "ok"]


def test_an_attribute_is_written_only_when_it_changes(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for offset, licence in enumerate(["mit", "mit", "gpl", "gpl", "", ""]):
        day = NIGHT + timedelta(days=offset)
        archive.append(snapshot(day), parsed(seen("a/A", 1, day, licence=licence)))
    told = archive.read().attributes
    assert list(zip(told["vintage"].dt.day, told["value"], strict=True)) == [
        (8, "mit"),
        (10, "gpl"),
        (12, ""),
    ]
    assert not day_file(tmp_path, "attributes", date(2026, 11, 9)).exists()


def test_an_attribute_that_was_never_told_is_not_written_as_empty(tmp_path: Path) -> None:
    Archive(tmp_path).append(snapshot(), parsed(seen("a/A", 1, licence="")))
    assert not (tmp_path / "attributes").exists()


def test_a_night_without_observations_is_only_a_row_of_the_ledger(tmp_path: Path) -> None:
    Archive(tmp_path).append(snapshot(outcome="failed", detail="down"), parsed())
    assert list(files(tmp_path)) == ["snapshots.csv"]
    assert Archive(tmp_path).read().ledger["detail"].tolist() == ["down"]


def test_a_night_is_settled_only_by_an_ok_of_that_day_and_source(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert not archive.is_settled("hub", NIGHT)
    archive.append(snapshot(outcome="partial"), parsed(seen("a/A", 1)))
    archive.append(snapshot(outcome="failed"), parsed())
    assert not archive.is_settled("hub", NIGHT)
    archive.append(snapshot(), parsed(seen("a/A", 1)))
    assert archive.is_settled("hub", NIGHT)
    assert not archive.is_settled("hub", NIGHT + timedelta(days=1))
    assert not archive.is_settled("other", NIGHT)


class Killed(BaseException):
    """What a kill looks like from inside: nothing of ours catches it."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], list[str]]]:
    """Let the process die at the n-th renaming, as a power cut would."""
    replace = Path.replace

    def arrange(count: int) -> list[str]:
        renamed: list[str] = []

        def dying(self: Path, target: Path) -> Path:
            if len(renamed) == count:
                raise Killed
            renamed.append(target.relative_to(target.parents[-1]).parts[-1])
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", dying)
        return renamed

    yield arrange
    monkeypatch.undo()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_night_killed_at_any_moment_is_not_settled_and_can_be_run_again(
    count: int,
    tmp_path: Path,
    killed_at: Callable[[int], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = parsed(seen("a/A", 1, licence="mit"), seen("b/B", 2))
    archive = Archive(tmp_path / "killed")
    killed_at(count)
    with pytest.raises(Killed):
        archive.append(snapshot(), night)
    monkeypatch.undo()
    assert not archive.is_settled("hub", NIGHT)
    assert archive.read().ledger.empty
    archive.append(snapshot(), night)
    Archive(tmp_path / "whole").append(snapshot(), night)
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def test_the_ledger_is_written_last(tmp_path: Path, killed_at: Callable[[int], list[str]]) -> None:
    renamed = killed_at(99)
    Archive(tmp_path).append(snapshot(), parsed(seen("a/A", 1, licence="mit")))
    assert renamed == ["2026-11-08.csv", "2026-11-08.csv", "snapshots.csv"]


def test_what_a_killed_night_left_aside_is_not_read(tmp_path: Path) -> None:
    Archive(tmp_path).append(snapshot(), parsed(seen("a/A", 1)))
    whole = day_file(tmp_path)
    whole.with_name(f".{whole.name}.123.part").write_bytes(b'period,ent"')
    (tmp_path / ".snapshots.csv.123.part").write_bytes(b"sou")
    assert Archive(tmp_path).read().observations["entity"].tolist() == ["a/A"]


HOSTILE = [
    "a\nb",
    "a\r\nb",
    "a\rb",
    'say "x"',
    "a,b",
    "=1+1",
    "+1",
    "@x",
    " padded ",
    "NA",
    "nan",
    "null",
    "None",
    "1.0",
    "#x",
    "\u2028",
    "\ufeff",
    "'",
    "\\",
    "\x1a",
    "a\x00b",
    "|",
    "é",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal(text: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    night = parsed(Observation(text, NIGHT, {"likes": 1}, {"a": text}, text), seen("z/Z", 1))
    archive.append(snapshot(detail=text), night)
    once = without_ledger(tmp_path)
    archive.append(snapshot(detail=text), night)
    assert without_ledger(tmp_path) == once
    panel = archive.read()
    row = panel.observations[panel.observations["entity"] == text].iloc[0]
    assert (row["status"], row["likes"]) == (text, 1)
    assert panel.attributes["value"].tolist() == [text]
    assert panel.ledger["detail"].tolist() == [text, text]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5, unique=True))
def test_any_text_that_utf_8_can_hold_reads_back_equal(texts: list[str]) -> None:
    held = sorted({text.encode("utf-8", "replace").decode() for text in texts})
    with TemporaryDirectory() as folder:
        night = parsed(*(Observation(t, NIGHT, {"likes": 1}, {"a": t}, t) for t in texts))
        Archive(Path(folder)).append(snapshot(), night)
        panel = Archive(Path(folder)).read()
    assert panel.observations["entity"].tolist() == held
    assert panel.observations["status"].tolist() == held
    assert panel.attributes["value"].tolist() == [t for t in held if t]


def test_half_a_character_never_stops_a_night_nor_counts_as_a_change(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for offset in range(2):
        day = NIGHT + timedelta(days=offset)
        archive.append(snapshot(day), parsed(seen("a/A", 1, day, licence="x\ud800y")))
    assert archive.read().attributes["value"].tolist() == ["x?y"]


def test_a_missing_counter_is_not_a_zero(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append(snapshot(), parsed(Observation("a/A", NIGHT, {"likes": 0})))
    row = archive.read().observations.iloc[0]
    assert pd.isna(row["downloads_30d"])
    assert row["likes"] == 0


def test_an_archive_that_is_not_there_is_an_empty_panel(tmp_path: Path) -> None:
    panel = Archive(tmp_path / "none").read()
    assert list(panel.observations.columns) == list(OBSERVATION_COLUMNS)
    assert list(panel.attributes.columns) == list(ATTRIBUTE_COLUMNS)
    assert list(panel.ledger.columns) == list(LEDGER_COLUMNS)
    assert len(panel.observations) == len(panel.attributes) == len(panel.ledger) == 0


def test_an_empty_panel_has_the_types_of_a_full_one(tmp_path: Path) -> None:
    empty, full = Archive(tmp_path).read(), Archive(SMALL / "data/archive").read()
    for name in ("observations", "attributes", "ledger"):
        kinds = [getattr(panel, name).dtypes.map(lambda t: t.kind) for panel in (empty, full)]
        assert kinds[0].to_dict() == kinds[1].to_dict(), name


def test_reading_gives_the_oldest_vintage_first() -> None:
    seen = Archive(SMALL / "data/archive").read().observations
    assert seen["vintage"].is_monotonic_increasing
    assert list(seen.columns) == list(OBSERVATION_COLUMNS)
    assert set(seen["source"]) == {"hugging-face", "old-lists"}


@pytest.mark.parametrize(
    ("room", "damage"),
    [
        ("observations", b"period,entity\n2026-11-08,a/A\n"),
        ("observations", b""),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n2026-11-08,a/",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n2026-11-08,a/A\n",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n"
            b"2026-11-08,a/A,1,,,,more\n",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n"
            b"2026-11-08,a/A,many,,,\n",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\nyesterday,a/A,1,,,\n",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n,a/A,1,,,\n",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n2026-11-08,a/A,391,,,",
        ),
        (
            "observations",
            b"period,entity,downloads_30d,downloads_all_time,likes,status\n"
            b'2026-11-08,"a/A,391,,,\n',
        ),
        ("observations", b"period,entity,downloads_30d,downloads_all_time,likes,status\n\xff\n"),
        ("attributes", b"entity,attribute,value\na/A,b\n"),
        ("attributes", b"entity,value,attribute\na/A,b,c\n"),
        ("attributes", b"<<<<<<< HEAD\nentity,attribute,value\n"),
        ("snapshots", b"source,as_of\nhub,2026-11-08\n"),
        ("snapshots", b""),
        ("snapshots", ",".join(LEDGER_COLUMNS).encode() + b"\nhub,2026-11-08\n"),
        ("snapshots", ",".join(LEDGER_COLUMNS).encode() + b"\n\xff\n"),
    ],
)
def test_a_damaged_file_is_named_with_advice(room: str, damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "snapshots.csv" if room == "snapshots" else day_file(tmp_path, room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(damage)
    with pytest.raises(ArchiveError) as caught:
        Archive(tmp_path).read()
    assert str(path) in caught.value.what
    assert caught.value.why
    assert "git" in caught.value.advice
    assert caught.value.exit_code is Exit.INTERNAL


@pytest.mark.parametrize("room", ["observations", "attributes", "snapshots"])
def test_nothing_is_ever_added_to_a_damaged_file(room: str, tmp_path: Path) -> None:
    path = tmp_path / "snapshots.csv" if room == "snapshots" else day_file(tmp_path, room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"damaged\n")
    with pytest.raises(ArchiveError):
        Archive(tmp_path).append(snapshot(), parsed(seen("a/A", 1, licence="mit")))
    assert path.read_bytes() == b"damaged\n"


@pytest.mark.parametrize("room", ["observations", "attributes"])
def test_a_file_that_is_not_called_after_a_day_is_named(room: str, tmp_path: Path) -> None:
    path = day_file(tmp_path, room).with_name("notes.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        b"entity,attribute,value\n"
        if room == "attributes"
        else b"period,entity,downloads_30d,downloads_all_time,likes,status\n"
    )
    with pytest.raises(ArchiveError, match=r"notes\.csv"):
        Archive(tmp_path).read()


def test_writing_leaves_the_old_file_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "file.csv"
    write_whole(path, "old\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new\n")
    assert files(tmp_path) == {"deep/file.csv": b"old\n"}


def test_writing_what_utf_8_cannot_hold_leaves_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "file.csv", "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "file.csv", "half \ud800\n")
    assert files(tmp_path) == {"file.csv": b"old\n"}


def test_line_ends_are_lf_on_every_system(tmp_path: Path) -> None:
    write_whole(tmp_path / "file.csv", "a\nb\r\n")
    assert files(tmp_path) == {"file.csv": b"a\nb\r\n"}
