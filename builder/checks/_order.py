"""Which days of an entity follow which: pairs, by kind, that must not stand the wrong way round."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from builder.model.catalog import Catalog, Location
from builder.model.entities import Benchmark, Chip, Claim, Event, Organization, Rule


class Pair(NamedTuple):
    """Two days: where the later one stands, both, and what is told if they are exchanged."""

    location: Location
    early: str
    late: str
    message: str


def pairs(entity: Any, catalog: Catalog) -> Iterator[Pair]:
    """Yield the days of `entity` that follow each other; those that are not known are left out."""
    found = _BY_KIND.get(type(entity).kind)
    for location, early, late, message in found(entity, catalog) if found else ():
        if early is not None and late is not None:
            yield Pair(location, str(early), str(late), message)


Days = Iterator[tuple[Location, object, object, str]]


def _of_organization(organization: Organization, _: Catalog) -> Days:
    for index, one in enumerate(organization.listings):
        ends = "the listing ends on {late}, before it begins on {early}"
        yield ("listings", index, "until"), one.on, one.until, ends


def _of_chip(chip: Chip, _: Catalog) -> Days:
    if chip.announced and chip.released:
        sold = "was released on {late}, before it was announced on {early}"
        yield ("released", "on"), chip.announced.on, chip.released.on, sold


def _of_benchmark(benchmark: Benchmark, _: Catalog) -> Days:
    begins = benchmark.started.on if benchmark.started else None
    if benchmark.ended:
        yield ("ended", "on"), begins, benchmark.ended.on, "ends on {late}, and begins on {early}"
    for index, (one, following) in enumerate(pairwise(benchmark.breaks)):
        sorted_so = "the break of {late} stands after that of {early}; the oldest comes first"
        yield ("breaks", index + 1, "on"), one.on, following.on, sorted_so
    for index, one in enumerate(benchmark.breaks):
        within = "its scale changed on {late}, before it began on {early}"
        yield ("breaks", index, "on"), begins, one.on, within


def _of_event(event: Event, catalog: Catalog) -> Days:
    if event.status:
        known = "its state is that of {late}, before it happened on {early}"
        yield ("status", "as_of"), event.on, event.status.as_of, known
    for field, ids in (("answers", event.answered()), ("changes", event.changes)):
        for index, earlier in enumerate(ids):
            first = catalog.events.get(earlier)
            reply = f"{field} {earlier}" + " of {early}, and happened before it, on {late}"
            yield (field, index), first and first.on, event.on, reply


def _of_claim(claim: Claim, _: Catalog) -> Days:
    for index, (one, following) in enumerate(pairwise(claim.said)):
        first = "what was said on {late} stands after what was said on {early}; the earliest first"
        yield ("said", index + 1, "on"), one.on, following.on, first


_BY_KIND: Mapping[str, Callable[[Any, Catalog], Days]] = {
    "organizations": _of_organization,
    "chips": _of_chip,
    "benchmarks": _of_benchmark,
    "events": _of_event,
    "claims": _of_claim,
}


def replaced(rule: Rule, catalog: Catalog) -> Iterator[Rule]:
    """Yield the versions before `rule`, newest first, until there is none or one comes again."""
    seen: set[str] = set()
    while rule.replaces and rule.replaces in catalog.rules and rule.replaces not in seen:
        seen.add(rule.replaces)
        rule = catalog.rules[rule.replaces]
        yield rule
