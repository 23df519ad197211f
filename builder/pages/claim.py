"""One page per claim: what was said, how it can be read, and what the evidence says of each."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.charts.verdict import Strip, strip
from builder.model.entities import CatalogQuery, Claim, Entity
from builder.model.fields import first_day
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.model.verdict import Judgement, Verdict
from builder.pages._amounts import counted
from builder.pages._cite import citation
from builder.pages._claim_review import claim_review
from builder.pages._distance import caution_told, flip_told
from builder.pages._facts import cited
from builder.pages._figures.deciding import deciding
from builder.pages._numbers import page_of
from builder.pages._verdicts import (
    badge_of,
    cause_told,
    days_told,
    later_told,
    number_told,
    said_told,
    summary,
    test_told,
    why_told,
)
from builder.speech import say, say_many

#: How many of the entities that were counted are named.
NAMED = 40


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every claim of the catalog."""
    for claim in site.catalog.claims.values():
        verdict = site.verdicts.get(claim.id)
        yield Page(
            entity_page("claims", claim.id),
            claim.name,
            say("Is it true? “{claim}”: the verdict tonight and on its own day, under every "
                "reading.", claim=claim.statement),
            "claim.md.j2",
            lambda claim=claim, verdict=verdict: _drawn(site, claim, verdict),  # type: ignore[misc]
            verdict.latest if verdict else None,
            f"data/catalog/claims/{claim.id}.yml",
        )  # fmt: skip


def _drawn(site: Site, claim: Claim, verdict: Verdict | None) -> dict[str, Any]:
    page = entity_page("claims", claim.id)
    values: dict[str, Any] = {
        "claim": claim,
        "said": [(said_told(one), one) for one in claim.said],
        "cited": cited(site.catalog, claim.source),
        "verdict": verdict,
    }
    if verdict is None:
        return values
    return values | {
        "now": badge_of(verdict.now, verdict.latest),
        "then": badge_of(verdict.then),
        "then_why": _then_why(verdict),
        "why": _why(verdict),
        "forecast": _forecast(claim, verdict),
        "summary": summary(verdict),
        "days": days_told(site, verdict),
        "readings": [_reading(site, page, one, verdict) for one in verdict.judgements],
        "history": _history(verdict),
        "flips": _flips(site, verdict),
        "citation": citation(site, claim, verdict),
        "review": claim_review(site, claim, verdict),
    }


def _why(verdict: Verdict) -> str:
    """Say what keeps the verdict from being read plainly, such as readings that stand still."""
    if verdict.judgements and verdict.now.state == "not-testable":
        return ""  # of what nobody can judge yet, the summary is why
    still = sum(one.now.state == "stale" for one in verdict.judgements)
    if verdict.now.state == "stale" or not still:
        return why_told(verdict.now)
    return say_many(
        "{count} of these readings stands still: its newest evidence is too old to judge by.",
        "{count} of these readings stand still: their newest evidence is too old to judge by.",
        still,
    )


def _forecast(claim: Claim, verdict: Verdict) -> dict[str, Any] | None:
    """Return what a page says of a forecast: its day, its probability, its outcome and score."""
    if claim.forecast is None or verdict.due is None:
        return None
    open_ = verdict.due.why == "not-due"
    return {
        "due": claim.forecast.due,
        "probability": text.percent(100 * claim.forecast.probability)
        if claim.forecast.probability is not None
        else say("none given"),
        "outcome": say("open") if open_ else text.verdict_word(verdict.due.shown),
        "score": text.decimal(verdict.brier, 3) if verdict.brier is not None else "",
        "unclear": claim.forecast.unclear,
    }


def _then_why(verdict: Verdict) -> str:
    told = [later_told(one.then) for one in verdict.judgements if one.then.later]
    return told[0] if told else why_told(verdict.then)


def _reading(site: Site, page: str, judgement: Judgement, verdict: Verdict) -> dict[str, Any]:
    """Return what a page says of one reading."""
    reading, now, then = judgement.reading, judgement.now, judgement.then
    unit = verdict.unit_of.get(reading.id, "")
    point = now.point
    goal = page_of(site, point.number) if point else None
    return {
        "id": reading.id,
        "meaning": reading.meaning,
        "declared": reading.declared,
        "same_as": _place(verdict, reading.same_as) if reading.same_as else None,
        "now": badge_of(now),
        "then": badge_of(then),
        "number": number_told(site, reading, point, unit) if point else text.unknown(),
        "number_href": text.link(page, goal) if goal else None,
        "day": point.period if point else None,
        "test": test_told(site, reading, unit),
        "why": why_told(now),
        "then_number": number_told(site, reading, then.point, unit) if then.point else "",
        "then_why": later_told(then) or why_told(then),
        "flip": flip_told(site, reading, point, unit) if point and point.usable else "",
        "caution": caution_told(point, unit) if point else "",
        "query": _query(site, judgement),
        "figure": deciding(site, page, judgement, unit),
        "entities": _entities(site, page, judgement),
    }


