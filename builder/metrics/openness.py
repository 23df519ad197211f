"""Openness: under which classes of licences models are given away, by country, family and year.

Frame, one row per source, period, dimension, group and licence_class: source (`catalog`: the
catalogued models, in which closed ones count too; else a source's repositories on its newest day),
period, dimension (all, country, family, year of release), group, licence_class (permissive,
copyleft, restricted, territory-limited, non-commercial, closed, unknown), count (models or
repositories), of (all of the group), share_pct, known_share_pct (of those whose class is known;
NaN for unknown), downloads_30d (NaN for models).
"""

import numpy as np
import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._licences import (
    UNKNOWN,
    class_by_tag,
    class_of_model,
    class_of_tags,
    newest,
)
from builder.metrics._pool import newest_days
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="openness",
    title="Openness",
    question="Under which terms are models given away, and how does that differ by country?",
    unit="percent of a group's models, or of its repositories",
    denominator="the group's catalogued models (weights open, restricted or closed), or its "
    "repositories in the pool; those of unknown class stand among them as a class of their own",
    window="the catalog and the newest word of any source, as of the day that is named",
    pool="the models of the catalog; for repositories, what the named source observed on its "
    "newest day",
    breaks=("The pool changes with the source.",),
    limits=(
        "The class is our reading of a licence's text, and stands in the catalog: permissive or "
        "copyleft, any use; restricted, limits on use or on large users; territory-limited, not "
        "everywhere; non-commercial, no business use; closed, no weights to have.",
        "Of several tags the tightest counts.",
        "The Hub's tag “other” says nothing about the terms, and counts as unknown.",
        "A licence speaks of weights. Data and code of training are mostly not given away at all.",
    ),
    blind_spots=(
        BlindSpot("Custom licences behind the tag “other”, mostly tighter than they look", "up"),
        BlindSpot("Closed models that nobody catalogued", "up"),
        BlindSpot("Terms beside the licence, as of a gate before the download", "up"),
    ),
    keys=("source", "period", "dimension", "group", "licence_class"),
    values={
        "share_pct": "%",
        "known_share_pct": "%",
        "count": "models or repositories",
        "of": "models or repositories",
        "downloads_30d": "downloads",
    },
    words={"dimension": ("all", "country", "family", "year")},
)

CATALOG = "catalog"
_GROUP = ["source", "period", "dimension", "group"]
COLUMNS = [
    *_GROUP, "licence_class", "count", "of", "share_pct", "known_share_pct", "downloads_30d",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the classes of models and of repositories."""
    each = pd.concat([_models(world), _repositories(world)], ignore_index=True)
    cells = each.groupby([*_GROUP, "licence_class"], as_index=False).agg(
        count=("licence_class", "size"), downloads_30d=("downloads_30d", _sum)
    )
    groups = cells.groupby(_GROUP)["count"]
    known = cells["licence_class"] != UNKNOWN
    of_known = cells["count"].where(known, 0).groupby([cells[name] for name in _GROUP])
    classed = of_known.transform("sum")
    frame = cells.assign(
        of=groups.transform("sum"),
        share_pct=100 * cells["count"] / groups.transform("sum"),
        known_share_pct=(100 * cells["count"] / classed.where(classed > 0)).where(known),
    )
    return frame[COLUMNS].sort_values(COLUMNS[:5], ignore_index=True)


def _sum(values: "pd.Series[float]") -> float:
    return float(values.sum(min_count=1))


def _models(world: World) -> pd.DataFrame:
    """Return each catalogued model once per dimension."""
    catalog = world.catalog
    rows = []
    for model in catalog.models.values():
        maker = catalog.organizations.get(model.organization)
        groups = {
            "all": "all",
            "country": maker.country if maker else UNMAPPED,
            "family": model.family or UNMAPPED,
            "year": str(model.released.on)[:4] if model.released else UNKNOWN,
        }
        found = class_of_model(model, catalog)
        rows += [(dimension, group, found) for dimension, group in groups.items()]
    frame = pd.DataFrame(rows, columns=["dimension", "group", "licence_class"], dtype="str")
    day = pd.Timestamp(world.as_of).as_unit("us")
    return frame.assign(source=CATALOG, period=day, downloads_30d=np.nan)


def _repositories(world: World) -> pd.DataFrame:
    """Return each repository of a source's newest day once per dimension."""
    pool = world.pool
    rows = pool.rows[newest_days(pool)]
    own = pool.repositories.take(rows["repository"].to_numpy()).reset_index(drop=True)
    days = pool.days.take(rows["day"].to_numpy()).reset_index(drop=True)
    classes, known = class_by_tag(world.catalog), newest(world.panel.attributes, "licence")
    told = [class_of_tags(known.get(name.lower(), ""), classes) for name in own["repository"]]
    each = days.assign(
        licence_class=pd.Series(told, dtype="str"),
        downloads_30d=rows["downloads_30d"].to_numpy(),
    )
    own["all"] = "all"
    return pd.concat(
        [
            each.assign(dimension=dimension, group=own[dimension])
            for dimension in ("all", "country", "family")
        ],
        ignore_index=True,
    )
