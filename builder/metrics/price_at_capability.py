"""Price at equal capability: the cheapest token of a model that stands at least at a level.

Frame, one row per benchmark, level, country and day on which the cheapest changed, and one for the
newest price of all: source (of the price), period (the day), benchmark, level, group (a country),
usd_per_mtok (three tokens read for one written), input_usd, output_usd, entity (`seller/model` as
the source names it), model (catalog id), rating (on the benchmark's newest board), rated_on (that
board's day), priced_on (the day for which the source tells the price), carried (1 where that day
is later than `period`: the price was carried back to the model's release), models (priced models
of the country at that level, released by then), times_cheapest (its price as a multiple of the
lowest of all countries on that day).
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from builder.metrics._groups import UNMAPPED
from builder.metrics._world import World
from builder.model.catalog import Catalog
from builder.model.fields import first_day
from builder.model.metric import BlindSpot, Metric
from builder.model.naming import Names

#: Tokens read for one that is written.
READ_PER_WRITTEN = 3

METRIC = Metric(
    id="price-at-capability",
    title="Price at equal capability",
    question="What does a token cost from a model that is at least so good, by country?",
    unit=f"US dollars a million tokens, {READ_PER_WRITTEN} read for one written",
    denominator="the priced models of the country that stand at least at the level on the "
    "benchmark's newest board",
    window="from a model's release on; a price holds until its source tells another",
    pool="list prices of the sources we hold, of models that the catalog knows",
    breaks=("A level is fixed on one board; no rating of another board or pull takes part.",),
    limits=(
        "Sources tell a price for the day on which they were read, seldom since when it holds. A "
        "model's first known price is carried back to its release and marked so; one that was cut "
        "in between makes the past look cheaper than it was.",
        "A model counts for the country of its maker, whoever sells it.",
        "Where two sources tell different prices for the same model, the lower counts.",
        "A level is sharp: a model a tenth of a point below it takes no part.",
        "List prices, without discounts for repeated or delayed questions, free tiers and tax; of "
        "prices that rise with the length of a question, the lowest.",
    ),
    blind_spots=(
        BlindSpot("How many tokens a model needs for an answer: some write far more", "down"),
        BlindSpot("Prices before July 2026 that changed since, of most makers", "down"),
        BlindSpot("Rated models of which no source that we hold tells a price", "up"),
        BlindSpot("Open models that buyers run themselves", "up"),
    ),
    keys=("source", "period", "benchmark", "level", "group"),
    values={"usd_per_mtok": "US dollars a million tokens", "models": "models"},
    words={"benchmark": "benchmarks"},
)

COLUMNS = [
    "source", "period", "benchmark", "level", "group", "usd_per_mtok", "input_usd", "output_usd",
    "entity", "model", "rating", "rated_on", "priced_on", "carried", "models", "times_cheapest",
]  # fmt: skip
_KEYS = ["benchmark", "level", "group"]


def derive(world: World) -> pd.DataFrame:
    """Derive, per level and country, the days on which the cheapest token became another."""
    offers = _offers(world)
    rated = _rated(world.boards, world.catalog)
    priced = offers.merge(rated, on="model")
    found = [_cheapest(own, offers["priced_on"].max()) for _, own in priced.groupby(_KEYS)]
    if not found:
        kinds = dict.fromkeys(("period", "rated_on", "priced_on"), "datetime64[s]")
        return pd.DataFrame({name: [] for name in COLUMNS}).astype(kinds)
    frame = _compared(pd.concat(found, ignore_index=True))
    return frame[COLUMNS].sort_values([*_KEYS, "period"], ignore_index=True)


def _rated(boards: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Return which catalogued model stands at least at which level on a newest board."""
    levels = pd.DataFrame(
        [(one.id, level.at) for one in catalog.benchmarks.values() for level in one.levels],
        columns=["benchmark", "level"],
    ).astype({"benchmark": "str", "level": "float64"})
    newest = boards["period"] == boards.groupby("benchmark")["period"].transform("max")
    best = boards[newest & boards["counts"] & boards["model"].notna()]
    best = best.drop_duplicates(["benchmark", "model"]).merge(levels, on="benchmark")
    better = {one.id: one.better == "higher" for one in catalog.benchmarks.values()}
    sign = best["benchmark"].map(better).map({True: 1.0, False: -1.0}).astype("float64")
    stands = best["score"] >= sign * best["level"]
    best = best[stands & (best["country"] != UNMAPPED)].rename(columns={"country": "group"})
    return best.assign(rated_on=best["period"])[[*_KEYS, "model", "rating", "rated_on"]]


