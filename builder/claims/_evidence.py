"""What claims are judged by: everything that is known on one day, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.model.catalog import Catalog
from builder.model.health import Health
from builder.model.marks import suspect_days
from builder.model.metric import Derived
from builder.model.panel import Panel, vintages

#: A source that will not answer again is believed for so long after its newest day.
BELIEVED_DAYS = 30
INTEGRITY = "counter-integrity"


@dataclass(frozen=True)
class Evidence:
    """The metrics as known on `as_of`, the catalog, and how the sources do.

    `unrevised` holds the metrics as they would be had no source revised a past value of late;
    None where none did.
    """

    as_of: date
    catalog: Catalog
    panel: Panel
    derived: Mapping[str, Derived]
    health: Mapping[str, Health] = field(default_factory=dict)
    unrevised: Mapping[str, Derived] | None = None

    @cached_property
    def suspect(self) -> frozenset[tuple[str, date]]:
        """The days, as source and period, that take no part in verdicts."""
        marks = self.derived.get(INTEGRITY)
        return suspect_days(marks.frame) if marks else frozenset()

    @cached_property
    def vintages(self) -> Mapping[tuple[str, date], date]:
        """The newest day on which a value of a source's period was learned."""
        return vintages(self.panel)

    def rank_of(self, source: str) -> tuple[int, str]:
        """Return which source speaks first: the smallest."""
        known = self.catalog.sources.get(source)
        return (known.rank if known else 1_000, source)

    def is_stale(self, source: str, period: date) -> bool:
        """Say whether what `source` said of `period` is too old to judge today by."""
        health, known = self.health.get(source), self.catalog.sources.get(source)
        if known is None:
            return False  # derived from the catalog: its facts hold until they are changed
        if health and health.is_behind:
            return True
        limit = known.stale_after_days or BELIEVED_DAYS
        return (self.as_of - period).days > limit
