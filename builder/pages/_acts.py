"""What pages say of acts and outcomes: whose side, of which sort, in which state, in words."""

from collections.abc import Iterable

from markupsafe import Markup

from builder import text
from builder.charts._svg import element, joined, link
from builder.model.entities import Event
from builder.model.paths import entity_page
from builder.model.site import Site
from builder.speech import say

#: The sides between which the timeline chooses; every other state is an ally of one of them.
SIDES = ("us", "cn", "ally", "company")
#: The sorts of act between which it chooses; all others together are `other`.
SORTS = ("rule", "listing", "licence", "counter-measure", "tariff", "other")
#: Outcomes from the strictest to the loosest, with the unknown last.
OUTCOME_ORDER = {
    one: place
    for place, one in enumerate(
        ("controlled", "case-by-case", "notify", "not-controlled", "unknown")
    )
}


def outcome_word(outcome: str) -> str:
    """Return what a rule says of a chip, in a word or two."""
    return {
        "controlled": say("licence needed"),
        "case-by-case": say("case by case"),
        "notify": say("notice"),
        "not-controlled": say("not controlled"),
    }.get(outcome, say("unknown"))


def missing_word(name: str) -> str:
    """Return what is missing to tell an outcome."""
    return {
        "tpp": say("operations a second"),
        "die_mm2": say("die area"),
        "interconnect_gbps": say("link to other chips"),
        "bandwidth_gbps": say("memory bandwidth"),
        "market": say("market"),
    }[name]


def side_name(side: str) -> str:
    """Return what a side is called in the choice."""
    return {
        "us": say("United States"),
        "cn": say("China"),
        "ally": say("Other states"),
        "company": say("Companies"),
    }[side]


def sort_name(sort: str) -> str:
    """Return what a sort of act is called in the choice."""
    return {
        "rule": say("Rules"),
        "listing": say("Listings"),
        "licence": say("Licences"),
        "counter-measure": say("Counter-measures"),
        "tariff": say("Tariffs"),
        "other": say("All else"),
    }[sort]


def type_name(kind: str) -> str:
    """Return what a type of act is called."""
    return {
        "rule": say("rule"), "listing": say("listing"), "licence": say("licence"),
        "counter-measure": say("counter-measure"), "statute": say("statute"),
        "enforcement": say("enforcement"), "investigation": say("investigation"),
        "tariff": say("tariff"), "subsidy": say("subsidy"), "agreement": say("agreement"),
        "disclosure": say("disclosure"), "release": say("release"),
        "announcement": say("announcement"),
    }[kind]  # fmt: skip


def sides_of(event: Event) -> tuple[str, ...]:
    """Return the sides that acted."""
    states = ["ally" if state not in SIDES else state for state in event.by]
    return tuple(dict.fromkeys([*states, *(["company"] if event.by_organizations else [])]))


def sort_of(event: Event) -> str:
    """Return the sort of act that the timeline counts an event to."""
    return event.type if event.type in SORTS else "other"


def actors(site: Site, event: Event) -> str:
    """Return who acted, by name."""
    catalog = site.catalog
    names = [
        *(catalog.countries[one].name for one in event.by if one in catalog.countries),
        *(
            catalog.organizations[one].name
            for one in event.by_organizations
            if one in catalog.organizations
        ),
    ]
    return ", ".join(names) or say("unknown")


def state_told(event: Event) -> str:
    """Return what was last known of an act, and on which day: never what holds today."""
    if event.status is None:
        return say("Its state was not followed.")
    day = text.day(event.status.as_of)
    return {
        "in-force": say("In force as of {day}.", day=day),
        "suspended": say("Suspended as of {day}.", day=day),
        "revoked": say("Revoked as of {day}.", day=day),
        "expired": say("Expired as of {day}.", day=day),
        "superseded": say("Superseded as of {day}.", day=day),
        "proposed": say("Proposed as of {day}.", day=day),
        "done": say("Done, as of {day}.", day=day),
    }.get(event.status.state, say("State unknown as of {day}.", day=day))


def related(site: Site, event: Event) -> dict[str, tuple[Event, ...]]:
    """Return the acts that an event answers and changes, and those that answer and change it."""
    back = site.once("acts that answer and change", lambda: _back(site))
    events = site.catalog.events
    return {
        "answers": tuple(events[one] for one in event.answered() if one in events),
        "answered": tuple(back["answered"].get(event.id, ())),
        "changes": tuple(events[one] for one in event.changes if one in events),
        "changed": tuple(back["changed"].get(event.id, ())),
    }


def _back(site: Site) -> dict[str, dict[str, list[Event]]]:
    found: dict[str, dict[str, list[Event]]] = {"answered": {}, "changed": {}}
    for one in site.catalog.events.values():
        for earlier in one.answered():
            found["answered"].setdefault(earlier, []).append(one)
        for earlier in one.changes:
            found["changed"].setdefault(earlier, []).append(one)
    return found


def relation_word(relation: str) -> str:
    """Return how a related act is introduced."""
    return {
        "answers": say("Answers"),
        "answered": say("Answered by"),
        "changes": say("Changes"),
        "changed": say("Changed by"),
    }[relation]


def linked(page: str, kind: str, entities: Iterable[Event]) -> Markup:
    """Return entities as links, by name, with their day."""
    parts = [
        joined(
            [
                link(text.link(page, entity_page(kind, one.id)), one.name),
                element("small", {}, f" ({text.partial_day(one.on)})"),
            ]
        )
        for one in entities
    ]
    return joined(parts, "; ")
