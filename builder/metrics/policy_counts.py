"""Policy counts: how many acts of which kind each side took in each year.

Frame, one row per year, country and type: source (always `catalog`), period (the first day of the
year), country (the actor's id), type (of act; `any` is all), acts (an act of two countries counts
for both), official (those that rest on an official text or a data set).
"""

import pandas as pd

from builder.metrics._world import World
from builder.model.entities import Event
from builder.model.fields import first_day
from builder.model.metric import BlindSpot, Metric

ANY = "any"

METRIC = Metric(
    id="policy-counts",
    title="Acts of policy by year and side",
    question="Who acts how often, and by which means?",
    unit="acts",
    denominator="none: a count of the acts that the catalog holds",
    window="a calendar year, by the day on which an act was announced",
    pool="the events of the catalog by states; those of companies are not counted",
    breaks=("None.",),
    limits=(
        "A count says nothing of weight: a list of 140 entities is one act, like a letter to one "
        "company.",
        "An act of two countries counts for both.",
        "Years are those of our evidence, which ends in early October 2026.",
    ),
    blind_spots=(
        BlindSpot(
            "Acts that people have not entered; the catalog leans on English sources", "down"
        ),
        BlindSpot("Instructions that were never published, more common in China", "down"),
    ),
    keys=("source", "period", "country", "type"),
    values={"acts": "acts"},
    words={"country": "countries"},
)
COLUMNS = {
    "source": "str", "period": "datetime64[s]", "country": "str", "type": "str", "acts": "int64",
    "official": "int64",
}  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Count the acts of every country in every year, of each type and of any."""
    rows = [
        (pd.Timestamp(first_day(event.on).replace(month=1, day=1)), country, kind, official)
        for event in world.catalog.events.values()
        if first_day(event.on) <= world.as_of
        for official in [_is_official(world, event)]
        for country in event.by
        for kind in (ANY, event.type)
    ]
    frame = pd.DataFrame(rows, columns=["period", "country", "type", "official"])
    counted = frame.groupby(["period", "country", "type"], as_index=False).agg(
        acts=("official", "size"), official=("official", "sum")
    )
    return counted.assign(source="catalog")[list(COLUMNS)].astype(COLUMNS)


def _is_official(world: World, event: Event) -> bool:
    return world.catalog.citation(event.source).evidence in ("official", "dataset")
