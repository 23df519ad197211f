"""Example House: the price of each of its models, as one small JSON file a night."""

from datetime import date
from typing import Any

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, one_file, read_again
from builder.sources._odd import OddError, number
from builder.web import Web, read_json

SOURCE_ID = "example-prices"
TABLE = "prices"  # one of builder.model.panel.TABLES; its columns are what may be observed


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the file. Whatever goes wrong becomes a snapshot that says so."""
    return asked(_source(), web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001
    """Read one observation per model: US dollars a million tokens."""
    return read_again(_source(), snapshot, TABLE)


def _source() -> Source:
    return Source(SOURCE_ID, "https://example.org", one_file("/prices.json"), _read)


def _read(snapshot: Snapshot) -> Parsed:
    (answer,) = snapshot.parts["all"]
    rows = read_json(answer)
    if not isinstance(rows, list):
        raise SourceError("no list of prices", why="another shape", advice="open the file")
    return gathered(rows, lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: Any, as_of: date) -> Observation:
    """Return what a row says; OddError for one that makes no sense, which is counted."""
    if not isinstance(row, dict) or not isinstance(row.get("model"), str):
        raise OddError("without a model")
    price = number(row.get("price"), "price", least=0)
    if price is None:
        raise OddError("without a price")
    values = {"input_usd_per_mtok": price, "output_usd_per_mtok": price}
    return Observation(entity=row["model"], period=as_of, values=values, attributes={})
