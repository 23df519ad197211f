"""Boards made of a few rows: two countries, two kinds of weights, one benchmark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from builder.metrics._world import World, world_of
from builder.model.catalog import Catalog
from builder.model.panel import ATTRIBUTE_COLUMNS, Panel, empty_table, table_columns
from tests.world.small_world import catalog_from

SOURCE, BOARD = "trial-board", "2026-02-01"
AS_OF = date(2026, 11, 25)
_CITED = (
    "source: {url: https://trial.example, publisher: T, accessed: 2026-01-01, evidence: dataset}"
)
_MADE = f"name: NAME\naliases: [NAME AI]\n{_CITED}\nroles: [models]\ncountry: "
_LISTED = """\
name: {name}
publisher: T
url: https://trial.example/{name}
evidence: dataset
licence: CC0
attribution: "Source: {name}"
cadence: weekly
pool: All of it
"""
TRIAL = f"""\
name: Trial
{_CITED}
measures: Nothing.
protocol: By hand.
unit: points
better: higher
url: https://trial.example
observed_by: [{SOURCE}, other-board]
least_votes: 100
breaks: [{{on: 2026-03-01, what: All values rose.}}]
levels: [{{at: 100.0, what: E1}}, {{at: 120.0, what: E3}}]
"""
FILES = {
    "countries/us": f"name: Eagle Land\n{_CITED}\n",
    "countries/cn": f"name: Dragon Land\n{_CITED}\n",
    "organizations/eagle": _MADE.replace("NAME", "Eagle") + "us",
    "organizations/dragon": _MADE.replace("NAME", "Dragon") + "cn",
    "sources/trial-board": _LISTED.format(name="trial-board"),
    "sources/other-board": _LISTED.format(name="other-board"),
    "sources/shop": _LISTED.format(name="shop"),
    "benchmarks/trial": TRIAL,
}


@dataclass(frozen=True)
class Rated:
    """A row of a board: who made the model, what it is rated, plus and minus, when released."""

    name: str
    owner: str
    rating: float
    half: float | None = 6.0
    released: str | None = None
    licence: str = "proprietary"
    votes: float | None = 1_000
    board: str = BOARD
    vintage: str | None = None
    source: str = SOURCE


#: Two sides; what is derived from them stands, reckoned by hand, in the tests.
EAGLES = (
    Rated("E1", "Eagle", 100, 5, "2025-01-01"),
    Rated("E2", "Eagle AI", 110, 6, "2025-07-01"),
    Rated("E3", "Eagle", 130, 6, "2026-01-01"),
)
DRAGONS = (
    Rated("D1", "Dragon", 90, 6, "2025-03-01", "MIT"),
    Rated("D2", "Dragon", 108, 6, "2025-12-01", "MIT"),
)


@cache
def catalog_with(*files: tuple[str, str]) -> Catalog:
    """Return the catalog of two countries and one benchmark, with `files` laid over it."""
    catalog, findings = catalog_from(FILES | dict(files))
    assert findings == ()
    return catalog


def panel_of(rated: Sequence[Rated], prices: Sequence[tuple[str, str, float, float]] = ()) -> Panel:
    """Return a panel of these rows, and of prices: entity, day, in and out."""
    ratings = [
        (
            one.source, pd.Timestamp(one.vintage or one.board), pd.Timestamp(one.board), one.name,
            one.rating, None if one.half is None else one.rating - one.half,
            None if one.half is None else one.rating + one.half, one.votes, "",
        )
        for one in rated
    ]  # fmt: skip
    told = [
        (one.source, pd.Timestamp(one.vintage or one.board), one.name, what, value)
        for one in rated
        for what, value in _said(one).items()
    ]
    shop = [
        ("shop", pd.Timestamp(day), pd.Timestamp(day), name, paid_in, paid_out, None, "")
        for name, day, paid_in, paid_out in prices
    ]
    empty = Panel.empty()
    attributes = pd.DataFrame(told, columns=list(ATTRIBUTE_COLUMNS)).drop_duplicates()
    return Panel(
        empty.observations,
        attributes.astype(dict(empty.attributes.dtypes)),
        empty.ledger,
        {"ratings": _table("ratings", ratings), "prices": _table("prices", shop)},
    )


def _said(one: Rated) -> Mapping[str, str]:
    said = {"organization": one.owner, "licence": one.licence, "released": one.released or ""}
    return {what: value for what, value in said.items() if value}


def _table(name: str, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(table_columns(name)))
    return frame.astype(dict(empty_table(name).dtypes))


def world(
    *rated: Rated,
    files: Mapping[str, str] | None = None,
    prices: Sequence[tuple[str, str, float, float]] = (),
    as_of: date = AS_OF,
) -> World:
    """Return the world in which these rows, and no others, were ever observed."""
    panel = panel_of(rated, prices).as_of(as_of)
    return world_of(panel, catalog_with(*(files or {}).items()), as_of)