def _offers(world: World) -> pd.DataFrame:
    """Return every price of a known model: columns source, entity, model, usd_per_mtok and so on.

    `period` is the day from which it counts: its own, or, for the first price of an offer, the
    release of the model if that is earlier (`carried`).
    """
    names = Names(world.catalog)
    told = world.panel.table("prices").sort_values(["source", "entity", "period"])
    means = {name: names.model(name) for name in told["entity"].unique()}
    models = {name: model.id for name, model in means.items() if model}
    released = {
        name: pd.Timestamp(first_day(model.released.on))
        for name, model in means.items()
        if model and model.released
    }
    told = told[told["entity"].isin(list(models))]
    first = ~told.duplicated(["source", "entity"])
    since = pd.to_datetime(told["entity"].map(released)).astype("datetime64[s]")
    carried = first & (since < told["period"])
    read, written = told["input_usd_per_mtok"], told["output_usd_per_mtok"]
    blend = (READ_PER_WRITTEN * read + written) / (READ_PER_WRITTEN + 1)
    offers: pd.DataFrame = told.assign(
        model=told["entity"].map(models).astype("str"),
        priced_on=told["period"],
        period=told["period"].mask(carried, since),
        carried=carried.astype("float64"),
        usd_per_mtok=blend,
        input_usd=read,
        output_usd=written,
    )
    return offers[blend.notna()]


def _cheapest(own: pd.DataFrame, newest: pd.Timestamp) -> pd.DataFrame:
    """Return the cheapest offer of one level and country, on each day on which it changed."""
    order = ["usd_per_mtok", "priced_on", "source", "entity"]
    own = own.sort_values(["period", *order]).reset_index(drop=True)
    lanes = own.groupby(["source", "entity"]).ngroup()
    held = pd.Series(own.index, own.index).groupby([own["period"], lanes]).last().unstack()
    held = held.reindex(held.index.union([newest])).ffill()
    prices = own["usd_per_mtok"].to_numpy()
    known = held.notna().to_numpy()
    at = held.fillna(0).to_numpy().astype(np.int64)
    costs = np.where(known, prices[at], np.inf)
    pick = at[np.arange(len(at)), costs.argmin(axis=1)]
    models = _distinct(own["model"].to_numpy(), at, known)
    days = own.iloc[pick].assign(period=held.index, models=models).reset_index(drop=True)
    price = days["usd_per_mtok"]
    # Another offer at the same price is no change of the price.
    changed: pd.DataFrame = days[(price != price.shift()) | (days["period"] == newest)]
    return changed


def _distinct(
    models: npt.NDArray[np.object_], at: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]
) -> list[int]:
    """Return how many models are on offer on each day."""
    return [len(set(models[row[there]])) for row, there in zip(at, known, strict=True)]


def _compared(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with each price as a multiple of the lowest of all countries that day."""
    by_day = frame.pivot(
        index=["benchmark", "level", "period"], columns="group", values="usd_per_mtok"
    ).sort_index()
    lowest = by_day.groupby(level=["benchmark", "level"]).ffill().min(axis=1).rename("lowest")
    frame = frame.merge(lowest.reset_index(), on=["benchmark", "level", "period"])
    return frame.assign(times_cheapest=frame["usd_per_mtok"] / frame["lowest"])
