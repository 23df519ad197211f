"""A verdict for search engines: schema.org's ClaimReview, as JSON that no page can break out of."""

import json
from typing import Any

from markupsafe import Markup

from builder import text
from builder.model.entities import Claim
from builder.model.site import Site
from builder.model.verdict import State, Verdict
from builder.pages._verdicts import summary

#: schema.org rates from worst to best; what cannot be tested has no rating.
RATINGS: dict[State, int] = {"contradicted": 1, "mixed": 3, "supported": 5}
#: Characters that could end a script, or begin a tag or a reference.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def claim_review(site: Site, claim: Claim, verdict: Verdict) -> Markup:
    """Return the data block of a claim."""
    first = claim.said[0]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": text.verdict_word(verdict.now.shown),
        "bestRating": 5,
        "worstRating": 1,
    }
    if verdict.now.shown in RATINGS:
        rating["ratingValue"] = RATINGS[verdict.now.shown]
    appearance = {"@type": "CreativeWork", "url": first.url} if first.url else None
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": (verdict.latest or site.as_of).isoformat(),
        "claimReviewed": claim.statement,
        "reviewBody": summary(verdict),
        "author": {"@type": "Organization", "name": "AI Geopolitics Tracker"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": first.by},
            "datePublished": first.on,
            **({"appearance": appearance} if appearance else {}),
        },
        "reviewRating": rating,
    }
    return json_block(review)


def json_block(value: Any) -> Markup:
    """Return `value` as a block of JSON-LD: data, never run."""
    told = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(told))  # noqa: S704
