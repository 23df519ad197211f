"""Lineage: who builds on whose models, by country and by family.

Frame, one row per source, period, dimension, base and group, for each source's newest period and
the last one of every month before: source, period, dimension (country, family), base (who made the
model), group (who publishes what is made of it), repositories, downloads_30d, share_pct (of the
repositories of `group` that are made of another publisher's model), then of all repositories of
`group` in the pool: group_repositories, same_owner_repositories (made of its own models, left
out), undeclared_repositories (that declare no base) and undeclared_pct. From the census
`undeclared_pct` and the like are those of the whole Hub, for it tells no others.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._pool import Pool, month_ends
from builder.metrics._world import World
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="lineage",
    title="Who builds on whom",
    question="Whose models do others take as the base of their own?",
    unit="repositories, and percent of those a group makes of other publishers' models",
    denominator="the group's repositories in the pool that descend from another publisher's model",
    window="the repositories of the day that is named; downloads are those of 30 days before it",
    pool="the repositories that the named source observed on that day; the newest day of each "
    "source, and the last one of every month before",
    breaks=(
        "The pool changes with the source.",
        "The census counts a repository for every country from which it declares a direct base of "
        "another publisher; pools follow each chain to its end and count every repository once.",
    ),
    limits=(
        "A repository counts for who made the model at the end of its chain of declared bases. A "
        "merge of models of several groups counts once, as “several”.",
        "Versions that a publisher makes of its own model are left out, and counted beside.",
        "A circle of declarations leads nowhere: its repositories count as declaring no base.",
        "Most of what is made of a model is a copy in fewer bits, not a new model.",
    ),
    blind_spots=(
        BlindSpot("Derivatives whose base nobody declared", "down"),
        BlindSpot("Repositories below the pool's threshold: most derivatives are small", "down"),
        BlindSpot("Models distilled from the answers of another, which declare no base", "down"),
    ),
    keys=("source", "period", "dimension", "base", "group"),
    values={
        "repositories": "repositories",
        "downloads_30d": "downloads",
        "share_pct": "%",
        "group_repositories": "repositories",
        "same_owner_repositories": "repositories",
        "undeclared_repositories": "repositories",
        "undeclared_pct": "%",
    },
    words={"dimension": ("country", "family")},
)

DIMENSIONS = ("country", "family")
_PAIR = r"built-on:([^>]+)>(.+)"
COLUMNS = [
    "source", "period", "dimension", "base", "group", "repositories", "downloads_30d", "share_pct",
    "group_repositories", "same_owner_repositories", "undeclared_repositories", "undeclared_pct",
]  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive who builds on whom, in every pool and in the census."""
    frames = [_in_pool(world.pool, dimension) for dimension in DIMENSIONS]
    frame = pd.concat([*frames, _in_census(world.panel.table("census"))], ignore_index=True)
    return frame[COLUMNS].sort_values(COLUMNS[:5], ignore_index=True)


def _in_pool(pool: Pool, dimension: str) -> pd.DataFrame:
    rows = pool.rows[month_ends(pool)]
    told = pool.repositories[[dimension, f"origin_{dimension}", "declares", "derivative"]]
    own = told.take(rows["repository"].to_numpy()).reset_index(drop=True)
    frame = own.set_axis(["group", "base", "declares", "derivative"], axis=1).assign(
        day=rows["day"].to_numpy(), downloads_30d=rows["downloads_30d"].to_numpy()
    )
    cells = frame[frame["derivative"]].groupby(["day", "base", "group"], as_index=False)
    pairs = cells.agg(repositories=("base", "size"), downloads_30d=("downloads_30d", "sum"))
    made = pairs.groupby(["day", "group"])["repositories"].transform("sum")
    pairs = pairs.assign(share_pct=100 * pairs["repositories"] / made, dimension=dimension)
    pairs = pairs.merge(_beside(frame), on=["day", "group"], how="left")
    days = pool.days.take(pairs["day"].to_numpy(dtype="int64")).reset_index(drop=True)
    return pd.concat([days, pairs.drop(columns="day")], axis=1)


def _beside(frame: pd.DataFrame) -> pd.DataFrame:
    """Return, by day and group, how many repositories it has, and how many declare no base."""
    kinds = frame.assign(
        same_owner=frame["declares"] & ~frame["derivative"], undeclared=~frame["declares"]
    )
    beside = kinds.groupby(["day", "group"], as_index=False).agg(
        group_repositories=("base", "size"),
        same_owner_repositories=("same_owner", "sum"),
        undeclared_repositories=("undeclared", "sum"),
    )
    share = 100 * beside["undeclared_repositories"] / beside["group_repositories"]
    return beside.assign(undeclared_pct=share)


def _in_census(census: pd.DataFrame) -> pd.DataFrame:
    pairs = census.join(census["entity"].str.extract(_PAIR).set_axis(["base", "group"], axis=1))
    pairs = pairs.dropna(subset=["base"])
    keys = ["source", "period"]
    made = pairs.groupby([*keys, "group"])["repositories"].transform("sum")
    frame = pairs.assign(dimension="country", share_pct=100 * pairs["repositories"] / made)
    whole = census.pivot(index=keys, columns="entity", values="repositories").reindex(
        columns=["all:hub", "built-on:same-owner", "built-on:undeclared"]
    )
    beside = whole.set_axis(
        ["group_repositories", "same_owner_repositories", "undeclared_repositories"], axis=1
    )
    beside["undeclared_pct"] = _percent(
        beside["undeclared_repositories"].to_numpy(), beside["group_repositories"].to_numpy()
    )
    return frame.merge(beside.reset_index(), on=keys, how="left")


def _percent(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> list[float]:
    return list(100 * part / np.where(whole > 0, whole, np.nan))
