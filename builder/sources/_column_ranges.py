"""Some columns of a remote Parquet file: its footer says where they lie, and only they are asked.

What was asked is laid out again as a file with holes, in which every part stands at its place:
a reader that touches the same columns sees no difference.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web import Reply, Web, plain_address

MAGIC = b"PAR1"
#: How much of the end is asked at first, in the hope that the footer is no longer.
TAIL = 64 * 1024
LONGEST_FOOTER = 32 * 1024 * 1024
#: Two parts that are so close are asked as one; a longer part is asked in pieces.
GAP = 16 * 1024
PIECE = 16 * 1024 * 1024
#: The Hub lets everybody ask 3,000 times in five minutes.
MOST_RANGES = 1_500
MEMORY = "1200MB"
PLACES = """
select path_in_schema, data_page_offset, dictionary_page_offset, total_compressed_size
from parquet_metadata(?)
"""
_BYTES = re.compile(r"#bytes=(\d+)-(\d+)\Z")


@dataclass(frozen=True)
class _File:
    """A remote file, as its first answer described it. Every later one must describe it alike."""

    web: Web
    url: str
    size: int
    version: str

    def part(self, first: int, last: int) -> Answer:
        reply = self.web.get_range(self.url, first, last)
        if (reply.whole, reply.version) != (self.size, self.version):
            raise unusable("the file was changed while it was read")
        return _placed(self.url, reply)


def _placed(url: str, reply: Reply) -> Answer:
    """Return an answer whose address says where in the file it stands, and holds no signature."""
    first = reply.first or 0
    place = f"{plain_address(url)}#bytes={first}-{first + len(reply.answer.body) - 1}"
    return Answer(place, reply.answer.status, reply.answer.body)


def column_parts(web: Web, url: str, columns: Collection[str]) -> tuple[Answer, ...]:
    """Return the parts of the file at `url` that hold its footer and `columns`, where there are.

    Raises SourceError when it is no Parquet file, or is changed meanwhile.
    """
    begin = web.get_range(url, 0, len(MAGIC) - 1)
    if begin.answer.body != MAGIC or not begin.whole or begin.whole < 3 * len(MAGIC):
        raise unusable(f"it is no Parquet file: it begins with {begin.answer.body!r}")
    file = _File(web, url, begin.whole, begin.version)
    footer = _footer(file)
    with laid_out(footer) as path:
        wanted = [(a, b) for top, a, b in _chunks(path, file.size) if top in columns]
    ranges = list(_pieces(_joined(wanted)))
    if len(ranges) > MOST_RANGES:
        raise unusable(f"its columns lie in {len(ranges):,} places")
    return (_placed(url, begin), *footer, *(file.part(*one) for one in ranges))


def _footer(file: _File) -> tuple[Answer, ...]:
    start = max(len(MAGIC), file.size - TAIL)
    tail = file.part(start, file.size - 1)
    length = int.from_bytes(tail.body[-8:-4], "little") + 8
    if tail.body[-4:] != MAGIC or not 8 < length <= min(LONGEST_FOOTER, file.size - len(MAGIC)):
        raise unusable("it is no whole Parquet file: its end is missing")
    rest = file.size - length
    return (file.part(rest, start - 1), tail) if rest < start else (tail,)


def _chunks(path: Path, size: int) -> Iterator[tuple[str, int, int]]:
    """Yield the outermost column, the first and the last byte of every part of a column."""
    with database(path.parent) as opened:
        told = opened.execute(PLACES, [str(path)]).fetchall()
    for column, data, dictionary, length in told:
        starts = [start for start in (data, dictionary) if isinstance(start, int) and start > 0]
        first = min(starts, default=-1)
        if first < len(MAGIC) or not isinstance(length, int) or not 0 < length < size - first:
            raise unusable(f"its footer places the column {column!r} outside the file")
        yield str(column).split(", ")[0], first, first + length - 1


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first - joined[-1][1] <= GAP:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _pieces(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in ranges:
        for start in range(first, last + 1, PIECE):
            yield start, min(start + PIECE - 1, last)


@contextmanager
def laid_out(parts: Iterable[Answer]) -> Iterator[Path]:
    """Give a file in which every part stands at its place, and nothing between them."""
    with TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder, "part.parquet")
        with path.open("wb") as file:
            for part in parts:
                place = _BYTES.search(part.url)
                if not place:
                    raise unusable("a part does not say where it belongs")
                file.seek(int(place[1]))
                file.write(part.body)
            file.seek(0)
            file.write(MAGIC)
        yield path


@contextmanager
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database in memory that fetches nothing, and spills into `folder` alone.

    Raises SourceError for whatever it says of a file: none but a damaged one is refused.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": False,
        "temp_directory": str(folder),
        "memory_limit": MEMORY,
    }
    opened = duckdb.connect(config=settings)
    try:
        opened.execute("set enable_progress_bar = false")
        yield opened
    except duckdb.Error as error:
        raise unusable(" ".join(str(error).replace(str(folder), "").split())[:200]) from error
    finally:
        opened.close()


def unusable(why: str) -> SourceError:
    """Return the failure to raise for a file that cannot be used."""
    return SourceError(
        "the census has no usable file",
        why=why,
        advice="look at the data set's page; the next night asks again",
    )
