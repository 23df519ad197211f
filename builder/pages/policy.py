"""Policy: the acts of all sides on one line of time, which answer which, and how many there are."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Event
from builder.model.fields import first_day
from builder.model.paths import metric_csv
from builder.model.site import Page, Site
from builder.pages._acts import (
    SIDES,
    SORTS,
    actors,
    linked,
    related,
    relation_word,
    side_name,
    sides_of,
    sort_name,
    sort_of,
    state_told,
    type_name,
)
from builder.speech import say

PATH = "policy.md"
METRIC = "policy-counts"


def view(site: Site) -> Iterator[Page]:
    """Yield the policy page."""
    events = sorted(
        (one for one in site.catalog.events.values() if first_day(one.on) <= site.as_of),
        key=lambda one: (first_day(one.on), one.id),
        reverse=True,
    )
    yield Page(
        PATH,
        say("Policy"),
        say("Export controls, listings, licences and counter-measures of all sides, newest first: "
            "what each does, what it answers, and its state as of a day."),
        "policy.md.j2",
        lambda: {
            "acts": [_act(site, one) for one in events],
            "sides": [(side, side_name(side)) for side in SIDES],
            "sorts": [(sort, sort_name(sort)) for sort in SORTS],
            "pairs": _pairs(site, events),
            "counts": _counts(site),
        },
    )  # fmt: skip


def _act(site: Site, event: Event) -> dict[str, Any]:
    """Return what the timeline says of one act."""
    return {
        "event": event,
        "style": " ".join([*(f"by-{s}" for s in sides_of(event)), f"of-{sort_of(event)}"]),
        "actors": actors(site, event),
        "type": type_name(event.type),
        "state": state_told(event),
        "related": [
            (relation_word(name), linked(PATH, "events", found))
            for name, found in related(site, event).items()
            if found and name != "changed"
        ],
    }


def _pairs(site: Site, events: list[Event]) -> Markup | None:
    """Show which act answers which."""
    rows = tuple(
        (
            Cell(linked(PATH, "events", [answered]), first_day(answered.on).isoformat()),
            Cell(actors(site, answered)),
            Cell(linked(PATH, "events", [one]), first_day(one.on).isoformat()),
            Cell(actors(site, one)),
            Cell(text.days((first_day(one.on) - first_day(answered.on)).days),
                 (first_day(one.on) - first_day(answered.on)).days),
        )
        for one in events
        for answered in related(site, one)["answers"]
    )  # fmt: skip
    columns = (
        Column("act", say("Act")),
        Column("by", say("By")),
        Column("answer", say("Answer")),
        Column("answer-by", say("By")),
        Column("after", say("After"), kind="number"),
    )
    caption = say("Acts and what answers them, as an author or a source says")
    return table(Table("pairs", caption, columns, rows)) if rows else None


def _counts(site: Site) -> Markup | None:
    """Show how many acts each side took in each year."""
    frame = site.frame(METRIC)
    if frame.empty:
        return None
    rows = frame[frame["type"] == "any"]
    years = rows.pivot_table(
        index="period", columns="country", values="acts", aggfunc="sum", fill_value=0
    )
    countries = sorted(years.columns, key=lambda own: (-years[own].sum(), own))
    cells = tuple(
        (
            Cell(str(period.year), period.year),
            *(Cell(text.whole(n), n) for n in years.loc[period, countries]),
        )
        for period in years.index
    )
    names = [
        site.catalog.countries[c].name if c in site.catalog.countries else c for c in countries
    ]
    columns = (
        Column("year", say("Year")),
        *(Column(own, name, unit=say("acts"), kind="number")
          for own, name in zip(countries, names, strict=True)),
    )  # fmt: skip
    caption = say("Acts in the catalog by year and side; a count says nothing of their weight")
    return table(Table("counts", caption, columns, cells, text.link(PATH, metric_csv(METRIC))))
