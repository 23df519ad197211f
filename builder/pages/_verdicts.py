"""What a verdict says, in sentences: its number, what that is held against, and why."""

from datetime import date

from markupsafe import Markup

from builder import text
from builder.charts.verdict import verdict_badge
from builder.model.entities import CatalogQuery, MetricQuery, Reading, Saying
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Site
from builder.model.verdict import Cause, Flip, Found, Point, State, Verdict
from builder.pages._amounts import counted, shown, told
from builder.pages._pools import UNMAPPED, group_name
from builder.speech import say, say_many

#: Groups that are no entities of the catalog.
REGIONS = {"us-ca": "United States and Canada", "europe": "Europe", "open": "Open weights",
           "closed": "Closed weights", "us-cn": "China behind the United States",
           "closed-open": "Open weights behind closed ones"}  # fmt: skip


def badge_of(found: Found, newest: date | None = None) -> Markup:
    """Return the badge of a verdict; a stale one shows its last state and the day of it."""
    point = found.point.period if found.point else newest
    return verdict_badge(found.shown, frozen=point if found.state == "stale" else None)


def group_word(site: Site, query: MetricQuery, group: str) -> str:
    """Return how readers know a group of a query."""
    dimension = query.where.get("dimension", "")
    if group == UNMAPPED:
        return say("publishers that nobody could place")
    if group in site.catalog.entities.get(KIND_OF_DIMENSION.get(dimension, ""), {}):
        return group_name(site, dimension, group)
    for kind in ("countries", "organizations", "families", "models", "chips", "benchmarks"):
        found = site.catalog.entities.get(kind, {}).get(group)
        if found:
            return found.name
    return say(REGIONS[group]) if group in REGIONS else group


def number_told(site: Site, reading: Reading, point: Point, unit: str) -> str:
    """Return the deciding number of a point, and what it is held against."""
    query, test = reading.query, reading.test
    if isinstance(query, CatalogQuery):
        value = shown(point.value, unit)
        if point.of is not None:
            return say("{count} of {whole}: {value}", count=len(point.entities),
                       whole=counted(point.of, query.count), value=value)  # fmt: skip
        return told(point.value, query.count)
    value = told(point.value, unit)
    whose = group_word(site, query, query.group)
    if point.low is not None and point.high is not None and point.low < point.high:
        value = say("{value} (interval {low} to {high})", value=value, low=shown(point.low, unit),
                    high=shown(point.high, unit))  # fmt: skip
    if point.rival is None or point.against is None:
        return f"{whose}: {value}"
    rival = group_word(site, query, point.rival)
    if test.times_at_least:
        return say("{whose}: {value}; {times} × {rival}: {against}", whose=whose, value=value,
                   times=f"{test.times_at_least.times:g}", rival=rival,
                   against=told(point.against, unit))  # fmt: skip
    if point.rank is not None:
        return say("{whose}: {value}, rank {rank}; {rival}: {against}", whose=whose, value=value,
                   rank=point.rank, rival=rival, against=told(point.against, unit))  # fmt: skip
    return say("{whose}: {value}; {rival}: {against}", whose=whose, value=value, rival=rival,
               against=told(point.against, unit))  # fmt: skip


def test_told(site: Site, reading: Reading, unit: str) -> str:
    """Return what the number must be for the reading to hold."""
    test, query = reading.test, reading.query
    if test.rank_at_most is not None:
        return say("holds from rank {rank} on up", rank=test.rank_at_most)
    if test.at_least is not None:
        return say("holds from {limit} on", limit=told(test.at_least, unit))
    if test.at_most is not None:
        return say("holds up to {limit}", limit=told(test.at_most, unit))
    if test.sign is not None:
        above = say("holds above zero")
        return above if test.sign == "positive" else say("holds below zero")
    assert isinstance(query, MetricQuery)  # noqa: S101  the check of queries saw to it
    rival = group_word(site, query, test.compared_with or "")
    if test.times_at_least:
        times = f"{test.times_at_least.times:g}"
        return say("holds from {times} × {rival} on", times=times, rival=rival)
    return say("holds when above {rival}", rival=rival)


