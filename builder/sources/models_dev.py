"""models.dev: list prices and context windows, as the sellers that the catalog knows give them.

`api.json`, one file by seller; its smaller sister `models.json` has no prices. Kept are sellers
that are an organization of the catalog (`deepseek`, not the two hundred resellers), told by their
id or name. Entity: `seller/model`.

A period is the day of the entry's own `last_updated`, the first day where that is only a month:
the price holds from then on, at the latest. Taking the night instead would store every price
every night; so a price that stays adds nothing, one whose entry moved is a new period, and one
that was changed under the same date is a revision. The vintage says when we learned it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, one_file, read_again
from builder.sources._odd import OddError, first_possible_day, known, number, told
from builder.web import Web, read_json

TABLE = "prices"
FILE = "/api.json"
#: Dearer than this for a million tokens nobody sells: a unit was confused.
DEAREST = 2_000
#: Tokens; the longest context in the archive, 1,050,000, is about a thousandth of it.
LONGEST = 1_000_000_000
#: The name that a company makes its own by adding `AI` is only compared from this length on.
SHORTEST = 4
_SELLER = re.compile(r"[a-z0-9-]+")
_ID = re.compile(r"[A-Za-z0-9@~](?:[A-Za-z0-9@~._:/ -]{0,150}[A-Za-z0-9@~._:/-])?")


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the whole list."""
    return asked(_source(catalog), web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:
    """Read one observation per priced model of a known seller: US dollars a million tokens."""
    return read_again(_source(catalog), snapshot, TABLE)


def _source(catalog: Catalog) -> Source:
    return Source(
        id="models-dev",
        url="https://models.dev",
        ask=one_file(FILE),
        read=lambda snapshot: _read(snapshot, catalog),
    )


def _read(snapshot: Snapshot, catalog: Catalog) -> Parsed:
    (answer,) = snapshot.parts["all"]
    sellers = read_json(answer)
    if not isinstance(sellers, dict):
        raise SourceError(
            "models.dev gave no list of sellers",
            why=f"a {type(sellers).__name__} instead",
            advice="open its api.json; if its shape has changed, builder/sources must follow",
        )
    rows = list(_rows(sellers, _names(catalog)))
    return gathered(rows, lambda row: _observation(*row, snapshot.as_of), table=TABLE)


def _names(catalog: Catalog) -> frozenset[str]:
    """Return every name by which an organization of the catalog may call itself as a seller."""
    names = {
        _plain(name)
        for one in catalog.organizations.values()
        for name in (one.id, one.name, *one.aliases, *one.namespace_names())
    }
    short = {name.removesuffix("ai") for name in names}
    return frozenset(names | {name for name in short if len(name) >= SHORTEST}) - {""}


def _plain(name: object) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower()) if isinstance(name, str) else ""


def _rows(sellers: Mapping[str, Any], names: frozenset[str]) -> Iterator[tuple[str, str, Any]]:
    """Yield seller, model and entry of every model that a known seller has.

    A seller is known by its id alone, which nobody else can have: a name is what it says of itself.
    """
    for seller, told_of in sellers.items():
        if _SELLER.fullmatch(seller) and _plain(seller) in names:
            models = told_of.get("models") if isinstance(told_of, dict) else None
            entries = models if isinstance(models, dict) else {"": None}
            yield from ((seller, model, entry) for model, entry in entries.items())


def _observation(seller: str, model: str, entry: object, as_of: date) -> Observation | None:
    """Return what an entry says; None where it says no price, as of images and speech."""
    if not isinstance(entry, dict) or not _is_id(model) or not _ID.fullmatch(seller):
        raise OddError("without fields")
    cost, limit = entry.get("cost"), entry.get("limit")
    if cost is None:
        return None
    if not isinstance(cost, dict) or not isinstance(limit, dict | None):
        raise OddError("with a price or limit of another shape")
    price_in, price_out = _price(cost, "input"), _price(cost, "output")
    if price_in is None or price_out is None:
        raise OddError("with half a price")
    if not price_in and not price_out:
        return None  # given away, or in a subscription, or not known: the list does not say
    values, status = known(
        {
            "input_usd_per_mtok": price_in,
            "output_usd_per_mtok": price_out,
            "context_tokens": number((limit or {}).get("context"), "context", least=0, most=LONGEST)
            or None,
        }
    )
    return Observation(
        entity=f"{seller}/{model}",
        period=first_possible_day(entry.get("last_updated"), "day of change", as_of),
        values=values,
        attributes=_attributes(entry),
        status=status,
    )


def _is_id(model: str) -> bool:
    """Say whether `model` is an id as sellers write them, and leads to no other place."""
    return _ID.fullmatch(model) is not None and not {"", ".", ".."} & set(model.split("/"))


def _price(cost: Mapping[str, Any], what: str) -> float | None:
    price = cost.get(what)
    if isinstance(price, str):
        raise OddError("whose price is a text")
    price = number(price, "price", least=0)
    if price is not None and price > DEAREST:
        raise OddError("whose price cannot be")
    return price


def _attributes(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what else is said of a model: dates as exact as they are told, and its weights."""
    weights = {True: "yes", False: "no"}
    is_open = entry.get("open_weights")
    return told(
        {
            "open_weights": weights[is_open] if isinstance(is_open, bool) else "",
            "release_date": _date(entry.get("release_date")),
            "last_updated": _date(entry.get("last_updated")),
            "status": _word(entry.get("status")),
        }
    )


def _date(value: object) -> str:
    dated = isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value)
    return str(value) if dated else ""


def _word(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"[a-z]{1,20}", value) else ""
