"""Concentration: on how few groups a pool's downloads rest, and whether its leader stands alone.

Frame, one row per source, period, scope and dimension: source, period, scope, dimension, groups
(mapped ones), hhi_low and hhi_high (0–10,000: the sum of squared shares in percent, with the
unmapped spread over countless groups, then as one group), leader, leader_pct (percent of the
pool), leader_top_repository, leader_without_top_pct (its share if that repository did not exist),
leader_without_top (who would lead then), lead_kept (1 if it is still the same, 0 if not).
"""

import numpy as np
import pandas as pd

from builder.metrics._groups import DIMENSIONS, NOBODY
from builder.metrics._pool import SCOPES
from builder.metrics._shares import PER, with_shares
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="concentration",
    title="Concentration",
    question="On how few shoulders does a pool rest, and would its leader lead without its largest "
    "repository?",
    unit="points of the Herfindahl-Hirschman index, 0 to 10,000",
    denominator="all 30-day downloads of the pool on that day, unmapped publishers included",
    window="the Hub's rolling counter of the last 30 days, read on the day that is named",
    pool="the repositories that the named source observed on that day",
    breaks=("The pool changes with the source, as for the share of downloads.",),
    limits=(
        "What the unmapped publishers are is not known: the index is given twice, as if they were "
        "countless small ones, and as if they were one.",
        "The leader without its top repository is compared with what the others have with theirs.",
    ),
    blind_spots=(
        BlindSpot("Repositories below the pool's threshold, which are small and many", "up"),
        BlindSpot("Organizations that belong to each other and are catalogued apart", "down"),
    ),
    keys=("source", "period", "scope", "dimension"),
    values={
        "hhi_low": "points",
        "hhi_high": "points",
        "groups": "groups",
        "leader_pct": "%",
        "leader_without_top_pct": "%",
        "lead_kept": "1 if kept",
    },
    words={"scope": SCOPES, "dimension": DIMENSIONS},
)

_POOL = ["source", "period", "scope", "dimension"]
_COLUMNS = [
    *_POOL, "groups", "hhi_low", "hhi_high", "leader", "leader_pct", "leader_top_repository",
    "leader_without_top_pct", "leader_without_top", "lead_kept",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the concentration of every pool, and its leader without its top repository."""
    shares = pd.concat([with_shares(world.sums), world.tops], axis=1)
    shares = shares[shares["pool_downloads"] > 0]
    squares = shares["share_pct"] ** 2
    mapped = ~shares["group"].isin(NOBODY)
    pools = shares.assign(hhi_high=squares, hhi_low=squares.where(mapped, 0.0), groups=mapped)
    frame = pools.groupby(PER).agg(
        {**dict.fromkeys(_POOL, "first"), "groups": "sum", "hhi_low": "sum", "hhi_high": "sum"}
    )
    return frame.join(_leaders(shares[mapped])).reset_index(drop=True)[_COLUMNS]


def _leaders(mapped: pd.DataFrame) -> pd.DataFrame:
    """Return, of each pool, the leader and who leads without its top repository."""
    ordered = mapped.sort_values([*PER, "downloads"], ascending=[True, True, False], kind="stable")
    pools = ordered.groupby(PER, as_index=False)
    first = pools.nth(0).set_index(PER)
    second = pools.nth(1).set_index(PER).reindex(first.index)
    left = first["downloads"] - first["top1"]
    kept = ~(second["downloads"] > left)
    rest = first["pool_downloads"] - first["top1"]
    return pd.DataFrame(
        {
            "leader": first["group"],
            "leader_pct": first["share_pct"],
            "leader_top_repository": first["top_repository"],
            "leader_without_top_pct": 100 * left / rest.where(rest > 0, np.nan),
            "leader_without_top": first["group"].where(kept, second["group"]),
            "lead_kept": kept.astype("float64"),
        }
    )
