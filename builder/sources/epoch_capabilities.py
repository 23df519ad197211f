"""Epoch AI, Capabilities Index (ECI): one scale over many benchmarks, fitted anew each time.

One CSV within a zip. Every fit moves the values of all models, old ones too: two pulls must never
be joined to one line. So a period is the day of the pull, and holds every model of it; when a
model was released is an attribute. The publisher's columns have changed before, so each may go by
several names; an interval is taken where one is told (the publisher fits 90 % intervals).
"""

from collections.abc import Mapping
from datetime import date

from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, one_file, read_again
from builder.sources._odd import OddError, known, name, number, text, told
from builder.sources._table import member, table_rows
from builder.web import Web

TABLE = "ratings"
MEMBER = "epoch_capabilities_index.csv"
#: No fit has come near either: the 428 values of July 2026 go from 62 to 161.
LEAST, MOST = 0, 1_000
#: A column whose names end in "" may be absent.
COLUMNS = {
    "version": ("Model version", "Model"),
    "rating": ("ECI Score", "eci"),
    "rating_low": ("eci_ci_low", ""),
    "rating_high": ("eci_ci_high", ""),
    "released": ("Release date", "date"),
    "organization": ("Organization",),
    "country": ("Country", "Country (of organization)"),
    "accessibility": ("Model accessibility",),
    "model": ("Model name", "Display name", ""),
}


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the zip with all of the publisher's benchmark data."""
    return asked(SOURCE, web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per version of a model that has a value of the index."""
    return read_again(SOURCE, snapshot, TABLE)


def _read(snapshot: Snapshot) -> Parsed:
    (answer,) = snapshot.parts["all"]
    rows = table_rows(member(answer, MEMBER), COLUMNS)
    return gathered(rows, lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: Mapping[str, str], as_of: date) -> Observation | None:
    rating = number(row["rating"], "value of the index", least=LEAST)
    if rating is None:
        return None  # known to the publisher, and not rated
    low = number(row.get("rating_low"), "interval", least=LEAST)
    high = number(row.get("rating_high"), "interval", least=LEAST)
    least, most = rating if low is None else low, rating if high is None else high
    if not least <= rating <= most < MOST:
        raise OddError("whose value and interval do not go together")
    # Most pulls have no interval: what nobody promised is not missing.
    values, _ = known({"rating": rating, "rating_low": low, "rating_high": high})
    shown = ("model", "released", "organization", "country", "accessibility")
    return Observation(
        entity=name(row["version"], "name"),
        period=as_of,
        values=values,
        attributes=told({attribute: text(row.get(attribute)) for attribute in shown}),
    )


SOURCE = Source(
    id="epoch-capabilities",
    url="https://epoch.ai",
    ask=one_file("/data/benchmark_data.zip"),
    read=_read,
)
