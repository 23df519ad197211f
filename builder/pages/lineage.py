"""Lineage: who builds on whose models, by country and by family."""

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from builder.model.site import Page, Site
from builder.pages._figures.foreign import foreign_bases
from builder.pages._figures.matrix import METRIC, matrix
from builder.speech import say

PATH = "lineage.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the lineage page."""
    frame = site.frame(METRIC)
    newest = frame["period"].max().date() if len(frame) else None
    yield Page(
        PATH,
        say("Lineage"),
        say(
            "Whose open models others take as the base of their own: matrices by country and by "
            "family, with the share that declares no base."
        ),
        "lineage.md.j2",
        lambda: {
            "sections": [
                {
                    "title": {
                        "country": say("Country by country"),
                        "family": say("Family by family"),
                    }[dimension],
                    "figures": list(_figures(site, frame[frame["dimension"] == dimension])),
                }
                for dimension in ("country", "family")
            ],
            "foreign": foreign_bases(site, PATH),
            "metric": site.derived[METRIC].metric,
        },
        newest,
    )


def _figures(site: Site, rows: pd.DataFrame) -> Iterator[Markup]:
    """Yield the matrix of every source's newest period, the newest first."""
    rows = rows[rows["repositories"] > 0]
    last = rows[rows["period"] == rows.groupby("source")["period"].transform("max")]
    for (_, dimension, _), pool in last.sort_values("period", ascending=False).groupby(
        ["period", "dimension", "source"], sort=False
    ):
        yield matrix(site, PATH, pool, dimension=str(dimension))
