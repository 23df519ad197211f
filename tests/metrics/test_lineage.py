"""Who builds on whom: reckoned by hand, owners' own versions left out."""

from dataclasses import replace

import pandas as pd
import pytest

from builder.metrics.lineage import COLUMNS, derive
from builder.model.panel import table_columns
from tests.metrics.pools import FIRST, Row, select, world_with

#: Strangers make two of Alpha's; beta makes one of Alpha's and one of its own; one declares none.
WORLD: list[Row] = [
    (FIRST, "Alpha/Ava-1", 100), (FIRST, "stranger/A", 10), (FIRST, "stranger/B", 5),
    (FIRST, "beta/Ava-Tuned", 50), (FIRST, "beta/Bor-1", 7), (FIRST, "beta/Bor-2", 3),
    (FIRST, "stranger/Thing", 1),
]  # fmt: skip
BASES = {"stranger/A": "Alpha/Ava-1", "stranger/B": "stranger/A", "beta/Ava-Tuned": "Alpha/Ava-1",
         "beta/Bor-2": "beta/Bor-1"}  # fmt: skip


def test_a_cell_counts_what_one_country_makes_of_another_s_models() -> None:
    frame = select(derive(world_with(WORLD, (), BASES)), dimension="country")
    assert list(frame.columns) == COLUMNS
    cells = {(row.base, row.group): row for row in frame.itertuples()}
    assert set(cells) == {("aa", "unmapped"), ("aa", "bb")}
    strangers, beta = cells[("aa", "unmapped")], cells[("aa", "bb")]
    assert (strangers.repositories, strangers.downloads_30d, strangers.share_pct) == (2, 15, 100)
    assert (strangers.group_repositories, strangers.undeclared_repositories) == (3, 1)
    assert strangers.undeclared_pct == pytest.approx(100 / 3)
    assert (beta.repositories, beta.same_owner_repositories, beta.group_repositories) == (1, 1, 3)


def test_families_have_a_matrix_of_their_own() -> None:
    frame = select(derive(world_with(WORLD, (), BASES)), dimension="family")
    pairs = zip(frame["base"], frame["group"], frame["repositories"], strict=True)
    assert set(pairs) == {("ava", "unmapped", 3)}


def test_the_census_tells_the_same_of_the_whole_hub() -> None:
    rows = [("built-on:us>cn", 30), ("built-on:fr>cn", 10), ("built-on:undeclared", 600),
            ("built-on:same-owner", 40), ("all:hub", 1000), ("country:cn", 99)]  # fmt: skip
    day = pd.Timestamp(FIRST)
    census = pd.DataFrame(
        [("hub-census", day, day, entity, count, 5 * count, None, "") for entity, count in rows],
        columns=list(table_columns("census")),
    ).astype({"repositories": "float64", "downloads_all_time": "float64"})
    world = world_with([])
    frame = derive(replace(world, panel=replace(world.panel, others={"census": census})))
    assert frame[["base", "group", "repositories", "share_pct"]].to_numpy().tolist() == [
        ["fr", "cn", 10, 25], ["us", "cn", 30, 75]
    ]  # fmt: skip
    assert set(frame["undeclared_pct"]) == {60}


def test_nothing_declared_gives_no_cell() -> None:
    frame = derive(world_with([(FIRST, "Alpha/Ava-1", 3)]))
    assert frame.empty
    assert list(frame.columns) == COLUMNS
