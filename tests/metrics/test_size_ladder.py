"""Size ladders: downloads and ratings of a family by the size of its models."""

from dataclasses import replace

import pandas as pd

from builder.metrics.size_ladder import COLUMNS, derive
from builder.model.panel import table_columns
from tests.metrics.pools import FIRST, SECOND, select, world_with


def test_a_model_has_its_size_its_downloads_and_the_newest_rating_by_votes() -> None:
    rows = [("arena-old", FIRST, "ava-1", 1200.0), ("arena-new", SECOND, "Alpha/Ava-1", 1210.0),
            ("index", SECOND, "ava-1", 120.0)]  # fmt: skip
    ratings = pd.DataFrame(
        [(source, pd.Timestamp(day), pd.Timestamp(day), name, rating, None, None, None, "")
         for source, day, name, rating in rows],
        columns=list(table_columns("ratings")),
    )  # fmt: skip
    world = world_with([(FIRST, "Alpha/Ava-1", 1), (SECOND, "Alpha/Ava-1", 30),
                        (SECOND, "Alpha/Ava-2", 10), (SECOND, "stranger/Thing", 5)])  # fmt: skip
    frame = derive(replace(world, panel=replace(world.panel, others={"ratings": ratings})))
    assert list(frame.columns) == COLUMNS
    sized = {
        model.id for model in world.catalog.models.values() if model.parameters and
        any(name.startswith("Alpha/") for name in model.repositories)
    }  # fmt: skip
    assert set(frame["model"]) == sized
    assert set(frame["period"].dt.strftime("%Y-%m-%d")) == {SECOND}
    (ava,) = select(frame, model="ava-1").to_dict("records")
    assert (ava["downloads_30d"], ava["rating"], ava["rating_source"]) == (30, 1210, "arena-new")
    assert frame["family_share_pct"].sum() == 100
