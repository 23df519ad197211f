"""What a state did, or where a firm belongs, is read in the documents themselves, not in the press.

A report may stand in until somebody finds the document; then it is told here. The thresholds of a
rule decide which chips are called controlled, so for them a report is not enough.
"""

from collections.abc import Iterator
from datetime import date

from builder.checks._facts import evidence
from builder.model.catalog import Catalog, Location
from builder.model.entities import Sourced
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "organizations/new": """\
name: New
source:
  url: https://press.example/story
  publisher: The Press
  accessed: 2026-11-01
  evidence: secondary     # somebody reporting
country: aa
roles: [models]
"""
}
GOOD = {
    "organizations/new": """\
name: New
source:
  url: https://new.example/imprint
  publisher: New
  accessed: 2026-11-01
  evidence: official      # the organization itself
country: aa
roles: [models]
"""
}

#: Where a weak fact stands, how bad that is, and what it is called.
Weak = tuple[str, Sourced, Location, Severity, str]


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find countries, listings, rules and events that rest on what somebody else reported."""
    for found in (_organizations(catalog), _rules(catalog), _events(catalog)):
        for kind, entity, location, severity, what in found:
            yield Finding(
                catalog.place(kind, entity.id, *location),
                severity,
                "weak-evidence",
                f"{what} rests on a secondary source",
                "look for the document itself, and name it as a `source` with evidence: official",
            )


def _organizations(catalog: Catalog) -> Iterator[Weak]:
    for one in catalog.organizations.values():
        if evidence(catalog, one) == "secondary":
            yield "organizations", one, ("country",), Severity.NOTICE, "its country"
        for index, listing in enumerate(one.listings):
            if evidence(catalog, one, listing.source) == "secondary":
                place: Location = ("listings", index)
                yield "organizations", one, place, Severity.NOTICE, f"its listing of {listing.on}"


def _rules(catalog: Catalog) -> Iterator[Weak]:
    for rule in catalog.rules.values():
        if evidence(catalog, rule) == "secondary":
            if rule.thresholds:
                told = "what it controls"
                yield "rules", rule, ("thresholds",), Severity.WARNING, told
            else:
                yield "rules", rule, ("source",), Severity.NOTICE, "the rule"


def _events(catalog: Catalog) -> Iterator[Weak]:
    for event in catalog.events.values():
        if evidence(catalog, event) == "secondary":
            yield "events", event, ("source",), Severity.NOTICE, "the act"
        own = event.status.source if event.status else None
        if own is not None and evidence(catalog, event, own) == "secondary":
            yield "events", event, ("status",), Severity.NOTICE, "its state"
