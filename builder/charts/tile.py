"""An indicator tile: one number with its unit, what it is, of what, as of when, how fresh."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.charts._svg import element, identifier, joined, link
from builder.charts._svg import words as text
from builder.charts.badge import State, badge
from builder.speech import say
from builder.text import day as day_text
from builder.text import unknown


@dataclass(frozen=True)
class Tile:
    """One indicator. `number` and `unit` are what the eye meets; None is an unknown number.

    `what` names the indicator, `denominator` says of what it is a part or over which pool it is
    counted, `note` adds one short sentence, such as who comes second.
    """

    id: str
    what: str
    number: str | None
    unit: str
    denominator: str
    as_of: date | None
    state: State
    href: str | None = None
    state_text: str = ""
    note: str = ""
    language: str | None = None


def tile(one: Tile) -> Markup:
    """Return one tile as markup."""
    if one.number is None:
        big = element("p", {"class": "tile-number tile-unknown"}, unknown())
    else:
        unit = element("span", {"class": "tile-unit"}, one.unit) if one.unit else None
        big = element("p", {"class": "tile-number"}, one.number, " " if unit else None, unit)
    when = element("span", {}, say("As of {day}", day=day_text(one.as_of, one.language)))
    return element(
        "li",
        {"class": "tile", "id": identifier(one.id)},
        element("p", {"class": "tile-what"}, link(one.href, one.what)),
        big,
        element("p", {"class": "tile-note"}, one.note) if one.note else None,
        element("p", {"class": "tile-of"}, one.denominator),
        element("p", {"class": "tile-when"}, when, " ", badge(one.state, one.state_text)),
    )


def tiles(all_tiles: Iterable[Tile], *, label: str) -> Markup:
    """Return a grid of tiles; `label` says to those who cannot see it what the grid is."""
    rows = joined((tile(one) for one in all_tiles), "\n")
    return Markup('<ul class="tiles" role="list" aria-label="{}">\n{}\n</ul>').format(
        text(label), rows
    )
