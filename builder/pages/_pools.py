"""Which pool a page speaks of, and how the groups in it are called and reached."""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from builder import text
from builder.model.carried import is_carried
from builder.model.entities import Source
from builder.model.health import Health
from builder.model.paths import KIND_OF_DIMENSION, entity_page
from builder.model.site import Site
from builder.speech import say, say_many

UNMAPPED = "unmapped"
UNMAPPED_NAME = "Unmapped publishers"
#: What is no group, and yet counts: what declares no base, and what has bases of several groups.
NOBODY_NAMES = {"undeclared": "No base declared", "several": "Several"}
#: A group of a metric's frame: scope, dimension and group.
Group = tuple[str, str, str]
SCOPE_NAMES = {"language": "language models", "all": "all repositories"}


@dataclass(frozen=True)
class Pool:
    """What one source observed on one day."""

    source_id: str
    source: Source
    period: date

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a metric's frame that are about this pool."""
        return frame[
            (frame["source"] == self.source_id) & (frame["period"] == pd.Timestamp(self.period))
        ]


def age(health: Health) -> str:
    """Return how old a source's newest figures are, and why, in the words of a badge."""
    why = {"ended": "back-filled", "failed": "source down", "dead": "source dead"}
    days = text.days(health.age_days or 0)
    return say("{why}, {days} old", why=say(why.get(health.state, health.state)), days=days)


def warning(site: Site, source_id: str) -> str:
    """Return what must stand behind a source that is behind, or whose last night has a hole."""
    health = site.health.get(source_id)
    if health and health.is_behind:
        return f" ({age(health)})"
    count = site.counted_once(("carried", source_id), lambda: _carried(site, source_id))
    told = say_many(
        "{count} repository was not reached and stands with its last values",
        "{count} repositories were not reached and stand with their last values",
        count,
    )
    return f" ({told})" if count else ""


def _carried(site: Site, source_id: str) -> int:
    """Count the repositories whose last values stand in on the newest day of a source."""
    seen = site.panel.observations
    seen = seen[seen["source"] == source_id]
    return int(is_carried(seen[seen["period"] == seen["period"].max()]).sum())


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of `frame` as named tuples; a metric's module says what their fields are."""
    row = _row_of(tuple(frame.columns))
    return map(row._make, zip(*(frame[name].tolist() for name in frame), strict=True))


@cache
def _row_of(names: tuple[str, ...]) -> Any:
    """Return the type of a row with these columns; to make one takes as long as a hundred rows."""
    return namedtuple("Row", names, rename=True)


def newest_pool(site: Site) -> Pool | None:
    """Return the pool of the newest period; of several, the source that ranks first."""
    return site.once("newest pool", lambda: _newest_pool(site))


def _newest_pool(site: Site) -> Pool | None:
    seen = site.panel.observations.groupby("source")["period"].max()
    if seen.empty:
        return None
    newest = seen[seen == seen.max()].index
    source_id = min(newest, key=lambda name: (site.catalog.sources[name].rank, name))
    return Pool(source_id, site.catalog.sources[source_id], seen.max().date())


def shares(site: Site, pool: Pool, *, scope: str, dimension: str) -> pd.DataFrame:
    """Return the shares of one pool, largest first, unmapped publishers last."""
    key = ("shares", pool.source_id, pool.period, scope, dimension)
    frame = site.frame("share-of-downloads")
    return site.once(key, lambda: _shares(pool.of(frame), scope, dimension))


def _shares(rows: pd.DataFrame, scope: str, dimension: str) -> pd.DataFrame:
    rows = rows[(rows["scope"] == scope) & (rows["dimension"] == dimension)]
    last = rows["group"] == UNMAPPED
    return rows.assign(last=last).sort_values(
        ["last", "downloads_30d", "group"], ascending=[True, False, True]
    )


def row_of(site: Site, pool: Pool, metric_id: str, *, group: Group) -> Any | None:
    """Return a group's row of a metric in one pool as a named tuple; None if it has none."""
    rows = site.counted_once(
        ("rows", pool.source_id, pool.period, metric_id),
        lambda: {
            (row.scope, row.dimension, row.group): row
            for row in rows_of(pool.of(site.frame(metric_id)))
        },
    )
    return rows.get(group)


def observed(site: Site, names: Iterable[str]) -> pd.DataFrame:
    """Return all observations of the repositories called `names`, whatever their capitals.

    By period, then by repository.
    """
    rows, places = site.counted_once(
        "places by repository", lambda: _places(site.panel.observations)
    )
    found = [places[name.lower()] for name in names if name.lower() in places]
    return rows.iloc[np.sort(np.concatenate(found))] if found else rows[:0]


def _places(frame: pd.DataFrame) -> tuple[pd.DataFrame, Mapping[Any, Any]]:
    """Return `frame` in order, and where in it each repository stands."""
    rows = frame.sort_values(["period", "entity"], kind="stable")
    return rows, rows.groupby(rows["entity"].str.lower()).indices


def group_name(site: Site, dimension: str, group: str) -> str:
    """Return how readers know a group."""
    if group in NOBODY_NAMES:
        return say(NOBODY_NAMES[group])
    if group == UNMAPPED:
        return say("No tracked family") if dimension == "family" else say(UNMAPPED_NAME)
    return site.catalog.entities[KIND_OF_DIMENSION[dimension]][group].name


def group_page(dimension: str, group: str) -> str | None:
    """Return the page of a group; unmapped publishers have none."""
    if group == UNMAPPED or group in NOBODY_NAMES:
        return None
    return entity_page(KIND_OF_DIMENSION[dimension], group)
