"""The ratings of each model and family in the API, so that any two of them can be compared."""

from collections.abc import Iterator

import pandas as pd

from builder.exports._api import address, cells, download, envelope, learned
from builder.exports._shapes import Ratings, RatingsOn
from builder.model.paths import entity_page, ratings_json
from builder.model.site import Download, Site

METRIC = "board-ratings"
COLUMNS = {
    "period": "day", "source": "source", "stretch": "stretch", "entity": "name",
    "setting": "setting", "rating": "rating", "low": "low", "high": "high", "votes": "votes",
    "names": "names",
}  # fmt: skip


def export(site: Site) -> Iterator[Download]:
    """Yield one answer for every model and family that a board rates."""
    for (kind, own), rows in site.frame(METRIC).groupby(["kind", "own"]):
        path = ratings_json(str(kind), str(own)).removeprefix("api/v1/")
        sources = set(rows["source"])
        answer = Ratings(
            **envelope(site, path, sources=sources, vintage=learned(site, sources)),
            kind=str(kind),
            id=str(own),
            name=site.catalog.entities[str(kind)][str(own)].name,
            benchmarks=[_on(site, str(name), told) for name, told in rows.groupby("benchmark")],
        )
        yield download(path, f"Every rating of {kind}/{own}", answer, len(rows))


def _on(site: Site, benchmark: str, rows: pd.DataFrame) -> RatingsOn:
    one = site.catalog.benchmarks[benchmark]
    return RatingsOn(
        id=one.id,
        name=one.name,
        page=address(site, entity_page("benchmarks", one.id)),
        unit=one.unit,
        better=one.better,
        columns=list(COLUMNS.values()),
        rows=cells(rows[list(COLUMNS)]),
    )
