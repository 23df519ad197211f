"""Data: every file that readers may take, with its rows, size, hash and source."""

from collections.abc import Iterator
from hashlib import sha256

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.site import Page, Site

PATH = "data/index.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the page of downloads."""
    listed = [download for download in site.downloads if download.listed]
    columns = (
        Column("file", "File"),
        Column("what", "What it holds"),
        Column("rows", "Rows", kind="number"),
        Column("size", "Size", unit="kB", kind="number"),
        Column("source", "Source"),
        Column("hash", "SHA-256", unit="first 12 digits"),
    )
    rows = tuple(
        (
            Cell(one.path.removeprefix("data/"), None, text.link(PATH, one.path)),
            Cell(one.title),
            Cell(text.whole(one.rows), one.rows),
            Cell(text.decimal(len(one.text.encode()) / 1e3), len(one.text.encode())),
            Cell(one.source),
            Cell(sha256(one.text.encode()).hexdigest()[:12]),
        )
        for one in listed
    )
    yield Page(
        PATH,
        "Data",
        "Every table of this site as CSV, with its rows, size, hash, source and licence.",
        "downloads.md.j2",
        {
            "table": table(Table("files", "Files", columns, rows)),
            "series": len(site.downloads) - len(listed),
            "sources": list(site.catalog.sources.values()),
        },
    )
