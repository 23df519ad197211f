"""The archive as a data set for others: every table as CSV and Parquet, described for machines.

Every vintage is there, so that whoever takes it can say what was known on which day.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from builder import text
from builder.exports._csv import csv_text
from builder.exports._package import CROISSANT, About, described_as_croissant
from builder.model.catalog import Catalog
from builder.model.panel import Panel
from builder.model.site import Download
from builder.store.parquet import parquet

CARD = "README.md"
TITLE = "AI Geopolitics Tracker: the archive"
HUB = "https://huggingface.co/datasets"
#: By what tables are sorted, as far as they have it.
KEYS = ("source", "entity", "attribute", "period", "vintage")
#: What stands in each table that is no table of observations.
OTHER_TABLES = {
    "attributes": "What sources say of each entity besides numbers; one row per change",
    "fetches": "Every fetch: when, what was asked, how it went, how many rows it brought",
}


def dataset(catalog: Catalog, panel: Panel, as_of: date, *, repository: str) -> Mapping[str, bytes]:
    """Return the files of the data set by path: tables, their description, and the card.

    `panel` holds every vintage; nothing that was learned after `as_of` goes out.
    """
    tables = dict(_tables(panel, as_of))
    files = [one for name, frame in tables.items() for one in _written(name, frame)]
    about = About(
        as_of, f"{HUB}/{repository}", lambda path: f"{HUB}/{repository}/resolve/main/{path}"
    )
    croissant = json.dumps(described_as_croissant(files, about), indent=1, ensure_ascii=False)
    card = _card(catalog, tables, as_of)
    return {one.path: one.body for one in files} | {
        CROISSANT: f"{croissant}\n".encode(),
        CARD: card.encode(),
    }


def _tables(panel: Panel, as_of: date) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield every table that holds anything, sorted, as it was known on `as_of`."""
    horizon = pd.Timestamp(as_of)
    for name, frame in (*sorted(panel.tables().items()), ("attributes", panel.attributes)):
        known = frame[frame["vintage"] <= horizon]
        keys = [
            key for key in ("source", "entity", "attribute", "period", "vintage") if key in known
        ]
        if len(known):
            yield name, known.sort_values(keys, kind="stable", ignore_index=True)
    fetches = panel.ledger[panel.ledger["as_of"] <= as_of.isoformat()]
    if len(fetches):
        yield "fetches", fetches.reset_index(drop=True)


def _written(name: str, frame: pd.DataFrame) -> tuple[Download, Download]:
    title, told = OTHER_TABLES.get(name, f"Observations: {name}"), csv_text(frame, decimals=None)
    packed = parquet(frame)
    return (
        Download(f"data/{name}.csv", title, len(frame), told, ""),
        Download(f"data/{name}.parquet", title, len(frame), "", "", packed=packed),
    )


def _card(catalog: Catalog, tables: Mapping[str, pd.DataFrame], as_of: date) -> str:
    """Return the card of the data set: front matter for the Hub, and words for people."""
    head = {
        "pretty_name": TITLE,
        "license": "other",
        "license_name": "cc-by-4.0-and-terms-of-the-sources",
        "language": ["en"],
        "tags": ["time-series", "artificial-intelligence", "open-models", "bitemporal"],
        "configs": [{"config_name": name, "data_files": f"data/{name}.parquet"} for name in tables],
    }
    # What JSON says, YAML says too.
    front = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items()
    )
    rows = "".join(
        f"| `{name}` | {len(frame):,} | {', '.join(f'`{column}`' for column in frame)} |\n"
        for name, frame in tables.items()
    )
    return (
        f"---\n{front}---\n\n# {TITLE}\n\n"
        f"Everything that the tracker has observed, as it was known on {text.day(as_of)}. "
        "`period` is the day that a value is about, `vintage` the day on which we learned it; a "
        "later correction is a new vintage, and the older one stays. An empty value is missing, "
        "never 0; `status` says why, and marks what was revised.\n\n"
        f"| table | rows | columns |\n|---|---:|---|\n{rows}\n## Sources and their terms\n\n"
        "Our own work, the choice and the order, is under CC BY 4.0. Values keep the terms of "
        f"their sources:\n\n{_sources(catalog, tables)}"
    )


def _sources(catalog: Catalog, tables: Mapping[str, pd.DataFrame]) -> str:
    used = sorted({str(name) for frame in tables.values() for name in frame["source"].unique()})
    known = [catalog.sources[name] for name in used if name in catalog.sources]
    return "".join(f"- `{one.id}`: {one.attribution}. {one.licence}. {one.url}\n" for one in known)
