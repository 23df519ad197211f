"""The census of the whole Hub: whom it counts where, what it fetches, and what it refuses."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.entities import Family, Organization
from builder.model.snapshot import Parsed, Snapshot
from builder.sources import hub_census
from builder.web import Limits, Web
from tests.world.census_file import write_census, write_table
from tests.world.clock import TurnedClock
from tests.world.shelf import Reply, Request, Shelf

TODAY = date(2026, 11, 24)
FILE = hub_census.FILE


def _organization(name: str, country: str, *namespaces: str) -> Organization:
    return Organization.model_validate(
        {"id": name, "name": name, "source": "x", "country": country, "roles": ["models"],
         "namespaces": list(namespaces)}
    )  # fmt: skip


def _family(name: str, maker: str, *matches: str) -> Family:
    return Family.model_validate(
        {"id": name, "name": name, "source": "x", "organization": maker, "matches": list(matches)}
    )


CATALOG = Catalog(
    {
        "organizations": {
            "alibaba": _organization("alibaba", "cn", "Qwen", "Wan-AI"),
            "meta": _organization("meta", "us", "meta-llama"),
            "mistral": _organization("mistral", "fr", "mistralai"),
        },
        "families": {
            "qwen": _family("qwen", "alibaba", "Qwen/Qwen*", "Qwen/QwQ*"),
            "llama": _family("llama", "meta", "meta-llama/Llama-[0-9]*"),
            "any": _family("any", "meta", "*/star-?"),
        },
    }
)


def _bases(*ids: str) -> str:
    models = ", ".join(f"{{'_id': 'x', 'id': '{one}'}}" for one in ids)
    return f"{{'relation': 'merge', 'models': [{models}]}}" if ids else "null"


#: id, downloads in 30 days, of all time, bases.
HUB: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Qwen/Qwen3-8B", "1000", "9000", ("Qwen/Qwen3-8B-Base",)),
    ("qwen/qwen3-8b-BASE", "100", "900", ()),
    ("Qwen/Other", "10", "90", ()),
    ("Wan-AI/Tuned", "5", "50", ("Qwen/Qwen3-8B", "meta-llama/Llama-3")),
    ("meta-llama/Llama-3", "2000", "8000", ()),
    ("meta-llama/Llama-3", "1999", "8001", ()),
    ("meta-llama/Llama-Guard", "1", "2", ("mistralai/star-1",)),
    ("mistralai/star-1", "7", "70", ("qwen/QWEN3-8B", "Qwen/QwQ-32B")),
    ("someone/Merge", "3", "30", ("Qwen/Qwen3-8B", "meta-llama/Llama-3", "meta-llama/Llama-3")),
    ("someone/Child", "4", "40", ("else/Where",)),
    ("gpt2", "6", "60", ()),
)
_COLUMNS = 'downloads, downloads_all as "downloadsAllTime", bases as "baseModels"'
_TIMED = "timestamp '2026-11-22 23:59:58' as \"createdAt\""


def _table(rows: Any = HUB, columns: str = _COLUMNS, more: str = _TIMED) -> str:
    values = ", ".join(f"('{n}', {month}, {ever}, {_bases(*on)})" for n, month, ever, on in rows)
    listed = f"(values {values}) rows(id, downloads, downloads_all, bases)"
    return f"from {listed} select id, {columns}, repeat('x', 100000) as config, {more}"


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as running:
        yield running


def night(shelf: Shelf, *, size: int = 64 * 1024 * 1024) -> Snapshot:
    web = Web({"hub-census": shelf.url}, limits=Limits(size=size), clocks=TurnedClock().time)
    return hub_census.fetch(web, CATALOG, TODAY)


def hold(shelf: Shelf, folder: Path, select: str, **headers: str) -> bytes:
    body = write_table(folder / "models.parquet", select).read_bytes()
    shelf.put(FILE, body, **headers)
    return body


def census(shelf: Shelf, folder: Path, select: str) -> Parsed:
    hold(shelf, folder, select)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.detail) == ("ok", "")
    return hub_census.parse(snapshot, CATALOG)


def figures(parsed: Parsed) -> dict[str, tuple[float | None, ...]]:
    return {
        o.entity: tuple(
            o.values.get(name) for name in ("repositories", "downloads_30d", "downloads_all_time")
        )
        for o in parsed.observations
    }


def test_every_repository_counts_once_for_each_thing_that_it_is(
    shelf: Shelf, tmp_path: Path
) -> None:
    parsed = census(shelf, tmp_path, _table())
    assert figures(parsed) == {
        "all:hub": (10, 3136, 18243),
        "country:cn": (4, 1115, 10040),
        "country:us": (2, 2001, 8003),
        "country:fr": (1, 7, 70),
        "country:unmapped": (3, 13, 130),
        "organization:alibaba": (4, 1115, 10040),
        "organization:meta": (2, 2001, 8003),
        "organization:mistral": (1, 7, 70),
        "organization:unmapped": (3, 13, 130),
        "family:qwen": (2, 1100, 9900),
        "family:llama": (1, 2000, 8001),
        "family:any": (1, 7, 70),
        # Tuned has a base of its own publisher and one of Meta: only Meta's counts.
        "built-on:us>cn": (1, 5, 50),
        "built-on:fr>us": (1, 1, 2),
        # Both bases of star-1 are Chinese: it counts once.
        "built-on:cn>fr": (1, 7, 70),
        "built-on:cn>unmapped": (1, 3, 30),
        "built-on:us>unmapped": (1, 3, 30),
        "built-on:unmapped>unmapped": (1, 4, 40),
        "built-on:same-owner": (1, 1000, 9000),
        "built-on:undeclared": (4, 2116, 9051),
        "built-on-family:qwen": (2, 10, 100),
        "built-on-family:llama": (2, 8, 80),
        "built-on-family:any": (1, 1, 2),
    }
    assert (parsed.table, parsed.oddities) == ("census", ())
    assert {o.period for o in parsed.observations} == {date(2026, 11, 22)}


def test_a_part_of_the_whole_is_never_more_than_the_whole(shelf: Shelf, tmp_path: Path) -> None:
    found = figures(census(shelf, tmp_path, _table()))
    for kind in ("country:", "organization:"):
        parts = [values for entity, values in found.items() if entity.startswith(kind)]
        sums = tuple(sum(v or 0 for v in column) for column in zip(*parts, strict=True))
        assert sums == found["all:hub"]


def test_thirty_thousand_repositories_are_what_a_plain_count_says(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = write_census(tmp_path / "models.parquet", 30_000, group=4_096)
    shelf.put(FILE, path.read_bytes())
    found = figures(hub_census.parse(night(shelf), CATALOG))
    with duckdb.connect() as database:
        rows = database.read_parquet(str(path)).select(
            'id, downloads, "downloadsAllTime", "baseModels".models[1].id'
        ).fetchall()  # fmt: skip
    assert found == _plain_count(rows)


def _plain_count(rows: list[tuple[Any, ...]]) -> dict[str, tuple[float | None, ...]]:
    """Count in the plainest way; no repository of that file has two bases, or stands twice."""
    counted: dict[str, list[int]] = {}
    for name, month, ever, base in rows:
        maker = CATALOG.organization_of(name)
        country = maker.country if maker else "unmapped"
        entities = ["all:hub", f"country:{country}"]
        entities.append(f"organization:{maker.id if maker else 'unmapped'}")
        entities += [f"family:{family.id}" for family in CATALOG.families_of(name)]
        entities += _built_on(base, maker, country)
        for entity in entities:
            sums = counted.setdefault(entity, [0, 0, 0])
            for place, value in enumerate((1, month, ever)):
                sums[place] += value
    return {entity: tuple(sums) for entity, sums in counted.items()}


def _built_on(base: str | None, maker: Organization | None, country: str) -> list[str]:
    if base is None:
        return ["built-on:undeclared"]
    theirs = CATALOG.organization_of(base)
    if theirs and theirs is maker:
        return ["built-on:same-owner"]
    families = [f"built-on-family:{family.id}" for family in CATALOG.families_of(base)]
    return [f"built-on:{theirs.country if theirs else 'unmapped'}>{country}", *families]


# What is fetched.


def test_only_the_columns_that_count_are_fetched(shelf: Shelf, tmp_path: Path) -> None:
    path = write_census(tmp_path / "models.parquet", 30_000, width=20, group=10_000)
    shelf.put(FILE, path.read_bytes())
    snapshot = night(shelf)
    needed = _bytes_of(path, {"id", "downloads", "downloadsAllTime", "baseModels"})
    footer = _footer_length(path.read_bytes())
    assert shelf.sent == snapshot.bytes
    assert needed + footer < shelf.sent < needed + 64 * 1024 + 16 * 1024 * len(shelf.log)
    assert shelf.sent < path.stat().st_size / 7
    assert all(request.range for request in shelf.log)
    assert snapshot.url == f"{shelf.url}{FILE}"


def _bytes_of(path: Path, columns: set[str]) -> int:
    query = "select path_in_schema, total_compressed_size from parquet_metadata(?)"
    with duckdb.connect() as database:
        told = database.execute(query, [str(path)]).fetchall()
    return sum(int(size) for column, size in told if column.split(", ")[0] in columns)


def _footer_length(raw: bytes) -> int:
    return int.from_bytes(raw[-8:-4], "little") + 8


def test_no_repository_that_is_not_catalogued_is_named(shelf: Shelf, tmp_path: Path) -> None:
    parsed = census(shelf, tmp_path, _table())
    assert "someone" not in repr(parsed)


def test_a_footer_longer_than_the_first_guess_is_asked_in_full(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = write_census(tmp_path / "models.parquet", 122_880, group=2_048)
    assert _footer_length(path.read_bytes()) > 64 * 1024
    shelf.put(FILE, path.read_bytes())
    snapshot = night(shelf)
    assert snapshot.outcome == "ok"
    assert figures(hub_census.parse(snapshot, CATALOG))["all:hub"][0] == 122_880


def test_long_columns_come_in_pieces(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.sources._column_ranges.PIECE", 50_000)
    path = write_census(tmp_path / "models.parquet", 30_000)
    shelf.put(FILE, path.read_bytes())
    snapshot = night(shelf, size=64 * 1024)
    assert snapshot.outcome == "ok"
    assert len(shelf.log) > 10
    assert figures(hub_census.parse(snapshot, CATALOG))["all:hub"][0] == 30_000


def _renewed_after(requests: int, first: bytes, later: bytes) -> Callable[[Request], Reply]:
    asked = iter(range(10_000))

    def answering(_: Request) -> Reply:
        old = next(asked) < requests
        return Reply(first if old else later, headers={"ETag": '"1"' if old else '"2"'})

    return answering


def test_a_file_that_is_renewed_meanwhile_is_asked_again(shelf: Shelf, tmp_path: Path) -> None:
    old = write_census(tmp_path / "old.parquet", 1_000).read_bytes()
    new = write_census(tmp_path / "new.parquet", 2_000).read_bytes()
    shelf.put_answering(FILE, _renewed_after(3, old, new))
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.detail) == (
        "ok", "asked twice, for the file was renewed meanwhile",
    )  # fmt: skip
    assert figures(hub_census.parse(snapshot, CATALOG))["all:hub"][0] == 2_000


def test_a_file_that_is_renewed_all_the_time_is_a_failed_night(
    shelf: Shelf, tmp_path: Path
) -> None:
    body = write_census(tmp_path / "new.parquet", 1_000).read_bytes()
    marks = iter(range(10_000))
    shelf.put_answering(FILE, lambda _: Reply(body, headers={"ETag": f'"{next(marks)}"'}))
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert "changed while it was read" in snapshot.detail


# Files of another shape.


def test_bases_that_are_told_as_json_count_too(shelf: Shelf, tmp_path: Path) -> None:
    told = _table(columns=_COLUMNS.replace("bases as", "cast(bases as json)::varchar as"))
    assert figures(census(shelf, tmp_path, told)) == figures(census(shelf, tmp_path, _table()))


@pytest.mark.parametrize(
    "column",
    [
        "",
        ', 7 as "baseModels"',
        ', \'["a/b"]\' as "baseModels"',
        ', null as "baseModels"',
        ", {'models': [{'name': 'a/b'}]} as \"baseModels\"",
    ],
)
def test_without_usable_bases_there_is_a_census_without_lineage(
    shelf: Shelf, tmp_path: Path, column: str
) -> None:
    told = _table(columns=f'downloads, downloads_all as "downloadsAllTime"{column}')
    parsed = census(shelf, tmp_path, told)
    assert figures(parsed)["country:cn"] == (4, 1115, 10040)
    assert parsed.oddities == ("the file has no usable column baseModels",)


def test_no_lineage_is_not_everything_undeclared(shelf: Shelf, tmp_path: Path) -> None:
    told = _table(columns='downloads, downloads_all as "downloadsAllTime"')
    assert not [one for one in figures(census(shelf, tmp_path, told)) if "built-on" in one]


def test_a_missing_count_is_missing_and_not_nothing(shelf: Shelf, tmp_path: Path) -> None:
    parsed = census(shelf, tmp_path, _table(columns='downloads, bases as "baseModels"'))
    assert figures(parsed)["all:hub"] == (10, 3136, None)
    assert {o.status for o in parsed.observations} == {"missing:downloads_all_time"}
    assert parsed.oddities == ("the file has no usable column downloadsAllTime",)


@pytest.mark.parametrize("odd", ["null", "-1", "2.5", "'many'", "'NaN'", "'inf'", "true"])
def test_a_sum_with_a_hole_in_it_is_no_sum(shelf: Shelf, tmp_path: Path, odd: str) -> None:
    rows = [(name, f"{month}::varchar", ever, bases) for name, month, ever, bases in HUB]
    rows[2] = ("Qwen/Other", f"({odd})::varchar", "90", ())
    found = figures(census(shelf, tmp_path, _table(rows)))
    assert found["country:cn"] == (4, None, 10040)
    assert found["all:hub"] == (10, None, 18243)
    assert found["country:us"] == (2, 2001, 8003)


def test_a_file_that_does_not_tell_its_day_is_of_tonight_and_says_so(
    shelf: Shelf, tmp_path: Path
) -> None:
    parsed = census(shelf, tmp_path, _table(more="1 as one"))
    assert {o.period for o in parsed.observations} == {TODAY}
    assert parsed.oddities == ("the file does not say of which day it is",)


def test_a_file_of_tomorrow_is_of_tonight(shelf: Shelf, tmp_path: Path) -> None:
    told = _table(more="'2031-01-01T00:00:00.000Z' as \"createdAt\"")
    assert {o.period for o in census(shelf, tmp_path, told).observations} == {TODAY}


@pytest.mark.parametrize(
    "columns",
    ['downloads as "downloads30d", bases as "baseModels"', "downloads_all"],
)
def test_a_file_whose_columns_were_renamed_is_refused(
    shelf: Shelf, tmp_path: Path, columns: str
) -> None:
    hold(shelf, tmp_path, _table(columns=columns))
    with pytest.raises(SourceError, match="lacks the columns"):
        hub_census.parse(night(shelf), CATALOG)


def test_a_file_without_a_row_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    hold(shelf, tmp_path, f"{_table()} where id = 'x'")
    with pytest.raises(SourceError, match="no repository"):
        hub_census.parse(night(shelf), CATALOG)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"PAR1", b"We had to rate limit your IP (1.2.3.4).".ljust(196, b" "),
        b"<html>maintenance</html>", b"PAR1" + bytes(5_000), b"PAR1" + bytes(100) + b"PAR1",
        b"PAR1" + b"\xff" * 100 + b"\xff\xff\xff\x7fPAR1", b"PAR1" + bytes(92) + b"\x20\0\0\0PAR1",
    ],
)  # fmt: skip
def test_what_is_no_parquet_file_is_a_failed_night(shelf: Shelf, body: bytes) -> None:
    shelf.put(FILE, body)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert hub_census.parse(snapshot, CATALOG) == Parsed((), (), "census")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_a_truncated_file_is_a_failed_night(shelf: Shelf, tmp_path: Path, share: float) -> None:
    body = hold(shelf, tmp_path, _table())
    shelf.put(FILE, body[: int(share * len(body))])
    assert night(shelf).outcome == "failed"


def test_a_file_that_is_damaged_inside_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    path = write_census(tmp_path / "models.parquet", 30_000)
    body = bytearray(path.read_bytes())
    snapshot_of = _chunk_of(path, "id")
    body[snapshot_of : snapshot_of + 200] = bytes(200)
    shelf.put(FILE, bytes(body))
    snapshot = night(shelf)
    with pytest.raises(SourceError) as caught:
        hub_census.parse(snapshot, CATALOG)
    assert "/tmp" not in str(caught.value)  # noqa: S108  what is looked for, not written to


def _chunk_of(path: Path, column: str) -> int:
    query = "select data_page_offset from parquet_metadata(?) where path_in_schema = ?"
    with duckdb.connect() as database:
        (offset,) = database.execute(query, [str(path), column]).fetchall()[0]
    return int(offset)


@pytest.mark.parametrize("status", [401, 404, 429, 503])
def test_a_refusal_is_a_failed_night(shelf: Shelf, status: int) -> None:
    shelf.put(FILE, b"We had to rate limit your IP", status=status)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert str(status) in snapshot.detail


def test_a_server_without_ranges_is_a_failed_night(shelf: Shelf, tmp_path: Path) -> None:
    hold(shelf, tmp_path, _table())
    shelf.knows_ranges = False
    assert night(shelf).outcome == "failed"
