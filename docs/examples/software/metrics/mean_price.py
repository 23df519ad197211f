"""Mean price: what a million tokens cost on average, over all models that a source prices.

Frame, one row per source and period: source, period, mean_usd (US dollars a million tokens).
"""

import pandas as pd

from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="mean-price",
    title="Mean price",
    question="What does a token cost?",
    unit="US dollars a million input tokens",
    denominator="all models that the source prices on that day",
    window="the day of the price",
    pool="the models in the list of the named source",
    breaks=("None: the list has one form for all days.",),
    limits=("A model nobody uses counts as much as one that everybody uses.",),
    blind_spots=(BlindSpot("Discounts that are not in a list", "down"),),
    keys=("source", "period"),
    values={"mean_usd": "USD"},
)


def derive(world: World) -> pd.DataFrame:
    """Derive the mean of every source and day; it never sees what was learned later."""
    seen = world.panel.table("prices")
    means = seen.groupby(["source", "period"], sort=True)["input_usd_per_mtok"].mean()
    return means.rename("mean_usd").astype("float64").reset_index()
