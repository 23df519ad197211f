"""Data health: how every source is doing, on whose terms, and when it was last heard."""

from collections.abc import Iterator

from markupsafe import Markup

from builder import text
from builder.charts.badge import badge
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Source
from builder.model.health import Health, State
from builder.model.paths import FRESHNESS_CSV, LEDGER_CSV, metric_csv
from builder.model.site import Page, Site
from builder.pages._figures.incidents import incident_table, series_table
from builder.pages._figures.integrity import integrity
from builder.speech import say

PATH = "health.md"
MEANINGS: dict[State, str] = {
    "fresh": "the newest period is as young as it should be",
    "late": "something newer should be there by now; it is still within its limit",
    "stale": "the newest period is older than its limit",
    "failed": "the last fetch failed; what is shown is older",
    "dead": "asked in vain for 90 days",
    "skipped": "not asked, for it wants a key that is not there",
    "ended": "nothing newer is expected: a back-fill, or a source that has ended",
    "never": "it has not been asked successfully yet",
}


def view(site: Site) -> Iterator[Page]:
    """Yield the page of all sources."""
    observing = [(site.catalog.sources[name], one) for name, one in site.health.items()]
    yield Page(
        PATH,
        say("Data health"),
        say(
            "Every source: how fresh it is, how often it answered, its licence and what it covers."
        ),
        "health.md.j2",
        {
            "observing": [(source, _terms(source, one)) for source, one in observing],
            "table": _table(observing),
            "meanings": [(badge(state), say(meaning)) for state, meaning in MEANINGS.items()],
            "incidents": incident_table(observing),
            "series": series_table(site),
            "ledger_csv": text.link(PATH, LEDGER_CSV),
            "freshness_csv": text.link(PATH, FRESHNESS_CSV),
            "documents": [s for s in site.catalog.sources.values() if not s.pool],
            "findings": site.findings,
            "integrity": integrity(site),
            "integrity_csv": text.link(PATH, metric_csv("counter-integrity")),
        },
        max((one.newest for one in site.health.values() if one.newest), default=None),
    )


def _terms(source: Source, one: Health) -> Markup:
    """Return on whose terms a source is used, and how the last fetch of it went."""
    rows = (
        (say("Pool"), Cell(source.pool or text.unknown())),
        (say("Publisher"), Cell(f"{source.publisher} ({source.evidence})", None, source.url)),
        (say("Licence"), Cell(source.licence, None, source.licence_url)),
        (say("Cadence"), Cell(_cadence(source))),
        (say("Key"), Cell(say(source.key))),
        (say("Successor"), Cell(source.successor or say("none named"))),
        (say("Last success"), Cell(text.day(one.last_success))),
        (say("Usual lag"), Cell(_lag(one))),
        (say("Requests in 30 days"), Cell(text.whole(one.requests_30d))),
        (say("Last fetch"), Cell(_last(one))),
    )
    columns = (Column("term", say("Term")), Column("meaning", say("Meaning")))
    cells = tuple((Cell(name), cell) for name, cell in rows)
    return table(Table(f"{source.id}-terms", source.name, columns, cells, sortable=False))


def _cadence(source: Source) -> str:
    cadence = say(source.cadence)
    if not source.stale_after_days:
        return cadence
    return say(
        "{cadence}, stale after {days}", cadence=cadence, days=text.days(source.stale_after_days)
    )


def _lag(one: Health) -> str:
    if one.lag_days is None:
        return text.unknown()
    return say("{days} days, the median of 90 days", days=text.decimal(one.lag_days))


def _last(one: Health) -> str:
    return ": ".join(filter(None, (say(one.last_outcome or "never"), one.last_detail)))


def _table(observing: list[tuple[Source, Health]]) -> Markup:
    columns = (
        Column("source", say("Source")),
        Column("state", say("State")),
        Column("newest", say("Newest period"), kind="date"),
        Column("age", say("Age"), unit=say("days"), kind="number"),
        Column("periods", say("Periods"), kind="number"),
        Column("rows", say("Observations"), kind="number"),
        Column("month", say("Nights answered"), unit=say("of those asked, 30 days")),
        Column("quarter", say("Nights answered"), unit=say("of those asked, 90 days")),
        Column("cadence", say("Cadence")),
        Column("key", say("Key needed")),
        Column("licence", say("Licence")),
    )
    return table(
        Table("sources", say("Sources of observations"), columns, tuple(map(_row, observing)))
    )


def _row(observed: tuple[Source, Health]) -> tuple[Cell, ...]:
    source, one = observed
    return (
        Cell(source.name, source.name, f"#{one.source}"),
        Cell(badge(one.state), one.state),
        Cell(text.day(one.newest), one.newest),
        Cell(text.whole(one.age_days), one.age_days),
        Cell(text.whole(one.nights), one.nights),
        Cell(text.whole(one.rows), one.rows),
        Cell(_part(one.successes_30d, one.attempts_30d), one.successes_30d),
        Cell(_part(one.successes_90d, one.attempts_90d), one.successes_90d),
        Cell(say(source.cadence)),
        Cell(say(source.key)),
        Cell(source.licence),
    )


def _part(part: int, whole: int) -> str:
    return say("{part} of {whole}", part=part, whole=whole)
