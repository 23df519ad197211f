"""The metrics in the API: what each is, and its values on the newest period of each source."""

from collections.abc import Iterator

import pandas as pd

from builder.exports._api import FOLDER, address, cells, download, envelope, learned
from builder.exports._shapes import Blind, Metric, Metrics, MetricValues
from builder.model.metric import Derived
from builder.model.paths import metric_csv
from builder.model.site import Download, Site


def export(site: Site) -> Iterator[Download]:
    """Yield the list of metrics, and one answer per metric."""
    told = {name: _metric(site, name, derived) for name, derived in site.derived.items()}
    path = "metrics.json"
    answer = Metrics(**envelope(site, path, vintage=site.as_of), metrics=list(told.values()))
    yield download(path, "All metrics", answer, len(told))
    for name, derived in site.derived.items():
        yield _values(site, f"metrics/{name}.json", told[name], derived.frame)


def _metric(site: Site, name: str, derived: Derived) -> Metric:
    metric = derived.metric
    return Metric(
        id=name,
        title=metric.title,
        question=metric.question,
        unit=metric.unit,
        denominator=metric.denominator,
        window=metric.window,
        pool=metric.pool,
        breaks=list(metric.breaks),
        limits=list(metric.limits),
        blind_spots=[Blind(text=one.text, bias=one.bias) for one in metric.blind_spots],
        keys=list(metric.keys),
        values=dict(metric.values),
        url=address(site, f"{FOLDER}metrics/{name}.json"),
        csv=address(site, metric_csv(name)),
    )


def _values(site: Site, path: str, metric: Metric, frame: pd.DataFrame) -> Download:
    rows = newest(frame)
    named = set(rows["source"].dropna()) if "source" in rows else set()
    known = sorted(named & set(site.catalog.sources))
    answer = MetricValues(
        **envelope(site, path, sources=known, vintage=learned(site, known)),
        metric=metric,
        columns=[str(name) for name in rows.columns],
        rows=cells(rows),
    )
    return download(path, f"{metric.title}: the newest period of each source", answer, len(rows))


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the newest period of each source; all where there is no period."""
    if "period" not in frame or "source" not in frame or frame.empty:
        return frame
    return frame[frame["period"] == frame.groupby("source")["period"].transform("max")]
