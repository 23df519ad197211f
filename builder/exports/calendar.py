"""The calendar of policy: acts of states and companies, and the days of rules, as iCalendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import icalendar

from builder import text
from builder.exports._api import TERMS, address
from builder.model.entities import Event, Rule, Source
from builder.model.paths import entity_page
from builder.model.site import Download, Site
from builder.speech import say

PATH = "policy.ics"
_WHOLE_DAY = 10


def export(site: Site) -> Iterator[Download]:
    """Yield the calendar; an act whose day is not known is no entry in it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//AI Geopolitics Tracker//policy//EN")
    calendar.add("version", "2.0")
    calendar.add("name", say("AI policy"))
    calendar.add("x-wr-calname", say("AI policy"))
    entries = sorted(_entries(site), key=lambda one: (one.get("dtstart").dt, one.get("uid")))
    for entry in entries:
        calendar.add_component(entry)
    told = calendar.to_ical().decode()
    yield Download(PATH, "Acts and rules as a calendar", len(entries), told, TERMS, listed=False)


def _entries(site: Site) -> Iterator[icalendar.Event]:
    for act in site.catalog.events.values():
        if len(act.on) == _WHOLE_DAY:
            yield _entry(site, act, act.on, "", act.name, _told(act))
    for rule in site.catalog.rules.values():
        for field, name in (("effective", "{name} takes effect"), ("until", "{name} ends")):
            day = str(getattr(getattr(rule, field, None), "on", getattr(rule, field, "")) or "")
            if len(day) == _WHOLE_DAY:
                yield _entry(site, rule, day, f"-{field}", say(name, name=rule.name), "")


def _entry(
    site: Site, one: Event | Rule, day: str, suffix: str, name: str, told: str
) -> icalendar.Event:
    entry = icalendar.Event()
    host = urlsplit(site.address).hostname or "localhost"
    page = address(site, entity_page(type(one).kind, one.id))
    entry.add("uid", f"{type(one).kind}-{one.id}{suffix}@{host}")
    # The stamp is the day of the build's evidence, so that equal data gives equal bytes.
    entry.add("dtstamp", datetime.combine(date.fromisoformat(day), time(), UTC))
    entry.add("dtstart", date.fromisoformat(day))
    entry.add("dtend", date.fromisoformat(day) + timedelta(days=1))
    entry.add("summary", text.writable(name))
    entry.add("description", text.writable(f"{told} {_cited(site, one)}".strip()))
    entry.add("url", page)
    entry.add("transp", "TRANSPARENT")
    return entry


def _told(act: Event) -> str:
    status = act.status
    known = (
        say("State as of {day}: {state}.", day=text.day(status.as_of), state=say(status.state))
        if status
        else ""
    )
    return f"{say(act.effect)} {known}".strip()


def _cited(site: Site, one: Event | Rule) -> str:
    found = site.catalog.citation(one.source)
    name = found.name if isinstance(found, Source) else found.publisher
    return say("Source: {source}, {url}", source=name, url=found.url)
