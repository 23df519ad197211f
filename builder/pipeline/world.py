"""Loads the world of one day: catalog and archive in, checked and derived."""

from dataclasses import replace
from datetime import date

from builder.checks import check, told
from builder.exports import downloads
from builder.metrics import derive
from builder.model.catalog import Catalog
from builder.model.finding import Finding
from builder.model.health import Health, health
from builder.model.panel import Panel
from builder.model.site import Site
from builder.pipeline.root import Root
from builder.store.archive import Archive
from builder.store.catalog import read_catalog


def load(root: Root, as_of: date) -> tuple[Catalog, Panel, tuple[Finding, ...]]:
    """Return the catalog, the panel as known on `as_of`, and everything the checks found."""
    catalog, unreadable = read_catalog(root.catalog, root.folder)
    panel = Archive(root.archive).read().as_of(as_of)
    found = check(catalog, panel, as_of=as_of)
    return catalog, panel, tuple(sorted({*unreadable, *found}))


def sources_health(catalog: Catalog, panel: Panel, as_of: date) -> dict[str, Health]:
    """Return how every source that observes a pool is doing, by id."""
    return {
        source_id: health(source_id, source, panel, as_of)
        for source_id, source in catalog.sources.items()
        if source.pool
    }


def derived_site(
    catalog: Catalog, panel: Panel, *, as_of: date, findings: tuple[Finding, ...]
) -> Site:
    """Return everything that pages may know of `as_of`: derived, and ready to download."""
    site = Site(
        as_of=as_of,
        catalog=catalog,
        panel=panel,
        derived=derive(panel, catalog),
        health=sources_health(catalog, panel, as_of),
        findings=findings,
        checks=told(),
    )
    return replace(site, downloads=downloads(site))
