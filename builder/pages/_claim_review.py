"""A verdict for search engines: schema.org's ClaimReview, as JSON that no page can break out of."""

import json
from typing import Any

from markupsafe import Markup

from builder import text
from builder.model.entities import Claim
from builder.model.paths import entity_page
from builder.model.site import Site
from builder.model.verdict import State, Verdict
from builder.pages._verdicts import summary
from builder.speech import say
from builder.text import published

#: schema.org rates from worst to best; what cannot be tested has no rating.
RATINGS: dict[State, int] = {"contradicted": 1, "mixed": 3, "supported": 5}
#: Characters that could end a script, or begin a tag or a reference.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def claim_review(site: Site, claim: Claim, verdict: Verdict) -> Markup:
    """Return the data block of a claim."""
    first = claim.said[0]
    appearance = {"@type": "CreativeWork", "url": first.url} if first.url else None
    page = published(entity_page("claims", claim.id))
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{site.address}{page}/",
        "datePublished": site.as_of.isoformat(),
        "claimReviewed": claim.statement,
        "reviewBody": summary(verdict),
        "author": {"@type": "Organization", "name": "AI Geopolitics Tracker"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": first.by},
            "datePublished": first.on,
            **({"appearance": appearance} if appearance else {}),
        },
        "reviewRating": _rating(verdict),
    }
    return json_block(review)


def _rating(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict in words; as a number only where there is one, frozen ones with a day."""
    word = text.verdict_word(verdict.now.shown)
    if verdict.now.state == "stale" and verdict.latest:
        word = say("{verdict}, frozen at {day}", verdict=word, day=text.day(verdict.latest))
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": word}
    if verdict.now.shown in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict.now.shown], "bestRating": 5, "worstRating": 1}
    return rating


def json_block(value: Any) -> Markup:
    """Return `value` as a block of JSON-LD: data, never run."""
    told = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(told))  # noqa: S704
