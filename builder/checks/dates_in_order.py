"""Nothing has happened after today, and nothing ends, or is replaced, before it begins."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.checks._days import surely_before, surely_not_after
from builder.checks._facts import spelled, values
from builder.checks._order import pairs, replaced
from builder.model.catalog import Catalog
from builder.model.entities import Rule
from builder.model.fields import first_day
from builder.model.finding import Finding, Place, Severity
from builder.model.panel import Panel

BAD = {
    "organizations/new": """\
name: New
source: atlas
country: aa
roles: [models]
founded: 2062            # a slip for 2026: nobody was founded in the future
listings:
  - list: entity-list
    on: 2025-05
    until: 2025-04-30    # off the list before it was on it
"""
}
GOOD = {
    "organizations/new": """\
name: New
source: atlas
country: aa
roles: [models]
founded: 2026
listings:
  - list: entity-list
    on: 2025-05
    until: 2025-09-01
"""
}

#: Days of what happened: none is of the future. What was announced (`effective`, `until`) may be.
HAPPENED = ("on", "founded", "published")
#: Days of our own work: a site that is built for a past day meets them too, so they stop nothing.
WRITTEN = ("accessed", "declared", "as_of")


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find days of the future, and pairs of days that stand the wrong way round."""
    for kind, entity in catalog.everything():
        yield from _of_the_future(catalog, kind, entity, as_of)
        for location, early, late, message in pairs(entity, catalog):
            if surely_before(late, early):
                place = catalog.place(kind, entity.id, *location)
                yield _wrong(place, message.format(early=early, late=late))
    for rule in catalog.rules.values():
        yield from _of_rule(catalog, rule)


def _of_the_future(catalog: Catalog, kind: str, entity: Any, as_of: date) -> Iterator[Finding]:
    for location, field, value in values(entity):
        if field in HAPPENED + WRITTEN and first_day(str(value)) > as_of:
            yield Finding(
                catalog.place(kind, entity.id, *location),
                Severity.ERROR if field in HAPPENED else Severity.WARNING,
                "dates-in-order",
                f"`{spelled(location)}` is {value}, after {as_of}",
                "write only what has happened",
            )


def _of_rule(catalog: Catalog, rule: Rule) -> Iterator[Finding]:
    """Find a version that held for no day, and a chain of versions that does not lead back."""
    if rule.until and surely_not_after(rule.until, rule.effective):
        place = catalog.place("rules", rule.id, "until")
        yield _wrong(place, f"stops to hold on {rule.until}, and begins on {rule.effective}")
    place = catalog.place("rules", rule.id, "replaces")
    chain = list(replaced(rule, catalog))
    if rule in chain:
        names = " → ".join([rule.id, *(version.id for version in chain)])
        yield _wrong(place, f"replaces itself in the end: {names}")
    elif chain and surely_not_after(rule.effective, chain[0].effective):
        message = f"replaces {chain[0].id}, which begins on {chain[0].effective}, not before it"
        yield _wrong(place, message)


def _wrong(place: Place, message: str) -> Finding:
    advice = "exchange the two, or correct one"
    return Finding(place, Severity.ERROR, "dates-in-order", message, advice)
