"""The permalinks of numbers: each with its values over time, its sources and its fingerprint."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.cited import Series, Value
from builder.model.entities import MetricQuery
from builder.model.numbers import series_of
from builder.model.paths import NUMBERS_CSV, entity_page, metric_csv, number_page
from builder.model.site import Page, Site
from builder.model.verdict import Flip
from builder.pages._amounts import apart, shown
from builder.pages._numbers import headlines
from builder.pages._verdicts import cause_told, group_word
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every headline number, and one for what it was at the end of each month."""
    for one in headlines(site).values():
        yield _page(site, one, None)
        for value in kept(one):
            yield _page(site, one, value)


def kept(one: Series) -> list[Value]:
    """Return the values that have a page of their own: the newest, and the last of each month."""
    last = {(v.period.year, v.period.month): v for v in one.values}
    return [last[month] for month in sorted(last)]


def title_of(site: Site, one: Series) -> str:
    """Return what a number is, in words."""
    query = MetricQuery(metric=one.metric.id, value=one.column, where=dict(one.keys),
                        group=one.keys.get("group") or "all")  # fmt: skip
    whose = group_word(site, query, query.group) if "group" in one.keys else ""
    named = [v for k, v in one.keys.items() if k not in ("group", "dimension", "definition")]
    return ": ".join(filter(None, (whose, say(one.metric.title), ", ".join(named))))


def _page(site: Site, one: Series, then: Value | None) -> Page:
    path = number_page(one.id, then.period.isoformat() if then else "")
    title = title_of(site, one)
    if then:
        title = say("{number}, on {day}", number=title, day=text.day(then.period))
    return Page(
        path,
        title,
        say("One published number: its value then and now, why it differs, and its source."),
        "number.md.j2",
        lambda: _drawn(site, one, then, path),
        one.newest.period,
    )


def _drawn(site: Site, one: Series, then: Value | None, path: str) -> dict[str, Any]:
    cited = then or one.newest
    return {
        "title": title_of(site, one),
        "one": one,
        "then": then,
        "value": shown(cited.value, one.unit),
        "newest": shown(one.newest.value, one.unit),
        "newest_day": one.newest.period,
        "cited": cited,
        "differs": _differs(site, one, then) if then else "",
        "unit": say(one.unit),
        "csv": text.link(path, metric_csv(one.metric.id)),
        "registry": text.link(path, NUMBERS_CSV),
        "table": _values(site, one, path),
        "citation": _citation(site, one, cited),
        "used": _used(site, one, path),
        "provenance": _provenance(site, cited),
    }


def _differs(site: Site, one: Series, then: Value) -> str:
    """Return why the number reads otherwise now than at the day of the permalink."""
    now = one.newest
    if now.period == then.period:
        return say("It is the newest: there is nothing later to differ from.")
    how_far = apart(now.value - then.value, one.unit)
    if now.source != then.source:
        return say(
            "Another pool decides today ({source}): the two numbers do not compare, and their "
            "difference of {far} is no movement.", source=_name(site, now.source), far=how_far,
        )  # fmt: skip
    return say("New data: {far} apart. The value of that day itself stands as it was.",
               far=how_far)  # fmt: skip


def _values(site: Site, one: Series, path: str) -> Markup:
    linked = {value.period for value in kept(one)}
    told = site.once(("values of a number", one.id), lambda: _told(site, one))
    rows = tuple(
        (
            Cell(v.period.isoformat(), v.period.isoformat(),
                 text.link(path, number_page(one.id, v.period.isoformat()))
                 if v.period in linked else None),
            *cells,
        )
        for v, cells in zip(reversed(one.values), told, strict=True)
    )  # fmt: skip
    columns = (
        Column("day", say("Day"), kind="date"), Column("value", say("Value"), kind="number"),
        Column("why", say("Against the one before"), wide=True), Column("source", say("Source")),
        Column("vintage", say("Learned on"), kind="date"), Column("hash", say("Fingerprint")),
    )  # fmt: skip
    return table(Table("values", say("Every value of this number"), columns, rows))


def _told(site: Site, one: Series) -> list[tuple[Cell, ...]]:
    """Return what is told of each value, newest first: the same on every page of a number."""
    return [
        (
            Cell(shown(v.value, one.unit), v.value),
            Cell(_why(site, one, v)),
            Cell(_name(site, v.source)),
            Cell(v.vintage.isoformat() if v.vintage else "—"),
            Cell(v.hash),
        )
        for v in reversed(one.values)
    ]


def _why(site: Site, one: Series, value: Value) -> str:
    if value.why is None:
        return say("the first")
    flip = Flip(value.period, "mixed", "mixed", value.why, value.source)
    cause = cause_told(site, flip)
    if value.moved is None:
        return cause
    sign = "+" if value.moved >= 0 else "−"
    return f"{cause}: {sign}{apart(value.moved, one.unit)}"


def _name(site: Site, source: str) -> str:
    known = site.catalog.sources.get(source)
    return known.name if known else say("The catalog")


def _citation(site: Site, one: Series, value: Value) -> str:
    return say(
        "AI Geopolitics Tracker, {number}: {value} on {day} ({source}), n/{id}@{iso}, {hash}.",
        number=title_of(site, one), value=shown(value.value, one.unit), day=text.day(value.period),
        source=_name(site, value.source), id=one.id, iso=value.period.isoformat(), hash=value.hash,
    )  # fmt: skip


def _used(site: Site, one: Series, path: str) -> list[tuple[str, str]]:
    """Return the claims that this number decides."""
    found = []
    for verdict in site.verdicts.values():
        numbers = [j.now.point.number for j in verdict.judgements if j.now.point]
        if any(number and series_of(number) == one.id for number in numbers):
            page = entity_page("claims", verdict.claim.id)
            found.append((verdict.claim.name, text.link(path, page)))
    return found


def _provenance(site: Site, value: Value) -> dict[str, str]:
    """Return where a value comes from: source, day, answer and hash."""
    told = {say("Source"): _name(site, value.source)}
    known = site.catalog.sources.get(value.source)
    if known:
        told[say("Attribution")] = known.attribution
        told[say("Licence")] = known.licence
    if value.vintage:
        told[say("Learned on")] = text.day(value.vintage)
    if value.snapshot:
        told[say("Answer of")] = value.snapshot.as_of
        told[say("Asked at")] = value.snapshot.url
        told["SHA-256"] = value.snapshot.sha256
    return told
