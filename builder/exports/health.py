"""How sources and series are doing: one row per night of a source, and one per series."""

from collections.abc import Iterator

from builder.exports._csv import csv_text
from builder.model.freshness import freshness
from builder.model.paths import FRESHNESS_CSV, LEDGER_CSV
from builder.model.site import Download, Site

SOURCE = "This project's own record of its nights"


def export(site: Site) -> Iterator[Download]:
    """Yield the ledger of all fetches, and the freshness of every series."""
    ledger = site.panel.ledger
    title = "Every fetch of every source: outcome, requests, bytes, seconds, hash of the answer"
    yield Download(LEDGER_CSV, title, len(ledger), csv_text(ledger), SOURCE)
    series = freshness(site.panel, site.health)
    title = "Every series: its newest period, and whether it keeps up with its source"
    yield Download(FRESHNESS_CSV, title, len(series), csv_text(series), SOURCE)
