"""All that was ever observed, as one value, and the view of it from a given day."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

#: What a source may observe of a repository. Units stand in the names; empty is missing, not 0.
METRIC_COLUMNS = ("downloads_30d", "downloads_all_time", "likes")
OBSERVATION_COLUMNS = ("source", "vintage", "period", "entity", *METRIC_COLUMNS, "status")
ATTRIBUTE_COLUMNS = ("source", "vintage", "entity", "attribute", "value")
LEDGER_COLUMNS = (
    "source",
    "as_of",
    "retrieved_at",
    "url",
    "requests",
    "http_status",
    "bytes",
    "sha256",
    "rows",
    "outcome",
    "seconds",
    "detail",
)


@dataclass(frozen=True)
class Panel:
    """Every observation, attribute and fetch that the archive holds.

    `observations` has OBSERVATION_COLUMNS, one row per source, entity, period and vintage;
    `attributes` has ATTRIBUTE_COLUMNS, one row per change of what a source says of an entity;
    `ledger` has LEDGER_COLUMNS, one row per fetch. Days are midnights without a time zone.
    """

    observations: pd.DataFrame
    attributes: pd.DataFrame
    ledger: pd.DataFrame

    @classmethod
    def empty(cls) -> "Panel":
        """Return a panel that knows nothing."""
        kinds = dict.fromkeys(METRIC_COLUMNS, "float64") | dict.fromkeys(
            ("vintage", "period"), "datetime64[s]"
        )
        observations = pd.DataFrame(
            {name: pd.Series([], dtype=kinds.get(name, "str")) for name in OBSERVATION_COLUMNS}
        )
        attributes = pd.DataFrame({name: [] for name in ATTRIBUTE_COLUMNS}, dtype="str")
        attributes["vintage"] = pd.to_datetime(attributes["vintage"])
        ledger = pd.DataFrame({name: [] for name in LEDGER_COLUMNS}, dtype="str")
        return cls(observations, attributes, ledger)

    def as_of(self, day: date) -> "Panel":
        """Return what was known on `day`: of each value, the newest vintage up to then."""
        horizon = pd.Timestamp(day)
        seen = self.observations[self.observations["vintage"] <= horizon]
        seen = seen.sort_values("vintage", kind="stable").drop_duplicates(
            ["source", "entity", "period"], keep="last"
        )
        told = self.attributes[self.attributes["vintage"] <= horizon]
        told = told.sort_values("vintage", kind="stable").drop_duplicates(
            ["source", "entity", "attribute"], keep="last"
        )
        fetched = self.ledger[self.ledger["as_of"] <= day.isoformat()]
        return Panel(seen.sort_index(), told.sort_index(), fetched)
