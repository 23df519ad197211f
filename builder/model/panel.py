"""All that was ever observed, as one value, and the view of it from a given day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

REPOSITORIES = "repositories"
#: What may be observed: tables by name, each with its columns. Units stand in the names; empty is
#: missing, not 0. A file of the archive tells by its columns which table it belongs to.
TABLES: Mapping[str, tuple[str, ...]] = {
    # of a repository of the Hub
    REPOSITORIES: ("downloads_30d", "downloads_all_time", "likes"),
    # of groups of repositories: `country:cn`, `family:qwen`, `built-on:us>cn`
    "census": ("repositories", "downloads_30d", "downloads_all_time"),
    # of a model, as a benchmark names it: its value with 95 % interval, and the votes behind it
    "ratings": ("rating", "rating_low", "rating_high", "votes"),
    # of a model as a marketplace names it, or of a group of models: `country:cn`
    "tokens": ("tokens", "token_share_pct"),
    # of a model, as its seller names it
    "prices": ("input_usd_per_mtok", "output_usd_per_mtok", "context_tokens"),
    # of a model, as a data set names it
    "training": ("training_flop", "parameters_count"),
    # of a chip, as a data set names it; operations a second in units of 10¹²
    "chips": (
        "tflops_fp16",
        "tflops_fp8",
        "tflops_fp4",
        "tops_int8",
        "memory_gb",
        "bandwidth_tbps",
        "power_w",
        "die_mm2",
    ),
    # of chips delivered up to the period, `owner/maker` or `owner/maker/chip`, `all` being every
    # owner: 5 %, 50 % and 95 % of an estimate, in units and in H100-equivalents
    "stock": ("units_p5", "units_p50", "units_p95", "h100e_p5", "h100e_p50", "h100e_p95"),
    # of a document: how often it was seen
    "documents": ("documents",),
}
METRIC_COLUMNS = TABLES[REPOSITORIES]


def table_columns(table: str) -> tuple[str, ...]:
    """Return all columns of a table, in order."""
    return ("source", "vintage", "period", "entity", *TABLES[table], "status")


OBSERVATION_COLUMNS = table_columns(REPOSITORIES)
ATTRIBUTE_COLUMNS = ("source", "vintage", "entity", "attribute", "value")
#: What an edit of the catalog moved: facts, and the largest of the past numbers that moved with
#: them, and how many those were in all (`total`).
CHANGE_COLUMNS = ("vintage", "what", "name", "source", "period", "unit", "before", "after", "size")
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


def _no_attributes() -> pd.DataFrame:
    attributes = pd.DataFrame({name: [] for name in ATTRIBUTE_COLUMNS}, dtype="str")
    return attributes.assign(vintage=pd.to_datetime(attributes["vintage"]))


@dataclass(frozen=True)
class Panel:
    """Every observation, attribute and fetch that the archive holds.

    `observations` has OBSERVATION_COLUMNS, one row per source, entity, period and vintage;
    `attributes` has ATTRIBUTE_COLUMNS, one row per change of what a source says of an entity; an
    empty value is the night from which on it says nothing any more;
    `ledger` has LEDGER_COLUMNS, one row per fetch; `others` holds the tables that are not of
    repositories, each with its `table_columns`; `changes` has CHANGE_COLUMNS as texts, one row
    per fact or number that an edit of the catalog moved; `superseded` holds, of values that their
    source revised of late, what stood there before; `former` holds the attributes that a later
    word of the same source took the place of. Days are midnights without a time zone.
    """

    observations: pd.DataFrame
    attributes: pd.DataFrame
    ledger: pd.DataFrame
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    changes: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({name: [] for name in CHANGE_COLUMNS}, dtype="str")
    )
    superseded: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    former: pd.DataFrame = field(default_factory=_no_attributes)

    def table(self, name: str) -> pd.DataFrame:
        """Return one table: as in TABLES, empty if nothing was ever observed of the kind."""
        if name == REPOSITORIES:
            return self.observations
        found = self.others.get(name)
        return empty_table(name) if found is None else found

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return every table that was ever observed, by name."""
        return {REPOSITORIES: self.observations, **self.others}

    @classmethod
    def empty(cls) -> "Panel":
        """Return a panel that knows nothing."""
        observations = empty_table(REPOSITORIES)
        ledger = pd.DataFrame({name: [] for name in LEDGER_COLUMNS}, dtype="str")
        return cls(observations, _no_attributes(), ledger)

    def as_of(self, day: date) -> "Panel":
        """Return what was known on `day`: of each value, the newest vintage up to then."""
        horizon = pd.Timestamp(day)
        known = {name: _known(frame, horizon) for name, frame in self.tables().items()}
        seen = {name: newest for name, (newest, _) in known.items()}
        told = self.attributes[self.attributes["vintage"] <= horizon]
        told = told.sort_values("vintage", kind="stable")
        later = told.duplicated(["source", "entity", "attribute"], keep="last")
        former, told = told[later], told[~later]
        told = told[told["value"] != ""]  # what a source has ceased to say
        fetched = self.ledger[self.ledger["as_of"] <= day.isoformat()]
        moved = self.changes[self.changes["vintage"] <= day.isoformat()]
        before = {name: older for name, (_, older) in known.items() if len(older)}
        own = seen.pop(REPOSITORIES)
        return Panel(own, told.sort_index(), fetched, seen, moved, before, former)

    def unrevised(self) -> "Panel | None":
        """Return the panel as it would be without the latest revisions; None if there are none."""
        if not self.superseded:
            return None
        tables = {name: _put_back(frame, self.superseded.get(name))
                  for name, frame in self.tables().items()}  # fmt: skip
        return replace(self, observations=tables.pop(REPOSITORIES), others=tables, superseded={})


