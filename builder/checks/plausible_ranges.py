"""Numbers and years are of a size that exists: else a unit was confused, or a digit slipped."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from builder.checks._facts import spelled, values
from builder.model.catalog import Catalog, Location
from builder.model.entities import Chip, bounds
from builder.model.fields import PARTIAL_DATE
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "models/new": """\
name: New
source: atlas
organization: alpha
released:
  on: 1925-01-20        # a slip for 2025
parameters:
  total_b: 7000000000   # meant is 7: the unit is a billion
context:
  tokens: 32            # meant is 32000
prices:
  - on: 2026-11-01
    input_usd: 100000   # a price for a billion tokens?
    output_usd: 1
    seller: Alpha
"""
}
GOOD = {
    "models/new": """\
name: New
source: atlas
organization: alpha
released:
  on: 2025-01-20
parameters:
  total_b: 7
context:
  tokens: 32000
"""
}


class Limits(NamedTuple):
    """Between what a value lies, both included, and why nothing beyond is to be expected."""

    least: float
    most: float
    why: str


_PARAMETERS = Limits(0.001, 10_000, "a million to ten trillion; the unit is a billion")
_PRICE = Limits(0, 2_000, "the dearest models cost hundreds; the unit is a million tokens")
_CHIP_DAYS = Limits(2000, 2100, "there was no accelerator before")
_RULE_DAYS = Limits(1949, 2100, "export controls as we know them began in 1949")
#: By kind and path of keys. Of a day, the year counts.
LIMITS: dict[tuple[str, ...], Limits] = {
    ("models", "parameters", "total_b"): _PARAMETERS,
    ("models", "parameters", "active_b"): _PARAMETERS,
    ("models", "context", "tokens"): Limits(128, 100_000_000, "the unit is one token"),
    ("models", "prices", "input_usd"): _PRICE,
    ("models", "prices", "output_usd"): _PRICE,
    ("models", "prices", "on"): Limits(2018, 2100, "nobody sold tokens before"),
    ("models", "released", "on"): Limits(2010, 2100, "nothing older is followed here"),
    ("chips", "dense_tops"): Limits(0.01, 1_000_000, "the unit is 10¹² operations a second"),
    ("chips", "die_mm2"): Limits(10, 100_000, "a whole wafer of 300 mm has about 70,000 mm²"),
    ("chips", "memory_gb"): Limits(0.05, 10_000, "the unit is GB"),
    ("chips", "bandwidth_tbps"): Limits(0.005, 200, "the unit is TB a second, not GB"),
    ("chips", "interconnect_gbps"): Limits(1, 100_000, "the unit is GB a second"),
    ("chips", "power_w"): Limits(1, 50_000, "a whole wafer takes about 20,000 W"),
    ("chips", "announced", "on"): _CHIP_DAYS,
    ("chips", "released", "on"): _CHIP_DAYS,
    ("organizations", "founded"): Limits(1000, 2100, "no university is older"),
    ("organizations", "listings", "on"): Limits(1997, 2100, "the Entity List began in 1997"),
    ("rules", "effective"): _RULE_DAYS,
    ("rules", "until"): _RULE_DAYS,
    ("events", "on"): _RULE_DAYS,
    ("events", "effective"): _RULE_DAYS,
    ("benchmarks", "started", "on"): Limits(1950, 2100, "Turing wrote down his test in 1950"),
    ("claims", "said", "on"): Limits(1950, 2100, "nobody spoke of it before"),
}
#: From this area on, a chip is a whole wafer, and its memory and links are of another order.
WAFER_MM2 = 10_000
WAFER_FREE = ("bandwidth_tbps", "interconnect_gbps")


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find numbers and years that lie beyond what is known of their kind."""
    for kind, entity in catalog.everything():
        free = WAFER_FREE if isinstance(entity, Chip) and _is_wafer(entity) else ()
        for location, _, value in values(entity):
            limits = _limits(kind, location)
            size = _size(value) if limits and location[0] not in free else None
            if limits and size is not None and not limits.least <= size <= limits.most:
                yield Finding(
                    catalog.place(kind, entity.id, *location),
                    Severity.WARNING,
                    "plausible-ranges",
                    f"`{spelled(location)}` is {value}, and we expect {limits.least:,} to "
                    f"{limits.most:,}: {limits.why}",
                    "correct the digits or the unit; if it is true, widen the limit in "
                    "builder/checks/plausible_ranges.py",
                )


def _limits(kind: str, location: Location) -> Limits | None:
    """Return the limits that hold for what stands at `location`, or anywhere inside of it."""
    path = tuple(step for step in location if isinstance(step, str))
    if "source" in path:
        return None  # where a number was read, and when, is no number of its kind
    lengths = range(1, min(len(path), 2) + 1)
    return next((LIMITS[key] for n in lengths if (key := (kind, *path[:n])) in LIMITS), None)


def _size(value: Any) -> float | None:
    """Return a number as it is, of a day its year, and nothing of anything else."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.year
    return int(value[:4]) if PARTIAL_DATE.fullmatch(value) else None


def _is_wafer(chip: Chip) -> bool:
    return chip.die_mm2 is not None and bounds(chip.die_mm2)[1] >= WAFER_MM2
