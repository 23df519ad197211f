"""Token share: what part of the tokens that a marketplace passed on each group of models has.

Frame, one row per source, period, dimension and group: source, period, dimension (origin,
weights), group (a country's id, a region as the source calls it, `us-ca` for the United States
and Canada together, or `unmapped`), token_share_pct (0–100), rank (1 is most; `unmapped` has none).
"""

import pandas as pd

from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="token-share",
    title="Share of tokens",
    question="Whose models do the customers of a marketplace send their tokens to?",
    unit="percent of the tokens that the marketplace passed on",
    denominator="all tokens of the marketplace in the period, unidentified models included",
    window="one week, from the Monday that is named",
    pool="the tokens that the named marketplace passed on",
    breaks=(
        "A model counts for the country of whoever made it, as the named source reads it; how it "
        "reads it changed with each new model.",
    ),
    limits=(
        "Customers who buy from a maker directly, as most large ones do, are not in it.",
        "Tokens of different tokenizers are not of the same size.",
        "Unidentified models are a share of their own and are never spread over the others.",
    ),
    blind_spots=(
        BlindSpot("Use that is bought from the maker itself, on which US makers lean more", "up"),
        BlindSpot("Use of open models on people's own machines", "unknown"),
        BlindSpot("Free and discounted models, which draw much traffic for a while", "unknown"),
    ),
    keys=("source", "period", "dimension", "group"),
    values={"token_share_pct": "%", "rank": "rank"},
    words={"dimension": ("origin", "weights")},
)

_KEYS = ["source", "period", "dimension"]
COLUMNS = [*_KEYS, "group", "token_share_pct", "rank"]
#: How an entity of a group begins, and which dimension that is.
DIMENSIONS = {"country": "origin", "region": "origin", "weights": "weights"}
UNMAPPED = "unmapped"


def derive(world: World) -> pd.DataFrame:
    """Derive the share of every group that a source told."""
    seen = world.panel.table("tokens")
    parts = seen["entity"].str.partition(":").reindex(columns=range(3))
    rows = pd.DataFrame(
        {
            "source": seen["source"],
            "period": seen["period"],
            "dimension": parts[0].map(DIMENSIONS),
            "group": parts[2],
            "token_share_pct": seen["token_share_pct"].astype("float64"),
        }
    ).dropna(subset=["dimension", "token_share_pct"])
    mapped = rows[rows["group"] != UNMAPPED]
    ranks = mapped.groupby(_KEYS)["token_share_pct"].rank(method="min", ascending=False)
    return rows.assign(rank=ranks).sort_values([*_KEYS, "group"], ignore_index=True)[COLUMNS]
