"""What we cannot see: the ledger of what is not known, and which way that bends the figures."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.metric import Metric
from builder.model.paths import metric_csv
from builder.model.site import Page, Site
from builder.pages._bias import BIAS
from builder.pages._pools import group_name, rows_of
from builder.speech import say

PATH = "limits.md"
METRIC, CATALOG, ALL = "coverage", "catalog", "all"
#: Countries with a column of their own.
COUNTRIES = ("cn", "us")
FIELDS = {
    "released": "Day of release",
    "parameters": "Parameters",
    "licence": "Class of licence",
    "weights": "Open or closed",
    "context": "Context",
    "base": "Base model",
    "prices": "List price",
    "downloads_30d": "Downloads of 30 days",
    "downloads_all_time": "Downloads ever",
    "country": "Country of the publisher",
    "family": "Family",
    "created": "Day it was made",
    "pipeline": "What it answers in",
}


def view(site: Site) -> Iterator[Page]:
    """Yield the page of what we cannot see."""
    yield Page(
        PATH,
        say("What we cannot see"),
        say("What the figures of this site leave out, and which way that bends them."),
        "limits.md.j2",
        lambda: _drawn(site),
    )


def _drawn(site: Site) -> dict[str, Any]:
    frame = site.frame(METRIC)
    sources = sorted(frame["source"].unique(), key=lambda name: (name != CATALOG, name))
    return {
        "ledgers": [_ledger(site, frame[frame["source"] == one], one) for one in sources],
        "biases": _biases([derived.metric for derived in site.derived.values()]),
    }


def _ledger(site: Site, rows: pd.DataFrame, source_id: str) -> Markup:
    """Return, per field, of what part of the entities it is not known: all, China, the US."""
    share = rows.pivot(index="field", columns="group", values="null_pct")
    every = rows[rows["group"] == ALL].sort_values("null_pct", ascending=False)
    shown = [country for country in COUNTRIES if country in share]
    title = say("Catalogued models: what is not known, in percent")
    if source_id != CATALOG:
        title = say(
            "{source}: what is not known of its repositories, in percent",
            source=site.catalog.sources[source_id].name,
        )
    cells = tuple(
        (
            Cell(say(FIELDS[row.field])),
            Cell(text.decimal(row.null_pct), row.null_pct),
            *(
                Cell(text.decimal(share[country][row.field]), share[country][row.field])
                for country in shown
            ),
            Cell(text.whole(row.known), row.known),
            Cell(text.whole(row.of), row.of),
        )
        for row in rows_of(every)
    )
    names = tuple(
        Column(country, group_name(site, "country", country), unit="%", kind="number")
        for country in shown
    )
    columns = (
        Column("field", say("Field")),
        Column("all", say("All"), unit="%", kind="number"),
        *names,
        Column("known", say("Known"), kind="number"),
        Column("of", say("Of"), kind="number"),
    )
    csv = text.link(PATH, metric_csv(METRIC))
    return table(Table(f"coverage-{source_id}", title, columns, cells, csv_href=csv))


def _biases(metrics: list[Metric]) -> Markup:
    """Return every blind spot of every metric, with the way in which it bends."""
    rows = tuple(
        (
            Cell(say(spot.text)),
            Cell(say(metric.title), None, text.link(PATH, f"metrics/{metric.id}.md")),
            Cell(say(BIAS[spot.bias])),
        )
        for metric in metrics
        for spot in metric.blind_spots
    )
    columns = (
        Column("what", say("What is not seen")),
        Column("metric", say("By")),
        Column("bias", say("Which way")),
    )
    return table(
        Table("blind-spots", say("Blind spots of every metric"), columns, rows, filterable=True)
    )
