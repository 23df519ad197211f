"""Data health: how every source is doing, on whose terms, and when it was last heard."""

from collections.abc import Iterator

from markupsafe import Markup

from builder import text
from builder.charts.badge import badge
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Source
from builder.model.health import Health
from builder.model.paths import metric_csv
from builder.model.site import Page, Site
from builder.pages._figures.integrity import integrity

PATH = "health.md"
MEANINGS = {
    "fresh": "the newest period is as young as it should be",
    "stale": "the newest period is older than it should be",
    "failed": "the last fetch failed; what is shown is older",
    "ended": "nothing newer is expected: a back-fill, or a source that has ended",
    "never": "it has not been asked successfully yet",
}


def view(site: Site) -> Iterator[Page]:
    """Yield the page of all sources."""
    observing = [(site.catalog.sources[name], one) for name, one in site.health.items()]
    yield Page(
        PATH,
        "Data health",
        "Every source: how fresh it is, how often it answered, its licence and what it covers.",
        "health.md.j2",
        {
            "observing": [(source, _terms(source, one)) for source, one in observing],
            "table": _table(observing),
            "meanings": [(badge(state), text_) for state, text_ in MEANINGS.items()],  # type: ignore[arg-type]
            "documents": [s for s in site.catalog.sources.values() if not s.pool],
            "findings": site.findings,
            "integrity": integrity(site),
            "integrity_csv": text.link(PATH, metric_csv("counter-integrity")),
        },
        max((one.newest for one in site.health.values() if one.newest), default=None),
    )


def _terms(source: Source, one: Health) -> Markup:
    """Return on whose terms a source is used, and how the last fetch of it went."""
    limit = f", stale after {text.days(source.stale_after_days)}" if source.stale_after_days else ""
    last = ": ".join(filter(None, (one.last_outcome or "never", one.last_detail)))
    rows = (
        (Cell("Pool"), Cell(source.pool or text.unknown())),
        (Cell("Publisher"), Cell(f"{source.publisher} ({source.evidence})", None, source.url)),
        (Cell("Licence"), Cell(source.licence, None, source.licence_url)),
        (Cell("Cadence"), Cell(source.cadence + limit)),
        (Cell("Key"), Cell(source.key)),
        (Cell("Successor"), Cell(source.successor or "none named")),
        (Cell("Last fetch"), Cell(last)),
    )
    columns = (Column("term", "Term"), Column("meaning", "Meaning"))
    return table(Table(f"{source.id}-terms", source.name, columns, rows, sortable=False))


def _table(observing: list[tuple[Source, Health]]) -> Markup:
    columns = (
        Column("source", "Source"),
        Column("state", "State"),
        Column("newest", "Newest period", kind="date"),
        Column("age", "Age", unit="days", kind="number"),
        Column("periods", "Periods", kind="number"),
        Column("rows", "Observations", kind="number"),
        Column("nights", "Nights answered", unit="of those tried, 30 days"),
        Column("cadence", "Cadence"),
        Column("key", "Key needed"),
        Column("licence", "Licence"),
    )
    rows = tuple(
        (
            Cell(source.name, source.name, f"#{one.source}"),
            Cell(badge(one.state), one.state),
            Cell(text.day(one.newest), one.newest),
            Cell(text.whole(one.age_days), one.age_days),
            Cell(text.whole(one.nights), one.nights),
            Cell(text.whole(one.rows), one.rows),
            Cell(f"{one.successes_30d} of {one.attempts_30d}"),
            Cell(source.cadence),
            Cell(source.key),
            Cell(source.licence),
        )
        for source, one in observing
    )
    return table(Table("sources", "Sources of observations", columns, rows))
