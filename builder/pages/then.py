"""As it stood then: the headline figures and the verdicts at the end of each past month.

What the archive learned later is shown by its period, and marked: nobody pretends to have known
it. The figures of any day as they were known then come from `tracker build --as-of`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.charts.verdict import verdict_badge
from builder.model.marks import suspect_days
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.model.verdict import State, Verdict
from builder.pages._pools import SCOPE_NAMES, UNMAPPED, group_name, rows_of
from builder.speech import say

FOLDER = "then"
#: So many months back; older ones are in the files.
MONTHS = 24
#: So many countries of each scope are named.
NAMED = 3


def view(site: Site) -> Iterator[Page]:
    """Yield the list of months, and a page for each."""
    months = _months(site)
    first = _first_learned(site)
    yield Page(
        f"{FOLDER}/index.md",
        say("As it stood then"),
        say(
            "The headline figures and verdicts at the end of each past month, and what was known "
            "when."
        ),
        "then.md.j2",
        {"months": months, "day": None, "first": first},
        None,
    )
    for day in months:
        yield Page(
            f"{FOLDER}/{day:%Y-%m}.md",
            say("As it stood: {month}", month=text.partial_day(f"{day:%Y-%m}")),
            say("The headline figures and verdicts at the end of a past month, by period."),
            "then.md.j2",
            lambda day=day: _drawn(site, day, first),  # type: ignore[misc]
            day,
        )


def _drawn(site: Site, day: date, first: date | None) -> dict[str, Any]:
    return {
        "months": _months(site),
        "day": day,
        "first": first,
        "later": first is not None and first > day,
        "shares": _shares(site, day),
        "verdicts": _verdicts(site, day),
    }


def _first_learned(site: Site) -> date | None:
    seen = [frame["vintage"].min() for frame in site.panel.tables().values() if len(frame)]
    return min(seen).date() if seen else None


def _months(site: Site) -> list[date]:
    """Return the last day on which something changed in each past month, the newest first."""
    return site.counted_once("months then", lambda: _find_months(site))


def _find_months(site: Site) -> list[date]:
    days = {day for verdict in site.verdicts.values() for day, _ in verdict.history}
    days |= set(site.frame("share-of-downloads")["period"].dt.date)
    last: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        if (day.year, day.month) < (site.as_of.year, site.as_of.month):
            last[day.year, day.month] = day
    return [last[month] for month in sorted(last, reverse=True)][:MONTHS]


def _shares(site: Site, day: date) -> Markup | None:
    """Draw the leading countries of both scopes at the newest believable day of the month."""
    frame = site.frame("share-of-downloads")
    suspect = suspect_days(site.frame("counter-integrity"))
    own = frame[(frame["dimension"] == "country") & (frame["group"] != UNMAPPED)]
    month = own["period"].dt.strftime("%Y-%m") == f"{day:%Y-%m}"
    keys = zip(own["source"], own["period"].dt.date, strict=True)
    own = own[month & ~pd.Series([key in suspect for key in keys], index=own.index, dtype=bool)]
    if own.empty:
        return None
    newest = own[own["period"] == own["period"].max()]
    rows = tuple(
        (
            Cell(say(SCOPE_NAMES[scope]).capitalize()),
            Cell(group_name(site, "country", row.group)),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.day(row.period.date())),
            Cell(site.catalog.sources[row.source].name),
        )
        for scope in SCOPE_NAMES
        for row in rows_of(newest[newest["scope"] == scope].nlargest(NAMED, "share_pct"))
    )
    columns = (
        Column("scope", say("Among")), Column("country", say("Country")),
        Column("share", say("Share of downloads"), unit="%", kind="number"),
        Column("day", say("Day")), Column("source", say("Pool from")),
    )  # fmt: skip
    title = say("The leading countries")
    return table(Table("shares-then", title, columns, rows, sortable=False))


def _verdicts(site: Site, day: date) -> Markup | None:
    page = f"{FOLDER}/{day:%Y-%m}.md"
    told = [(v, *found) for v in site.verdicts.values() if (found := _state(v, day))]
    if not told:
        return None
    rows = tuple(
        (
            Cell(v.claim.name, v.claim.name.casefold(),
                 text.link(page, entity_page("claims", v.claim.id))),
            Cell(verdict_badge(state), state),
            Cell(on.isoformat(), on.isoformat()),
            Cell(verdict_badge(v.now.shown), v.now.shown),
        )
        for v, on, state in told
    )  # fmt: skip
    columns = (
        Column("claim", say("Claim")), Column("then", say("Then")),
        Column("day", say("By figures of"), kind="date"), Column("now", say("Now")),
    )  # fmt: skip
    return table(Table("verdicts-then", say("The verdicts then and now"), columns, rows))


def _state(verdict: Verdict, day: date) -> tuple[date, State] | None:
    earlier = [found for found in verdict.history if found[0] <= day]
    return earlier[-1] if earlier else None
