"""Chip performance: what the rules count of each chip, as a range where sources disagree.

Frame, one row per chip: source (always `catalog`), period (the day it came out, or was announced,
or its facts were read), chip (catalog id), tpp_low, tpp_high (dense tera-operations a second ×
bits, the highest over precisions), density_low, density_high (tpp ÷ mm² of logic dies),
interconnect_low, interconnect_high, bandwidth_low, bandwidth_high (GB/s). NaN is unknown.
"""

import pandas as pd

from builder.metrics._chips import Range, chips_by, known_day, specification
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="chip-performance",
    title="Chip performance as the rules count it",
    question="How much can a chip do, in the measure on which export controls are written?",
    unit="total processing performance: dense tera-operations a second × bits of an operand",
    denominator="one chip, as it is sold; the density is per mm² of its logic dies",
    window="none: figures of data sheets, read on the day that each fact names",
    pool="the chips of the catalog",
    breaks=("None: the same formula for all chips and days.",),
    limits=(
        "The highest over the precisions that a source gives: a precision that nobody published "
        "could be higher.",
        "Dense figures at the peak, as makers state them; nobody measured them here.",
        "Where sources disagree, both ends are carried through every result.",
    ),
    blind_spots=(
        BlindSpot("Chips whose makers publish no operations a second, many Chinese ones", "down"),
        BlindSpot("What a chip reaches in use, with its memory, links and software", "unknown"),
    ),
    keys=("source", "period", "chip"),
    values={
        "tpp_low": "TPP", "tpp_high": "TPP", "density_low": "TPP per mm²",
        "density_high": "TPP per mm²",
    },
    words={"chip": "chips"},
)  # fmt: skip
_RANGES = {
    "tpp": "tpp",
    "density": "performance_density",
    "interconnect": "interconnect_gbps",
    "bandwidth": "bandwidth_gbps",
}
_NUMBERS = [f"{name}_{end}" for name in _RANGES for end in ("low", "high")]


def derive(world: World) -> pd.DataFrame:
    """Derive the figures of every chip that was known of by the day."""
    rows = []
    for own, chip in chips_by(world.catalog, world.as_of).items():
        known = specification(chip)
        ends = [_ends(getattr(known, name)) for name in _RANGES.values()]
        day = known_day(world.catalog, chip)
        rows.append(("catalog", day, own, *(end for pair in ends for end in pair)))
    frame = pd.DataFrame(rows, columns=["source", "period", "chip", *_NUMBERS])
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[s]")
    return frame.astype(dict.fromkeys(_NUMBERS, "float64") | {"source": "str", "chip": "str"})


def _ends(known: Range | None) -> tuple[float | None, float | None]:
    return (known.low, known.high) if known else (None, None)
