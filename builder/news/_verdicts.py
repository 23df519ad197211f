"""Verdicts that turned: when, from what to what, and why."""

from collections.abc import Iterator

from builder import text
from builder.model.site import Site
from builder.model.verdict import Cause
from builder.news._change import Change
from builder.speech import say


def verdicts(site: Site) -> Iterator[Change]:
    """Yield every turn of every reading of every claim."""
    for claim_id, verdict in site.verdicts.items():
        for judgement in verdict.judgements:
            for flip in judgement.flips:
                sentence = say(
                    "{claim}: under the reading “{reading}”, {before} became {after}: {cause}.",
                    claim=verdict.claim.name,
                    reading=judgement.reading.id,
                    before=text.verdict_word(flip.before),
                    after=text.verdict_word(flip.after),
                    cause=_cause(flip.cause),
                )
                yield Change(
                    f"verdict/{claim_id}/{judgement.reading.id}/{flip.on}/{flip.cause}",
                    "verdict",
                    flip.on,
                    sentence,
                    (("claims", claim_id),),
                )


def _cause(cause: Cause) -> str:
    return {
        "new-data": say("new data"),
        "revision": say("a source revised a past value"),
        "mapping": say("an edit of the catalog"),
        "definition": say("another pool"),
    }[cause]
