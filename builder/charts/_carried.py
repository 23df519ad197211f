"""Markup that still knows what it was drawn from, so that it can be drawn again as a file."""

from collections.abc import Iterable

from markupsafe import Markup

from builder.charts._svg import joined


class Carried(Markup):
    """Markup with the value behind it; `what` is None where it was cut or joined since."""

    what: object = None


def carrying(markup: Markup, what: object) -> Carried:
    """Return `markup` with the value that it was drawn from."""
    carried = Carried(markup)
    carried.what = what
    return carried


def carried(markup: object) -> object:
    """Return what markup was drawn from, None if it does not know."""
    return markup.what if isinstance(markup, Carried) else None


def beside(parts: Iterable[Markup]) -> Carried:
    """Return several drawings as one, which carries what each was drawn from."""
    drawn = list(parts)
    return carrying(joined(drawn, "\n"), tuple(carried(part) for part in drawn))
