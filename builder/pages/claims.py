"""The ledger of claims: every claim with its verdict tonight and on its own day."""

from collections import Counter
from collections.abc import Iterator

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.charts.verdict import verdict_badge
from builder.model.entities import Claim
from builder.model.paths import catalog_csv, entity_page, index_page
from builder.model.site import Page, Site
from builder.model.verdict import STATES, Verdict
from builder.pages._verdicts import badge_of, heard
from builder.speech import say

PATH = index_page("claims")


def view(site: Site) -> Iterator[Page]:
    """Yield the ledger."""
    verdicts = list(site.verdicts.values())
    counts = Counter(verdict.now.shown for verdict in verdicts)
    yield Page(
        PATH,
        say("Claims"),
        say(
            "What the press says about who leads in AI, each claim held against the evidence every "
            "night, under several readings."
        ),
        "claims.md.j2",
        {
            "ledger": _ledger(site),
            "forecasts": _forecasts(site),
            "counts": [(verdict_badge(s), counts[s]) for s in STATES if counts[s]],
            "frozen": sum(verdict.now.state == "stale" for verdict in verdicts),
            "divided": sum(verdict.depends_on_definition for verdict in verdicts),
            "total": len(site.catalog.claims),
        },
        max((v.latest for v in verdicts if v.latest), default=None),
    )


def changed_this_month(site: Site, verdict: Verdict) -> bool:
    """Say whether a reading of a claim turned in the month of the site's day."""
    month = (site.as_of.year, site.as_of.month)
    return any((flip.on.year, flip.on.month) == month for flip in verdict.flips)


def _ledger(site: Site) -> object:
    claims = site.catalog.claims.values()
    columns = (
        Column("claim", say("Claim")),
        Column("now", say("Verdict"), facet=True),
        Column("then", say("On its own day"), facet=True),
        Column("readings", say("Readings that hold")),
        Column("since", say("Since"), kind="date"),
        Column("topic", say("Topic"), facet=True),
        Column("by", say("Said by"), facet=True),
        Column("language", say("Language"), facet=True),
        Column("changed", say("Turned this month"), facet=True),
    )
    rows = tuple(_row(site, claim) for claim in sorted(claims, key=_newest_first))
    return table(
        Table(
            "ledger",
            say("Every claim with its verdict"),
            columns,
            rows,
            csv_href=text.link(PATH, catalog_csv("claims")) if rows else None,
            row_count_note=say("{count} claims.", count=len(rows)),
            filterable=True,
        )
    )


def _forecasts(site: Site) -> object:
    """Draw the ledger of forecasts; None where there is none."""
    rows = []
    for verdict in site.verdicts.values():
        told = verdict.claim.forecast
        if told is None or verdict.due is None:
            continue
        waits = verdict.due.why == "not-due"
        rows.append((
            Cell(verdict.claim.name, verdict.claim.name.casefold(),
                 text.link(PATH, entity_page("claims", verdict.claim.id))),
            Cell(verdict.claim.said[0].by),
            Cell(told.due.isoformat(), told.due.isoformat()),
            Cell("—" if told.probability is None else text.percent(100 * told.probability, 0)),
            Cell(say("open") if waits else badge_of(verdict.due)),
            Cell("—" if verdict.brier is None else text.decimal(verdict.brier, 3), verdict.brier),
        ))  # fmt: skip
    if not rows:
        return None
    columns = (
        Column("claim", say("Forecast")), Column("by", say("By")),
        Column("due", say("Settled on"), kind="date"), Column("probability", say("Probability")),
        Column("outcome", say("Outcome")), Column("score", say("Brier score"), kind="number"),
    )  # fmt: skip
    return table(Table("forecasts", say("Every forecast with its outcome"), columns, tuple(rows)))


def _newest_first(claim: Claim) -> tuple[str, str]:
    return (claim.topic, claim.name.casefold())


def _holding(verdict: Verdict) -> Cell:
    """Return how many of the readings that can be tested hold: one sorts by their share."""
    told = heard(verdict)
    if not told:
        return Cell("—")
    holds = told.count("supported")
    return Cell(say("{holds} of {tested}", holds=holds, tested=len(told)), holds / len(told))


def _row(site: Site, claim: Claim) -> tuple[Cell, ...]:
    verdict = site.verdicts.get(claim.id)
    said = claim.said[0]
    name = Cell(claim.name, claim.name.casefold(), text.link(PATH, entity_page("claims", claim.id)))
    by = (Cell(say(claim.topic)), Cell(said.by), Cell(said.language))
    if verdict is None:
        unknown = Cell(text.unknown())
        return (name, unknown, unknown, unknown, unknown, *by, unknown)
    since = verdict.since.isoformat() if verdict.since else None
    changed = changed_this_month(site, verdict)
    return (
        name,
        Cell(badge_of(verdict.now, verdict.latest), verdict.now.shown),
        Cell(badge_of(verdict.then), verdict.then.shown),
        _holding(verdict),
        Cell(since or "—", since),
        *by,
        Cell(say("yes") if changed else say("no")),
    )
