"""What changed, as JSON: lately, and day by day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from builder.exports._api import download, envelope, learned
from builder.exports._shapes import Changes, OneChange
from builder.model.site import Download, Site
from builder.news import Change, changes

#: How many changes the list of the newest holds; the days hold them all.
LATELY = 200


def export(site: Site) -> Iterator[Download]:
    """Yield the newest changes, and one answer per day on which something changed."""
    found = changes(site)
    yield _answer(site, "changes.json", found[:LATELY], None)
    for day, of_day in groupby(found, key=lambda one: one.day):
        yield _answer(site, f"changes/{day}.json", list(of_day), day)


def _answer(site: Site, path: str, found: Sequence[Change], day: date | None) -> Download:
    sources = {one.source for one in found} & set(site.catalog.sources)
    answer = Changes(
        **envelope(site, path, sources=sources, vintage=learned(site, sources)),
        day=day,
        changes=[_change(one) for one in found],
    )
    return download(path, f"What changed on {day}" if day else "What changed", answer, len(found))


def _change(one: Change) -> OneChange:
    return OneChange(
        id=one.id,
        kind=one.kind,
        day=one.day,
        span=one.span,
        sentence=one.sentence,
        entities=[f"{kind}/{own}" for kind, own in one.entities],
        source=one.source,
        values=dict(one.values),
    )
