"""How a page's words are cited: what, when, where, and a fingerprint of what was said that day."""

import hashlib

from builder import text
from builder.model.entities import Claim
from builder.model.site import Site
from builder.model.verdict import Verdict
from builder.pages._verdicts import summary
from builder.speech import ENGLISH, say, speaking

#: So many hexadecimal digits are enough to tell two nights apart, and short enough to copy.
DIGITS = 12


def fingerprint(*parts: object) -> str:
    """Return a short hash of `parts`: it changes when any of them does."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:DIGITS]


def verdict_hash(site: Site, verdict: Verdict) -> str:
    """Return the fingerprint of a verdict: of its states, its numbers and their vintages."""
    told = [
        (one.reading.id, one.now.state, one.now.held, point and (point.period, point.source,
         point.value, point.against, point.vintage))
        for one in verdict.judgements
        for point in [one.now.point]
    ]  # fmt: skip
    return fingerprint(verdict.claim.id, site.as_of, *told)


def citation(site: Site, claim: Claim, verdict: Verdict) -> str:
    """Return the line to copy under a quotation."""
    with speaking(ENGLISH):
        told = summary(verdict)
    return say(
        "AI Geopolitics Tracker, “{claim}”, verdict of {day}: {verdict}. {told} "
        "claims/{id}, {hash}.",
        claim=claim.name, day=text.day(site.as_of), verdict=verdict.now.shown, told=told,
        id=claim.id, hash=verdict_hash(site, verdict),
    )  # fmt: skip
