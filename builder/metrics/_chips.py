"""What a chip can do, as the rules count it: each quantity as the range that its sources span."""

import math
from dataclasses import dataclass
from datetime import date

from builder.model.catalog import Catalog
from builder.model.entities import BITS, Chip, Number, bounds
from builder.model.fields import first_day


@dataclass(frozen=True)
class Range:
    """The least and the most that a quantity may be; equal where all sources agree."""

    low: float
    high: float


#: What nobody knows may be anything.
ANYTHING = Range(0, math.inf)


@dataclass(frozen=True)
class Specification:
    """What the rules ask of a chip; None is unknown. Bandwidths in gigabytes a second."""

    tpp: Range | None
    die_mm2: Range | None
    interconnect_gbps: Range | None
    bandwidth_gbps: Range | None
    market: str | None

    @property
    def performance_density(self) -> Range | None:
        """TPP ÷ die area; what disagrees is taken at its ends."""
        if self.tpp is None or self.die_mm2 is None:
            return None
        return Range(self.tpp.low / self.die_mm2.high, self.tpp.high / self.die_mm2.low)


def specification(chip: Chip) -> Specification:
    """Return what is known of `chip`.

    TPP is the highest of dense tera-operations a second × bits over the precisions that the
    catalog holds; a multiply-add is two operations, as in data sheets.
    """
    products = [
        (low * BITS[precision], high * BITS[precision])
        for precision, number in chip.dense_tops.items()
        for low, high in [bounds(number)]
    ]
    highest = Range(max(p[0] for p in products), max(p[1] for p in products)) if products else None
    return Specification(
        highest,
        _range(chip.die_mm2),
        _range(chip.interconnect_gbps),
        _range(chip.bandwidth_tbps, 1000),
        chip.market,
    )


def _range(number: Number | None, unit: float = 1) -> Range | None:
    if number is None:
        return None
    low, high = bounds(number)
    return Range(low * unit, high * unit)


def known_day(catalog: Catalog, chip: Chip) -> date | None:
    """Return the day a chip came out, or else was announced, or else its facts were read."""
    for dated in (chip.released, chip.announced):
        if dated is not None:
            return first_day(dated.on)
    return catalog.citation(chip.source).accessed


def chips_by(catalog: Catalog, as_of: date) -> dict[str, Chip]:
    """Return the chips that were released or announced by `as_of`, or of which no day is known."""
    return {
        own: chip
        for own, chip in catalog.chips.items()
        if not (dated := chip.announced or chip.released) or first_day(dated.on) <= as_of
    }
