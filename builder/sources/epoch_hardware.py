"""Epoch AI, machine-learning hardware: what a chip can do, needs and measures.

One CSV. A period is the day on which a chip was released; a chip without one, or with one to
come, is left out until it has one. Figures are the publisher's: where it is in doubt, the catalog
has a citation of its own.
"""

from collections.abc import Mapping
from datetime import date

from builder.model.catalog import Catalog
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, one_file, read_again
from builder.sources._odd import first_possible_day, known, name, number, text, told
from builder.sources._table import table_rows
from builder.web import Web

TABLE = "chips"
#: Our columns: what the publisher calls them, and how many of its units make one of ours.
QUANTITIES: Mapping[str, tuple[str, float]] = {
    "tflops_fp16": ("Tensor-FP16/BF16 performance (FLOP/s)", 1e12),
    "tflops_fp8": ("FP8 performance (FLOP/s)", 1e12),
    "tflops_fp4": ("FP4 performance (FLOP/s)", 1e12),
    "tops_int8": ("INT8 performance (OP/s)", 1e12),
    "memory_gb": ("Memory (bytes)", 1e9),
    "bandwidth_tbps": ("Memory bandwidth (byte/s)", 1e12),
    "power_w": ("TDP (W)", 1),
    "die_mm2": ("Die Size (mm^2)", 1),
}
COLUMNS = {
    "name": ("Hardware name",),
    "released": ("Release date",),
    "organization": ("Manufacturer",),
    "type": ("Type",),
    **{ours: (theirs,) for ours, (theirs, _) in QUANTITIES.items()},
}


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the whole table."""
    return asked(SOURCE, web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per chip, in the units that stand in the names of the columns."""
    return read_again(SOURCE, snapshot, TABLE)


def _read(snapshot: Snapshot) -> Parsed:
    (answer,) = snapshot.parts["all"]
    rows = table_rows(answer, COLUMNS)
    return gathered(rows, lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: Mapping[str, str], as_of: date) -> Observation:
    values, status = known(
        {ours: _in_our_unit(row[ours], ours, unit) for ours, (_, unit) in QUANTITIES.items()}
    )
    return Observation(
        entity=name(row["name"], "name"),
        period=first_possible_day(row["released"], "release date", as_of),
        values=values,
        attributes=told(
            {
                "released": text(row["released"]),
                "organization": text(row["organization"]),
                "type": text(row["type"]),
            }
        ),
        status=status,
    )


def _in_our_unit(value: str, column: str, unit: float) -> float | None:
    """Return `value` counted in units of ours, without the dust that a division leaves."""
    found = number(value, column, least=1e-6)
    return None if found is None else float(f"{found / unit:.12g}")


SOURCE = Source(
    id="epoch-hardware",
    url="https://epoch.ai",
    ask=one_file("/data/ml_hardware.csv"),
    read=_read,
)
