"""The registry of numbers: every published number of each source's newest period, with its id."""

from collections.abc import Iterator
from dataclasses import replace

from builder.exports._csv import csv_text
from builder.model.metric import Derived
from builder.model.numbers import numbers, series_id
from builder.model.paths import NUMBERS_CSV
from builder.model.site import Download, Site

SOURCE = "Derived by this project from the observations of the named source"


def export(site: Site) -> Iterator[Download]:
    """Yield the registry; older periods are in the files of the metrics, under the same keys."""
    shown = numbers({name: _newest(one) for name, one in site.derived.items()})
    names = zip(shown["metric"], shown["value_name"], shown["what"], strict=True)
    registry = shown.assign(number=[series_id(*one) for one in names])
    columns = ["number", "value", "unit", "period", "source", "id"]
    ordered = registry[columns].sort_values(["number", "source"])
    title = "The registry of numbers"
    yield Download(NUMBERS_CSV, title, len(ordered), csv_text(ordered), SOURCE)


def _newest(derived: Derived) -> Derived:
    """Return what a metric knows of each source's newest period."""
    known = derived.frame.dropna(subset=list(derived.metric.values), how="all")
    newest = known.groupby("source")["period"].transform("max")
    return replace(derived, frame=known[known["period"] == newest])
