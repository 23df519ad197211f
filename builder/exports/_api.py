"""How an answer of the API is made: its envelope, its addresses, its bytes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from builder.exports._shapes import Answer, SourceLine
from builder.model.site import Download, Site
from builder.text import published

FOLDER = "api/v1/"
LICENCE = "CC BY 4.0; values keep the terms of their sources"
TERMS = "Our own work CC BY 4.0; the sources are named in the file"


def address(site: Site, path: str) -> str:
    """Return the full address of a file or page of the site."""
    if not path.endswith(".md"):
        return site.address + path
    folder = published(path)
    return f"{site.address}{folder}/" if folder else site.address


def source_lines(site: Site, source_ids: Iterable[str]) -> list[SourceLine]:
    """Return the sources behind an answer, on their terms."""
    return [_source_line(site, source_id) for source_id in sorted(set(source_ids))]


def _source_line(site: Site, source_id: str) -> SourceLine:
    source, health = site.catalog.sources[source_id], site.health.get(source_id)
    return SourceLine(
        id=source_id,
        name=source.name,
        attribution=source.attribution,
        licence=source.licence,
        url=source.url,
        state=health.state if health else None,
        newest=health.newest if health else None,
    )


def envelope(
    site: Site, path: str, *, sources: Iterable[str] = (), vintage: date | None = None
) -> dict[str, Any]:
    """Return what every answer says of itself."""
    return {
        "as_of": site.as_of,
        "vintage": vintage,
        "licence": LICENCE,
        "sources": source_lines(site, sources),
        "url": address(site, FOLDER + path),
    }


def download(path: str, title: str, answer: Answer, rows: int = 1) -> Download:
    """Return an answer as a file."""
    text = answer.model_dump_json() + "\n"
    return Download(FOLDER + path, title, rows, text, TERMS, listed=False)


def learned(site: Site, source_ids: Iterable[str]) -> date | None:
    """Return the newest day on which any of these sources told something of repositories."""
    found = site.counted_once(
        "vintage by source",
        lambda: {
            str(source): day.date()
            for frame in site.panel.tables().values()
            for source, day in frame.groupby("source")["vintage"].max().items()
        },
    )
    return max((found[one] for one in source_ids if one in found), default=None)


def cells(frame: pd.DataFrame) -> list[list[Any]]:
    """Return the rows of a frame as JSON knows them: days as text, unknown as null."""
    columns: list[list[Any]] = []
    for name in frame.columns:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            column = column.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(column):
            column = column.round(4)
        known = column.notna()
        columns.append([
            _plain(value) if there else None for value, there in zip(column, known, strict=True)
        ])  # fmt: skip
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.item() if hasattr(value, "item") else value
