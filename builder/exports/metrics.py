"""Every value of every metric, one CSV per metric."""

from collections.abc import Iterator

from builder.exports._csv import csv_text
from builder.model.paths import metric_csv
from builder.model.site import Download, Site

SOURCE = "Derived by this project from the observations of the named source"


def export(site: Site) -> Iterator[Download]:
    """Yield one file per metric; its columns are those of the metric's frame."""
    for metric_id, derived in site.derived.items():
        yield Download(
            metric_csv(metric_id),
            derived.metric.title,
            len(derived.frame),
            csv_text(derived.frame),
            SOURCE,
        )
