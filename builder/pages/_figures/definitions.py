"""The strip of definitions: whether a country leads under each reasonable one, with its number."""

from dataclasses import dataclass

from markupsafe import Markup

from builder import text
from builder.charts._svg import element, joined, link
from builder.model.definitions import DEFINITIONS, Definition
from builder.model.numbers import series_id
from builder.model.site import Site
from builder.pages._numbers import leading, page_of_series
from builder.pages._pools import group_name, rows_of
from builder.speech import say


@dataclass(frozen=True)
class Cell:
    """A country under one definition: its share and rank at the newest period; None: unknown."""

    definition: Definition
    share_pct: float | None
    rank: int | None
    page: str | None


def cells(site: Site, country: str) -> tuple[Cell, ...]:
    """Return `country` under every definition, in the order in which they were declared."""
    derived = site.derived.get("adoption-shares")
    found = {}
    if derived is not None and len(derived.frame):
        frame = derived.frame[derived.frame["dimension"] == "country"]
        newest = frame[frame["period"] == frame["period"].max()]
        found = {row.definition: row for row in rows_of(newest[newest["group"] == country])}
    return tuple(_cell(site, country, one, found.get(one.id)) for one in DEFINITIONS)


def _cell(site: Site, country: str, one: Definition, row: object) -> Cell:
    if row is None:
        return Cell(one, None, None, None)
    what = (one.id, one.window, one.attribution, one.derivatives, one.scope, "country", country)
    page = page_of_series(site, series_id("adoption-shares", "share_pct", "/".join(what)))
    rank = getattr(row, "rank", None)
    known = None if text.is_unknown(rank) else int(rank)  # type: ignore[arg-type]
    return Cell(one, float(row.share_pct), known, page)  # type: ignore[attr-defined]


def definition_strip(site: Site, page: str, country: str | None = None) -> Markup | None:
    """Draw the strip of `country`, or of the one that leads under most definitions."""
    if country is None:
        leaders = sorted(leading(site), key=lambda one: (-_leads(cells(site, one)), one))
        country = leaders[0] if leaders else None
    if country is None:
        return None
    drawn = cells(site, country)
    counted = [c for c in drawn if c.share_pct is not None and not c.definition.same_leader_as]
    if not counted:
        return None
    told = say(
        "{name} leads in {leads} of {counted} definitions of “most downloaded” for which there "
        "are figures.",
        name=group_name(site, "country", country),
        leads=sum(c.rank == 1 for c in counted),
        counted=len(counted),
    )
    declared = max(one.declared for one in DEFINITIONS)
    note = say(
        "{all} definitions, the last one written down on {day}; none is dropped for what it "
        "shows. Hatched: no figures yet, or the same as another by its construction.",
        all=len(DEFINITIONS), day=text.day(declared),
    )  # fmt: skip
    return element(
        "div",
        {"class": "definitions"},
        element("p", {"class": "definitions-told"}, told),
        element("ul", {"class": "definitions-strip"}, joined(_drawn(page, one) for one in drawn)),
        element("p", {"class": "definitions-note"}, note),
    )


def _leads(drawn: tuple[Cell, ...]) -> int:
    return sum(c.rank == 1 for c in drawn if not c.definition.same_leader_as)


def _drawn(page: str, one: Cell) -> Markup:
    if one.share_pct is None:
        state, number = "none", "—"
    else:
        state = "same" if one.definition.same_leader_as else "first" if one.rank == 1 else "other"
        number = text.percent(one.share_pct)
    rank = say("rank {rank}", rank=one.rank) if one.rank is not None else say("no figure")
    href = text.link(page, one.page) if one.page else None
    name = say(one.definition.meaning)
    return element(
        "li",
        {"class": f"definition {state}", "title": name},
        link(href, element("b", {}, number), " ", element("span", {}, rank)),
        element("small", {}, name),
    )
