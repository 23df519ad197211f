"""Coverage: of how many entities a field is known, and of how many it is not, by country.

Frame, one row per source, period, group and field: source (`catalog`: the catalogued models; else
a source's repositories on its newest day), period, group (country, `unmapped`, or `all`), field
(what may be known of each), known, of, null_pct (percent of which it is not known).
"""

import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._licences import UNKNOWN, class_by_tag, class_of_tags, newest
from builder.metrics._pool import newest_days
from builder.metrics._world import World
from builder.model.entities import Model
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="coverage",
    title="What is not known",
    question="Of how many models and repositories do we not know what we would need to know?",
    unit="percent of the entities of which a field is not known",
    denominator="the country's catalogued models, or its repositories in the pool",
    window="the catalog, and the newest word of any source, as of the day that is named",
    pool="the models of the catalog; for repositories, what the named source observed on its "
    "newest day",
    breaks=("The pool changes with the source.",),
    limits=(
        "Not known means that no source told us; it does not mean that nobody knows.",
        "A base model that is not declared may not exist: an original has none.",
        "What a source does not ask about is not known of any of its repositories, unless another "
        "source told it.",
    ),
    blind_spots=(
        BlindSpot("Entities that are in no catalog and in no pool, of which nothing is known",
                  "down"),
        BlindSpot("Fields that are known and wrong", "down"),
    ),
    keys=("source", "period", "group", "field"),
    values={"null_pct": "%", "known": "entities", "of": "entities"},
)  # fmt: skip

CATALOG, ALL = "catalog", "all"
MODEL_FIELDS = ("released", "parameters", "licence", "weights", "context", "base", "prices")
ATTRIBUTES = {
    "created": "created", "pipeline_tag": "pipeline", "parameters": "parameters",
    "base_models": "base",
}  # fmt: skip
REPOSITORY_FIELDS = ("downloads_30d", "downloads_all_time", "country", "family", "licence",
                     *ATTRIBUTES.values())  # fmt: skip
_KEYS = ["source", "period", "group", "field"]
COLUMNS = [*_KEYS, "known", "of", "null_pct"]


def derive(world: World) -> pd.DataFrame:
    """Derive what is known of models and repositories."""
    each = pd.concat([_of_models(world), _of_repositories(world)], ignore_index=True)
    long = each.melt(["source", "period", "group"], var_name="field", value_name="known")
    long = long.dropna(subset="known").astype({"known": "float64"})
    both = pd.concat([long, long.assign(group=ALL)])
    frame = both.groupby(_KEYS, as_index=False)["known"].agg(["sum", "size"])
    frame = frame.rename(columns={"sum": "known", "size": "of"})
    frame["null_pct"] = 100 * (1 - frame["known"] / frame["of"])
    return frame[COLUMNS].sort_values(_KEYS, ignore_index=True)


def _of_models(world: World) -> pd.DataFrame:
    rows = [
        (_country(world, model), *(bool(getattr(model, name)) for name in MODEL_FIELDS))
        for model in world.catalog.models.values()
    ]
    frame = pd.DataFrame(rows, columns=["group", *MODEL_FIELDS])
    return frame.assign(source=CATALOG, period=pd.Timestamp(world.as_of).as_unit("us"))


def _country(world: World, model: Model) -> str:
    maker = world.catalog.organizations.get(model.organization)
    return maker.country if maker else UNMAPPED


def _of_repositories(world: World) -> pd.DataFrame:
    rows = world.pool.rows[newest_days(world.pool)]
    own = world.pool.repositories.take(rows["repository"].to_numpy()).reset_index(drop=True)
    days = world.pool.days.take(rows["day"].to_numpy()).reset_index(drop=True)
    told = {
        field: own["repository"].str.lower().isin(newest(world.panel.attributes, attribute).keys())
        for attribute, field in ATTRIBUTES.items()
    }
    tags, classes = newest(world.panel.attributes, "licence"), class_by_tag(world.catalog)
    return days.assign(
        group=own["country"],
        downloads_30d=rows["downloads_30d"].notna().to_numpy(),
        downloads_all_time=rows["downloads_all_time"].notna().to_numpy(),
        country=own["country"] != UNMAPPED,
        family=own["family"] != UNMAPPED,
        licence=[
            class_of_tags(tags.get(name.lower(), ""), classes) != UNKNOWN
            for name in own["repository"]
        ],
        **told,
    )