def vintages(panel: Panel) -> Mapping[tuple[str, date], date]:
    """Return the newest day on which a value of a source's period was learned."""
    found: dict[tuple[str, date], date] = {}
    for frame in panel.tables().values():
        newest = frame.groupby(["source", "period"], as_index=False)["vintage"].max()
        days = (newest["source"], newest["period"].dt.date, newest["vintage"].dt.date)
        for source, period, vintage in zip(*days, strict=True):
            found[source, period] = max(found.get((source, period), date.min), vintage)
    return found


def empty_table(name: str) -> pd.DataFrame:
    """Return a table without a row, its columns of the right types."""
    kinds = dict.fromkeys(TABLES[name], "float64") | dict.fromkeys(
        ("vintage", "period"), "datetime64[s]"
    )
    return pd.DataFrame(
        {column: pd.Series([], dtype=kinds.get(column, "str")) for column in table_columns(name)}
    )


#: A revision is of late for so many days after it was learned.
LATE_DAYS = 30


#: What a value is of: of several rows with the same, the newest vintage is the value.
_KEYS = ["source", "entity", "period"]


def _known(frame: pd.DataFrame, horizon: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return, of each value, the newest vintage known at `horizon`, and what it took the place of.

    The latter only of values that were revised of late.
    """
    in_time = frame["vintage"] <= horizon
    seen = frame if in_time.all() else frame[in_time]
    if not seen["vintage"].is_monotonic_increasing:
        seen = seen.sort_values("vintage", kind="stable")
    revised = seen.duplicated(_KEYS, keep="last")
    if not revised.any():
        return seen.sort_index(), seen[:0]
    newest = seen[~revised]
    return newest.sort_index(), _superseded(seen[revised], newest, horizon)


def _superseded(older: pd.DataFrame, newest: pd.DataFrame, horizon: pd.Timestamp) -> pd.DataFrame:
    before = older.drop_duplicates(_KEYS, keep="last")
    learned = newest.set_index(_KEYS)["vintage"].reindex(pd.MultiIndex.from_frame(before[_KEYS]))
    late = learned.to_numpy() >= (horizon - pd.Timedelta(days=LATE_DAYS)).to_numpy()
    return before[late].sort_index()


def _put_back(frame: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    if before is None:
        return frame
    keys = ["source", "entity", "period"]
    return pd.concat([frame, before]).drop_duplicates(keys, keep="last").sort_index()
