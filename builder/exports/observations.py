"""What each source observed on its newest period, one CSV per source."""

from collections.abc import Iterator

from builder.exports._csv import csv_text
from builder.model.paths import observations_csv
from builder.model.site import Download, Site


def export(site: Site) -> Iterator[Download]:
    """Yield the newest period of each source that has observed anything."""
    for source_id, seen in site.panel.observations.groupby("source"):
        source = site.catalog.sources[str(source_id)]
        newest = seen[seen["period"] == seen["period"].max()].sort_values("entity")
        yield Download(
            observations_csv(str(source_id)),
            f"{source.name}: the newest period, one row per repository",
            len(newest),
            csv_text(newest),
            source.attribution,
        )