def why_told(found: Found) -> str:
    """Return why a verdict is what it is, where it is not the number alone."""
    day = text.day(found.point.period) if found.point else ""
    lacks = (found.point.lacks or "") if found.point else ""
    return {
        "": "",
        "stale": say("The newest evidence is of {day}, too old to judge today by: the last "
                     "verdict stands still and is not turned.", day=day)
        if day else say("The evidence is too old to judge today by: the last verdict stands "
                        "still and is not turned."),
        "nothing-seen": say("No source has observed this number yet."),
        "nothing-then": say("No source has a number of that day or before."),
        "not-over": say("The source names no exact day, and the time that it names is not over: "
                        "only then is it judged as of its own day."),
        "partial": say("The catalog does not hold everything that exists: that it has too few, "
                       "or none, shows nothing."),
        "too-old": say("The nearest number before is of {day}, too far from that day.", day=day),
        "lacking": say("There is too little to judge by: {what}.", what=lacks),
        "suspect": say("Every day with a number is marked: its counters cannot be believed."),
        "undated": say("The catalog does not date these facts, so it cannot say what held then."),
        "untestable": say("Nobody can test it with open data."),
        "forecast": say("A forecast cannot be true or false on the day on which it is made."),
        "not-due": say("The day on which it is settled has not come."),
    }[found.why]  # fmt: skip


def later_told(found: Found) -> str:
    """Return the remark on a verdict of the past that rests on what was learned afterwards."""
    point = found.point
    if not found.later or point is None:
        return ""
    if not point.source:
        return say("Counted by the dates of the facts, as the catalog knows them today.")
    if point.vintage is None:
        return say("Judged by what was learned later.")
    return say("Judged later, by figures of {day} that were filled in on {vintage}.",
               day=text.day(point.period), vintage=text.day(point.vintage))  # fmt: skip


def said_told(saying: Saying) -> str:
    """Return who said it, and when."""
    return say("{by}, {on}", by=saying.by, on=text.partial_day(saying.on))


def cause_told(site: Site, flip: Flip) -> str:
    """Return why a verdict turned."""
    source = site.catalog.sources.get(flip.detail)
    detail = source.name if source else flip.detail
    told: dict[Cause, str] = {
        "new-data": say("new data"),
        "revision": say("the source revised a past value: {what}", what=detail),
        "mapping": say("an edit of the catalog: {what}", what=detail),
        "definition": say("another pool from this day on: {what}", what=detail),
    }
    return told[flip.cause]


def heard(verdict: Verdict) -> list[State]:
    """Return what each reading says that can be tested."""
    told = [one.now.shown for one in verdict.judgements if one.reading.same_as is None]
    return [state for state in told if state != "not-testable"]


def summary(verdict: Verdict) -> str:
    """Return the verdict on a claim in one sentence, with how many readings stand behind it."""
    states = heard(verdict)
    if not verdict.judgements:
        return say(verdict.claim.untestable or "")
    if not states or verdict.now.state == "not-testable":
        # The verdict on the whole has no number: what is lacking stands with a reading.
        lacking = (j.now for j in verdict.judgements if j.now.why == verdict.now.why)
        return why_told(next(lacking, verdict.now))
    holds, fails = states.count("supported"), states.count("contradicted")
    if holds + fails < len(states):
        return say("Of {count} readings that can be tested it holds under {holds} and fails under "
                   "{fails}; {open} cannot tell.", count=len(states), holds=holds, fails=fails,
                   open=len(states) - holds - fails)  # fmt: skip
    return say_many("It holds under {holds} of {count} reading that can be tested.",
                    "It holds under {holds} of {count} readings that can be tested.",
                    len(states), holds=holds)  # fmt: skip


def days_told(site: Site, verdict: Verdict) -> str:
    """Return since when the verdict stands, as far as anybody has looked."""
    if verdict.since is None or verdict.latest is None:
        return ""
    last = site.as_of if verdict.now.state != "stale" else verdict.latest
    days = (last - verdict.since).days
    return say("Since {day}: {days}.", day=text.day(verdict.since), days=text.days(days))
