"""Epoch AI, notable AI models: what their training took, and who trained them.

One CSV, corrected and extended by its publisher all the time. A period is the day on which a
model was published, or the first day that a coarser date may mean; the attribute `published`
keeps the date as it is told. What nobody knows stays absent: of closed models of late, most.
"""

from collections.abc import Mapping
from datetime import date

from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, one_file, read_again
from builder.sources._odd import first_possible_day, known, name, number, text, told
from builder.sources._table import table_rows
from builder.web import Web

TABLE = "training"
COLUMNS = {
    "model": ("Model",),
    "published": ("Publication date",),
    "training_flop": ("Training compute (FLOP)",),
    "parameters_count": ("Parameters",),
    "organization": ("Organization",),
    "country": ("Country (of organization)",),
    "accessibility": ("Model accessibility", "Accessibility"),
}


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the whole table."""
    return asked(SOURCE, web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per model: floating-point operations of its training, parameters."""
    return read_again(SOURCE, snapshot, TABLE)


def _read(snapshot: Snapshot) -> Parsed:
    (answer,) = snapshot.parts["all"]
    rows = table_rows(answer, COLUMNS)
    return gathered(rows, lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: Mapping[str, str], as_of: date) -> Observation:
    values, status = known(
        {
            "training_flop": number(row["training_flop"], "training compute", least=1),
            "parameters_count": number(row["parameters_count"], "count of parameters", least=1),
        }
    )
    shown = ("published", "organization", "country", "accessibility")
    return Observation(
        entity=name(row["model"], "name"),
        period=first_possible_day(row["published"], "publication date", as_of),
        values=values,
        attributes=told({attribute: text(row[attribute]) for attribute in shown}),
        status=status,
    )


SOURCE = Source(
    id="epoch-models",
    url="https://epoch.ai",
    ask=one_file("/data/notable_ai_models.csv"),
    read=_read,
)
