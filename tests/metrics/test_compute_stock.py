"""Compute stock: shares of all owners, sums over makers only where none is missing."""

import pandas as pd
import pytest

from builder.metrics.compute_stock import derive
from builder.model.panel import Panel, table_columns
from tests.metrics.chips import world_of_facts
from tests.metrics.pools import select

FIRST, SECOND = "2025-09-30", "2025-12-31"


def stock(*rows: tuple[str, str, tuple[float, float, float], str]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            ("lists", pd.Timestamp("2026-01-05"), pd.Timestamp(day), entity,
             *(10 * n for n in h100e),
             *h100e, status)
            for day, entity, h100e, status in rows
        ],
        columns=list(table_columns("stock")),
    )  # fmt: skip
    empty = Panel.empty()
    panel = Panel(empty.observations, empty.attributes, empty.ledger, {"stock": frame})
    return derive(world_of_facts(panel=panel))


WORLD = stock(
    (FIRST, "all/vega", (80, 100, 125), "estimated"),
    (FIRST, "china/vega", (8, 10, 12), "estimated"),
    (FIRST, "china/vega/v1", (8, 10, 12), "estimated"),
    (SECOND, "all/vega", (160, 200, 250), "estimated provisional"),
    (SECOND, "all/rho", (40, 50, 60), "estimated"),
    (SECOND, "china/vega", (16, 20, 24), "estimated provisional"),
    (SECOND, "china/rho", (4, 5, 6), "estimated"),
)


def test_a_share_is_of_all_owners_and_its_interval_divides_the_ends() -> None:
    (row,) = select(WORLD, period=FIRST, owner="china", maker="vega", chip="all").to_dict("records")
    assert row["h100e_p50"] == 10
    assert row["share_pct"] == 10
    assert row["share_low_pct"] == pytest.approx(100 * 8 / 125)
    assert row["share_high_pct"] == 15


def test_an_owner_is_summed_over_makers_and_so_are_the_ends() -> None:
    (row,) = select(WORLD, period=SECOND, owner="china", maker="all").to_dict("records")
    assert (row["h100e_p5"], row["h100e_p50"], row["h100e_p95"]) == (20, 25, 30)
    assert row["share_pct"] == 10
    assert row["provisional"]


def test_a_quarter_that_lacks_a_maker_has_no_sum() -> None:
    found = stock(
        (FIRST, "all/vega", (80, 100, 125), ""), (FIRST, "all/rho", (1, 2, 3), ""),
        (SECOND, "all/vega", (160, 200, 250), ""),
    )  # fmt: skip
    assert select(found, owner="all", maker="all")["period"].dt.strftime("%F").tolist() == [FIRST]


def test_all_owners_have_no_share_and_a_chip_without_a_whole_has_none_either() -> None:
    assert select(WORLD, owner="all")["share_pct"].isna().all()
    assert select(WORLD, chip="v1")["share_pct"].isna().all()


def test_nothing_observed_is_an_empty_frame() -> None:
    assert derive(world_of_facts()).empty
