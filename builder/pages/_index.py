"""The page that lists a kind: one row per entity, sortable and filterable."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Entity
from builder.model.paths import KIND_OF_DIMENSION, catalog_csv, entity_page, index_page
from builder.model.site import Page, Site
from builder.pages._pools import Pool, newest_pool, rows_of
from builder.speech import say

#: The kinds whose index shows downloads.
POOLED = (*KIND_OF_DIMENSION.values(), "models")
Listed = TypeVar("Listed", bound=Entity)
Standing = dict[str, tuple[float, float, int]]


def index(
    site: Site,
    kind: str,
    *,
    title: str,
    description: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
) -> Page:
    """Return the index page of `kind`; the first cell of each row links to its entity.

    A kind with download figures names the newest pool, which they are of.
    """
    path = index_page(kind)
    cells = tuple(rows)
    pool = newest_pool(site) if kind in POOLED else None
    shown = table(
        Table(
            kind,
            title,
            columns,
            cells,
            csv_href=text.link(path, catalog_csv(kind)) if cells else None,
            row_count_note=say("{count} rows.", count=len(cells)),
            filterable=True,
        )
    )
    newest: date | None = pool.period if pool else None
    return Page(
        path,
        title,
        description,
        "index.md.j2",
        {"table": shown, "pool": pool, "rows": len(cells)},
        newest,
    )


def named(kind: str, entity: Entity) -> Cell:
    """Return the cell that names an entity and links to its page."""
    goal = text.link(index_page(kind), entity_page(kind, entity.id))
    return Cell(entity.name, entity.name.casefold(), goal)


def standing(site: Site, dimension: str) -> tuple[Pool | None, Standing]:
    """Return the newest pool, and share, downloads and repositories of each group in it."""
    pool = newest_pool(site)
    if pool is None:
        return None, {}
    rows = pool.of(site.frame("share-of-downloads"))
    rows = rows[(rows["scope"] == "all") & (rows["dimension"] == dimension)]
    return pool, {
        row.group: (row.share_pct, row.downloads_30d, row.repositories) for row in rows_of(rows)
    }


def ranked(entities: Iterable[Listed], found: Standing) -> list[Listed]:
    """Return entities by their downloads, largest first; those not observed follow by name."""
    return sorted(
        entities, key=lambda one: (-found.get(one.id, (0.0, 0.0, 0))[1], one.name.casefold())
    )


def standing_cells(found: tuple[float, float, int] | None) -> tuple[Cell, Cell, Cell]:
    """Return share, downloads and repositories; a group that was not observed has none."""
    if found is None:
        return Cell(say("not observed")), Cell(say("not observed")), Cell("0", 0)
    share, downloads, repositories = found
    return (
        Cell(text.decimal(share), share),
        Cell(text.whole(downloads), downloads),
        Cell(text.whole(repositories), repositories),
    )


STANDING_COLUMNS = (
    Column("share", "Share of downloads", unit="% of all in the pool", kind="number"),
    Column("downloads", "Downloads", unit="30 days", kind="number"),
    Column("repositories", "Repositories", unit="in the pool", kind="number"),
)
