"""Adoption shares: the shares of downloads under every declared definition of adoption.

Frame, one row per source, period, definition, dimension and group, for each source's newest period
and the last one of every month before: source, period, definition (its id), window (30-days,
all-time), attribution (publisher, origin), derivatives (with, without), scope (language, all),
dimension (country, organization, family), group (catalog id, or `unmapped`, `undeclared`,
`several`), downloads, repositories, pool_downloads, pool_repositories, share_pct (0–100), rank
(1 is most; what is no group has none), declared_pct (percent of the pool's downloads whose
repository declares a base). A definition for which nothing was observed has no row.
"""

from typing import get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._groups import DIMENSIONS
from builder.metrics._pool import SCOPES, WINDOWS, Pool, month_ends
from builder.metrics._shares import Cut, Rows, counted, sums, with_shares
from builder.metrics._world import World
from builder.model.definitions import DEFINITIONS, Attribution, Definition, Derivatives, Window
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="adoption-shares",
    title="Shares under every definition of adoption",
    question="Does the leader stay the leader under another reasonable definition?",
    unit="percent of the downloads of the pool, as the definition counts them",
    denominator="all downloads of the pool that the definition counts, whoever they count for",
    window="the Hub's rolling counter of the last 30 days, or its counter since the repository "
    "was made, read on the day that is named",
    pool="the repositories that the named source observed on that day; the newest day of each "
    "source, and the last one of every month before",
    breaks=(
        "The pool changes with the source, as for the share of downloads.",
        "No back-filled source tells the all-time counter: those definitions have no figure "
        "before our own nights.",
    ),
    limits=(
        "By origin, a repository counts for who made the model at the end of its chain of declared "
        "bases. A merge counts once: for the group that all those models share, or for “several”.",
        "A derivative is a repository that descends from another publisher's model; versions that "
        "a publisher makes of its own model are none.",
        "A repository without a declared base counts for its publisher. Where the catalog does "
        "not know the publisher either, it is “undeclared”: it may be an original or a copy.",
        "A base that leads in a circle, or through more than 50 others, leads nowhere and counts "
        "as none.",
        "What a repository declares was not asked of every pool; the newest word of any source is "
        "taken for all.",
        "Without derivatives, publisher and origin give mapped groups the same figures; such a "
        "definition is shown and not counted twice.",
    ),
    blind_spots=(
        BlindSpot("Derivatives whose base nobody declared, which count as originals", "unknown"),
        BlindSpot("Downloads from ModelScope and other mirrors, on which China leans more", "down"),
        BlindSpot("Use of closed models, which are reached by API and never downloaded", "down"),
    ),
    keys=(
        "source", "period", "definition", "window", "attribution", "derivatives", "scope",
        "dimension", "group",
    ),
    values={
        "share_pct": "%",
        "downloads": "downloads",
        "repositories": "repositories",
        "rank": "rank",
        "declared_pct": "% of the pool",
    },
    words={
        "definition": tuple(one.id for one in DEFINITIONS),
        "window": get_args(Window),
        "attribution": get_args(Attribution),
        "derivatives": get_args(Derivatives),
        "scope": SCOPES,
        "dimension": DIMENSIONS,
    },
)  # fmt: skip

_DEFINED = ["definition", "window", "attribution", "derivatives", "scope"]
COLUMNS = [
    "source", "period", *_DEFINED, "dimension", "group", "downloads", "repositories",
    "pool_downloads", "pool_repositories", "share_pct", "rank", "declared_pct",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the shares of every group under every definition."""
    pool = world.pool
    shown = month_ends(pool)
    definitions = sorted(DEFINITIONS, key=lambda one: one.id)
    kept = {one.id: shown & _kept(pool, one) for one in definitions}
    cuts = [
        Cut(kept[one.id], one.window, column, _told(one, dimension))
        for one in definitions
        for dimension in sorted(DIMENSIONS)
        for column in [f"origin_{dimension}" if one.attribution == "origin" else dimension]
    ]
    told = with_shares(sums(pool, cuts))
    declared = np.array([_declared_pct(pool, kept[one.id], one.window) for one in definitions])
    told["declared_pct"] = declared[told["cut"] // len(DIMENSIONS), told["day"]]
    ordered = told.sort_values(["day", "cut", "rank"], kind="stable", ignore_index=True)
    return ordered[COLUMNS]


def _kept(pool: Pool, definition: Definition) -> Rows:
    return counted(
        pool,
        window=definition.window,
        scope=definition.scope,
        derivatives=definition.derivatives,
    )


def _told(definition: Definition, dimension: str) -> dict[str, str]:
    own = {name: str(getattr(definition, name)) for name in _DEFINED[1:]}
    return {"definition": definition.id, **own, "dimension": dimension}


def _declared_pct(pool: Pool, kept: Rows, window: str) -> npt.NDArray[np.float64]:
    """Return, by day, how much of what a definition counts is of repositories with a base."""
    day = pool.rows["day"].to_numpy()[kept]
    counter = pool.rows[WINDOWS[window]].to_numpy()[kept]
    declares = pool.repositories["declares"].to_numpy()[pool.rows["repository"].to_numpy()[kept]]
    every = np.bincount(day, counter, len(pool.days))
    own = np.bincount(day, counter * declares, len(pool.days))
    return np.asarray(100 * own / np.where(every > 0, every, np.nan))
