"""Every source in the archive has a file in the catalog: else nobody knows its terms."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {"sources/old-lists": "# The file was deleted; the archive still holds its observations.\n"}
GOOD = {
    "sources/old-lists": """\
name: Old lists
publisher: A third party
url: https://lists.example
evidence: dataset
licence: CC0
attribution: "Source: Old lists (CC0)"
cadence: ended
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find observations and attributes of sources that the catalog does not know."""
    seen = {*panel.observations["source"].unique(), *panel.attributes["source"].unique()}
    for source in sorted(seen):
        if not catalog.has("sources", source):
            yield Finding(
                catalog.place("sources", source),
                Severity.ERROR,
                "known-sources",
                f"is not there, and the archive holds observations of {source}",
                "restore the file: its terms and its attribution belong to every observation",
            )
