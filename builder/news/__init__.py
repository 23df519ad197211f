"""What changed, as values and in sentences: for the page of changes, its feeds and its JSON."""

from builder.model.site import Site
from builder.news._change import Change
from builder.news._facts import corrections, edits, events, models, revisions
from builder.news._moves import moves
from builder.news._verdicts import verdicts
from builder.speech import language

__all__ = ["Change", "changes"]


def changes(site: Site) -> tuple[Change, ...]:
    """Return everything that changed, the newest first, in the language that is spoken."""
    return site.once(("changes", language()), lambda: _changes(site))


def _changes(site: Site) -> tuple[Change, ...]:
    found = (
        *moves(site),
        *models(site),
        *revisions(site),
        *edits(site),
        *corrections(site),
        *events(site),
        *verdicts(site),
    )
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.kind, one.rank, one.id)))
