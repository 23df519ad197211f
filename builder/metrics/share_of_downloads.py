"""Share of downloads: what part of a pool's downloads of 30 days each group has.

Frame, one row per source, period, scope, dimension and group:
source, period, scope (all, language), dimension (country, organization, family), group (catalog
id, or `unmapped`), downloads_30d, repositories, share_pct (0–100), pool_downloads_30d,
pool_repositories, rank (1 is most; `unmapped` has none).
"""

import pandas as pd

from builder.metrics._groups import DIMENSIONS
from builder.metrics._pool import SCOPES
from builder.metrics._shares import with_shares
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="share-of-downloads",
    title="Share of downloads",
    question="Whose open models are downloaded most from the Hugging Face Hub?",
    unit="percent of the 30-day downloads of the pool",
    denominator="all 30-day downloads of the pool on that day, unmapped publishers included",
    window="the Hub's rolling counter of the last 30 days, read on the day that is named",
    pool="the repositories that the named source observed on that day; shares of two pools are "
    "never joined by a line",
    breaks=(
        "The pool changes with the source: lists of the most downloaded or most liked "
        "repositories until August 2026, every repository of catalogued namespaces since our own "
        "nights began.",
    ),
    limits=(
        "A download is a request for a file that a library needs to load the model, by a person "
        "or by a machine; it is not a user, and automatic tests count each time.",
        "A repository counts for the country of its publisher's headquarters, whoever made the "
        "model it was derived from.",
        "“Language models” are the repositories whose pipeline tag says that they answer in text; "
        "repositories without a tag are not among them.",
        "Publishers that the catalog does not know are a share of their own and are never spread "
        "over the others.",
    ),
    blind_spots=(
        BlindSpot("Downloads from ModelScope and other mirrors, on which China leans more", "down"),
        BlindSpot("Use of closed models, which are reached by API and never downloaded", "down"),
        BlindSpot("Copies of a model in other publishers' repositories", "unknown"),
    ),
    keys=("source", "period", "scope", "dimension", "group"),
    values={
        "share_pct": "%",
        "downloads_30d": "downloads",
        "repositories": "repositories",
        "rank": "rank",
    },
    words={"scope": SCOPES, "dimension": DIMENSIONS},
)

_PER = ["source", "period", "scope", "dimension"]
_COLUMNS = [
    *_PER, "group", "downloads_30d", "repositories", "pool_downloads_30d", "pool_repositories",
    "share_pct", "rank",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the shares of every group in every pool."""
    told = with_shares(world.sums).rename(
        columns={"downloads": "downloads_30d", "pool_downloads": "pool_downloads_30d"}
    )
    # Rows stand by group already; of equal sums the first by name stays the first.
    ordered = told.sort_values(["day", "cut", "downloads_30d"], kind="stable", ignore_index=True)
    return ordered[_COLUMNS]
