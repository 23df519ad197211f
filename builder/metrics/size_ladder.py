"""Size ladder: how a family's downloads and ratings spread over the sizes of its models.

Frame, one row per source, period and model, for each source's newest period: source, period,
family (`unmapped` where a model has none), model, parameters_b (billions, all of them),
repositories, downloads_30d (of the model's repositories in the pool), family_share_pct (of the
downloads of the family's sized models), rating (the newest by votes of people; NaN where it has
none) and rating_source.
"""

import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._pool import newest_days
from builder.metrics._world import World
from builder.model.catalog import Catalog
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="size-ladder",
    title="Size ladder",
    question="Which sizes of a family are downloaded, and which are rated highly?",
    unit="downloads of 30 days by billions of parameters",
    denominator="the 30-day downloads of the family's catalogued models whose size is known",
    window="the Hub's rolling counter of the last 30 days, read on the day that is named",
    pool="the repositories of catalogued models that the named source observed on its newest day",
    breaks=("The pool changes with the source.",),
    limits=(
        "All parameters count, not only those that are used for one token.",
        "A model's copies in fewer bits count with it only where they are its own repositories.",
        "Ratings are those by votes of people, each from the newest pull that holds the model; two "
        "pulls of different times differ by a few points for the same model.",
        "A rating is joined by the exact name, alias or repository that the benchmark gives; most "
        "ratings have no model here, and most models have none.",
    ),
    blind_spots=(
        BlindSpot("Models whose size nobody published, as most closed ones", "unknown"),
        BlindSpot("Sizes below the pool's threshold of downloads", "down"),
    ),
    keys=("source", "period", "family", "model"),
    values={
        "parameters_b": "billions",
        "downloads_30d": "downloads",
        "repositories": "repositories",
        "family_share_pct": "%",
        "rating": "points",
    },
    words={"model": "models"},
)

#: Sources of ratings by votes of people begin so.
ARENA = "arena"
COLUMNS = [
    "source", "period", "family", "model", "parameters_b", "repositories", "downloads_30d",
    "family_share_pct", "rating", "rating_source",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the ladder of every family."""
    pool, catalog = world.pool, world.catalog
    rows = pool.rows[newest_days(pool)]
    names = pool.repositories["repository"].take(rows["repository"].to_numpy())
    models = [catalog.model_by_repository.get(name.lower()) for name in names]
    days = pool.days.take(rows["day"].to_numpy()).reset_index(drop=True)
    each = days.assign(
        family=pd.Series([m.family or UNMAPPED if m else None for m in models], dtype="str"),
        model=pd.Series([m.id if m else None for m in models], dtype="str"),
        parameters_b=pd.Series(
            [m.parameters.total_b if m and m.parameters else None for m in models], dtype="float64"
        ),
        downloads_30d=rows["downloads_30d"].to_numpy(),
    )
    keys = ["source", "period", "family", "model", "parameters_b"]
    sized = each.dropna(subset=["parameters_b", "downloads_30d"])
    frame = sized.groupby(keys, as_index=False).agg(
        repositories=("model", "size"), downloads_30d=("downloads_30d", "sum")
    )
    whole = frame.groupby(keys[:3])["downloads_30d"].transform("sum")
    frame["family_share_pct"] = 100 * frame["downloads_30d"] / whole.where(whole > 0)
    rated = _ratings(world.panel.table("ratings"), catalog)
    frame = frame.merge(rated, on="model", how="left")
    order = ["source", "period", "family", "parameters_b", "model"]
    return frame[COLUMNS].sort_values(order, ignore_index=True)


def _ratings(ratings: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Return the newest rating by votes of each catalogued model, and which source told it.

    Only an arena counts votes: an index of many benchmarks is another scale.
    """
    names = {
        name.lower(): model.id
        for model in catalog.models.values()
        for name in (model.id, model.name, *model.aliases, *model.repositories)
    }
    ratings = ratings[ratings["source"].str.startswith(ARENA)]
    named = ratings["entity"].str.lower().map(names)
    told = ratings.assign(model=named, rating_source=ratings["source"]).dropna(
        subset=["model", "rating"]
    )
    told = told.sort_values(["period", "source"], kind="stable").drop_duplicates(
        "model", keep="last"
    )
    return told[["model", "rating", "rating_source"]].astype(
        {"model": "str", "rating": "float64", "rating_source": "str"}
    )
