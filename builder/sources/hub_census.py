"""Hub census: every model repository of the whole Hub, as sums by country, family and lineage.

The data set `cfahlgren1/hub-stats` holds the Hub's own lists as one large Parquet file, renewed
about daily. Of its 1.3 GB only the columns that count are asked, by their bytes; DuckDB adds them
up (`hub_census.sql`), and no row of a single repository is kept. Entities: `all:hub`,
`country:cn`, `organization:alibaba`, `family:qwen`, `built-on:us>cn` (base > who builds on it),
`built-on-family:qwen`, `built-on:same-owner`, `built-on:undeclared`. A period is the day on which
the newest repository in it was made, for the copy may be some days behind.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.panel import TABLES
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources._column_ranges import column_parts, database, laid_out, unusable
from builder.sources._gathered import READABLE, Source, asked
from builder.sources._odd import known
from builder.web import Web

TABLE = "census"
FILE = "/resolve/main/models.parquet"
#: The columns of the file, as it calls them. Of `createdAt` the footer says enough.
COLUMNS = ("id", "downloads", "downloadsAllTime", "baseModels")
SQL = Path(__file__).with_suffix(".sql")
#: Ways in which the file has told the bases of a repository, and how to read their ids.
NO_BASES = "null::varchar[]"
BASES = (
    (
        re.compile(r'STRUCT\(.*models STRUCT\((.*[ (])?"?id"? VARCHAR.*\)\[\].*\)'),
        'list_transform("baseModels".models, lambda model: model.id)',
    ),
    (
        re.compile(r"VARCHAR|JSON"),
        """try_cast(json_extract_string("baseModels", '$.models[*].id') as varchar[])""",
    ),
)


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the columns that count, by their bytes."""
    return asked(SOURCE, web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:
    """Read one observation per entity. Raises SourceError when the file is damaged.

    That is told here and not in `fetch`, so that the Hub is counted only once a night.
    """
    if not snapshot.parts:
        return Parsed((), (), TABLE)
    with laid_out(snapshot.parts["all"]) as path, database(path.parent) as opened:
        lacking = _repositories(opened, path)
        _mappings(opened, catalog)
        period, undated = _period(opened, path, snapshot.as_of)
        rows = opened.execute(SQL.read_text(encoding="utf-8")).fetchall()
    if "baseModels" in lacking:  # then nobody knows who builds on whom: all would be undeclared
        rows = [row for row in rows if not row[0].startswith("built-on")]
    if not rows:
        raise unusable("it holds no repository")
    odd = (f"the file has no usable column {name}" for name in lacking)
    found = tuple(_observation(*row, period=period) for row in rows)
    return Parsed(found, (*odd, *undated), TABLE)


def _repositories(opened: DuckDBPyConnection, path: Path) -> tuple[str, ...]:
    """Lay a view `repositories` over the file, whatever its types; return which columns it lacks.

    Raises SourceError without those that everything hangs on.
    """
    opened.read_parquet(str(path)).create_view("file")
    types = {str(row[0]): str(row[1]) for row in opened.execute("describe file").fetchall()}
    if types.get("id") != "VARCHAR" or "downloads" not in types:
        raise unusable(f"it lacks the columns id and downloads; it has {', '.join(types)[:150]}")
    all_time = _count("downloadsAllTime") if "downloadsAllTime" in types else "null::hugeint"
    columns = f"id, {_count('downloads')} as downloads_30d, {all_time} as downloads_all_time"
    bases = _bases(opened, types.get("baseModels", ""))
    opened.sql(f"from file select {columns}, {bases} as bases").create_view("repositories")
    lacking = {"baseModels": bases == NO_BASES, "downloadsAllTime": "downloadsAllTime" not in types}
    return tuple(name for name, lacks in lacking.items() if lacks)


def _bases(opened: DuckDBPyConnection, kind: str) -> str:
    """Return how to read the bases of a repository; NO_BASES where most cannot be read, or none."""
    for known_kind, bases in BASES:
        if known_kind.fullmatch(kind):
            told = """count(*) filter ("baseModels" is not null and "baseModels"::text <> 'null')"""
            query = f"from file select {told}, count(*) filter (len({bases}) > 0)"
            counts = opened.sql(query).fetchone()
            if counts and 0 < counts[1] >= READABLE * counts[0]:
                return bases
    return NO_BASES


def _count(column: str) -> str:
    """Return how to read a count: a whole number from 0 up, else nothing."""
    number = f'try_cast("{column}" as double)'
    whole = f"isfinite({number}) and {number} >= 0 and {number} = floor({number})"
    return f"case when {whole} then {number}::hugeint end"


def _mappings(opened: DuckDBPyConnection, catalog: Catalog) -> None:
    """Lay beside it what the catalog knows of namespaces and of the names of families."""
    opened.execute("create table namespaces (namespace text, organization text, country text)")
    opened.execute("create table patterns (family text, owner text, pattern text)")
    owners = [[n, o.id, o.country] for n, o in catalog.organization_by_namespace.items()]
    for table, rows in (("namespaces", owners), ("patterns", list(_patterns(catalog)))):
        if rows:
            opened.executemany(f"insert into {table} values (?, ?, ?)", rows)  # noqa: S608


def _patterns(catalog: Catalog) -> Iterator[list[str | None]]:
    for family in catalog.families.values():
        for pattern in family.matches:
            owner = pattern.lower().partition("/")[0]
            yield [family.id, None if set(owner) & set("*?[") else owner, pattern.lower()]


def _period(opened: DuckDBPyConnection, path: Path, as_of: date) -> tuple[date, tuple[str, ...]]:
    """Return the day that the file is of, and what to say where it does not tell."""
    query = (
        "select max(stats_max_value) from parquet_metadata(?) where path_in_schema = 'createdAt'"
    )
    told = opened.execute(query, [str(path)]).fetchone()
    try:
        return min(date.fromisoformat(str(told[0] if told else "")[:10]), as_of), ()
    except ValueError:
        return as_of, ("the file does not say of which day it is",)


def _observation(entity: str, *told: float | None, period: date) -> Observation:
    columns: Mapping[str, float | None] = dict(zip(TABLES[TABLE], told, strict=True))
    whole = {name: None if value is None else int(value) for name, value in columns.items()}
    values, status = known(whole)
    return Observation(entity, period, values, {}, status)


def _ask(web: Web, base: str) -> tuple[tuple[Answer, ...], str]:
    """Ask for the columns, once again where the file was renewed meanwhile."""
    try:
        return column_parts(web, base + FILE, COLUMNS), ""
    except SourceError as error:
        if "changed while" not in error.why:
            raise
    return column_parts(
        web, base + FILE, COLUMNS
    ), "asked twice, for the file was renewed meanwhile"


SOURCE = Source(
    id="hub-census",
    url="https://huggingface.co/datasets/cfahlgren1/hub-stats",
    ask=_ask,
    read=lambda _: Parsed((), (), TABLE),
)