def _place(verdict: Verdict, reading_id: str) -> int:
    """Return at which place of the page a reading stands, from 1 on."""
    return 1 + [one.reading.id for one in verdict.judgements].index(reading_id)


def _query(site: Site, judgement: Judgement) -> list[tuple[str, str, str | None]]:
    """Return the definition, each part with the metric on whose place of the method it stands."""
    query = judgement.reading.query
    if isinstance(query, CatalogQuery):
        where = "; ".join(f"{key} = {_words(value)}" for key, value in query.where.items())
        told: list[tuple[str, str, str | None]] = [(say("Counts"), f"{query.count}: {where}", None)]
        if query.of is not None:
            of = "; ".join(f"{key} = {_words(value)}" for key, value in query.of.items())
            told.append((say("Of"), f"{query.count}: {of}", None))
        told += _catalog_limits(site, query)
        if query.within_days:
            told.append((say("Window"), say("the {days} before the day of judging",
                                            days=text.days(query.within_days)), None))  # fmt: skip
        return told
    metric = site.derived[query.metric].metric if query.metric in site.derived else None
    if metric is None:
        return []
    where = "; ".join(f"{key} = {value}" for key, value in query.where.items())
    point = judgement.now.point
    source = site.catalog.sources.get(point.source) if point else None
    told = [
        (say("Metric"), say(metric.title), metric.id),
        (say("Column"), query.value, None),
        (say("Where"), where, None),
        *([(say("Pool"), say(source.pool), None)] if source and source.pool else []),
        (say("Denominator"), say(metric.denominator), None),
        (say("Window"), say(metric.window), None),
    ]
    if query.window_days:
        told.append((say("Smoothed"), say("mean of {days}", days=text.days(query.window_days)),
                     None))  # fmt: skip
    return told


def _catalog_limits(site: Site, query: CatalogQuery) -> list[tuple[str, str, str | None]]:
    """Return how much of the world a count in the catalog can see."""
    if query.whole is not None:
        return [(say("Complete"), say(query.whole), None)]
    entities = site.catalog.entities.get(query.count, {}).values()
    days = [first_day(str(on)) for one in entities if (on := _told_day(one))]
    whole = counted(len(entities), query.count)
    newest = max((day for day in days if day <= site.as_of), default=None)
    told = (
        say("A catalog kept by hand, {whole} in all, not everything that exists; the newest is of "
            "{day}.", whole=whole, day=text.day(newest))
        if newest
        else say("A catalog kept by hand, {whole} in all, not everything that exists.",
                 whole=whole)
    )  # fmt: skip
    return [(say("Sees"), told, None)]


def _told_day(entity: Entity) -> str | None:
    """Return the day of an act, or of a release; None where it has none."""
    dated: Any = getattr(entity, "released", None) or entity
    return getattr(dated, "on", None)


def _words(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else text.either(value)


def _entities(site: Site, page: str, judgement: Judgement) -> list[tuple[str, str]]:
    """Return what was counted in the catalog: name and link."""
    point = judgement.now.point
    found = []
    for name in (point.entities if point else ())[:NAMED]:
        kind, own = name.split("/")
        entity = site.catalog.entities[kind][own]
        found.append((entity.name, text.link(page, entity_page(kind, own))))
    return found


def _history(verdict: Verdict) -> Markup | None:
    if len(verdict.history) < 2 or verdict.latest is None:
        return None
    title = say("The verdict over time, as the readings stood from day to day")
    return strip(Strip(f"history-{verdict.claim.id}", title, verdict.history, verdict.latest))


def _flips(site: Site, verdict: Verdict) -> Markup | None:
    rows = tuple(
        (
            Cell(flip.on.isoformat(), flip.on.isoformat()),
            Cell(judgement.reading.id),
            Cell(text.verdict_word(flip.before)),
            Cell(text.verdict_word(flip.after)),
            Cell(cause_told(site, flip)),
        )
        for judgement in verdict.judgements
        for flip in judgement.flips
    )
    if not rows:
        return None
    columns = (
        Column("on", say("Day"), kind="date"), Column("reading", say("Reading")),
        Column("before", say("Before")), Column("after", say("After")), Column("why", say("Why")),
    )  # fmt: skip
    ordered = tuple(sorted(rows, key=lambda row: str(row[0].value), reverse=True))
    return table(Table("flips", say("When a reading turned"), columns, ordered))
