"""Loads the world of one day: catalog and archive in, checked and derived."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from builder.checks import check, told
from builder.claims import Evidence, judge_all, query_findings
from builder.exports import downloads
from builder.metrics import declared, derive
from builder.model.carried import LONGEST_DAYS, with_carried
from builder.model.catalog import Catalog
from builder.model.corrected import corrected
from builder.model.finding import Finding
from builder.model.health import Health, healths
from builder.model.marks import with_marks
from builder.model.metric import Derived
from builder.model.panel import Panel, vintages
from builder.model.renames import one_name
from builder.model.site import LOCAL, Site
from builder.pipeline.root import Root
from builder.store.archive import Archive
from builder.store.archive_cache import read_kept
from builder.store.catalog import read_catalog


def read_archive(root: Root) -> Panel:
    """Return everything that was ever observed."""
    return read_kept(Archive(root.archive), root.build / "archive.npz")


def load(
    root: Root, as_of: date, archive: Panel | None = None
) -> tuple[Catalog, Panel, tuple[Finding, ...]]:
    """Return the catalog, the panel as known on `as_of`, and everything the checks found.

    The checks see what the sources said; the panel that is returned has corrections laid over it,
    and the last rows of what did not answer carried into the nights that lack it.
    """
    catalog, unreadable = read_catalog(root.catalog, root.folder)
    archive = read_archive(root) if archive is None else archive
    panel = one_name(archive, catalog, as_of).as_of(as_of)
    # The catalog is that of today, whichever day is built: what was written since is no mistake.
    written = max([as_of, *vintages(archive).values()])
    found = (*check(catalog, panel, as_of=written), *query_findings(catalog, declared()))
    limits = {id_: one.stale_after_days or LONGEST_DAYS for id_, one in catalog.sources.items()}
    panel = with_carried(corrected(panel, catalog), limits)
    return catalog, panel, tuple(sorted({*unreadable, *found}))


def sources_health(catalog: Catalog, panel: Panel, as_of: date) -> dict[str, Health]:
    """Return how every source that observes a pool is doing, by id."""
    observing = {name: source for name, source in catalog.sources.items() if source.pool}
    return healths(observing, panel, as_of)


def derived_site(
    catalog: Catalog,
    panel: Panel,
    *,
    as_of: date,
    findings: tuple[Finding, ...],
    with_downloads: bool = True,
    known: Mapping[str, Derived] | None = None,
) -> Site:
    """Return everything that pages may know of `as_of`: derived, and ready to download.

    Without downloads, the files for readers are left out: a preview makes them when asked. `known`
    are the metrics of the same panel and the same facts, where somebody has derived them.
    """
    derived = derive(panel, catalog, as_of) if known is None else known
    states = sources_health(catalog, panel, as_of)
    before = panel.unrevised()
    evidence = Evidence(
        as_of=as_of,
        catalog=catalog,
        panel=panel,
        derived=derived,
        health=states,
        unrevised=derive(before, catalog, as_of) if before and catalog.claims else None,
    )
    site = Site(
        as_of=as_of,
        catalog=catalog,
        panel=with_marks(panel, derived["counter-integrity"].frame),
        derived=derived,
        health=states,
        findings=findings,
        checks=told(),
        address=os.environ.get("SITE_URL") or LOCAL,
        verdicts=judge_all(evidence),
    )
    return replace(site, downloads=downloads(site)) if with_downloads else site
