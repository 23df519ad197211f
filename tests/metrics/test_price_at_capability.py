"""Price at equal capability: reckoned by hand on a few offers."""

from typing import Any

import pytest

from builder.metrics.price_at_capability import derive
from tests.metrics.pools import select
from tests.metrics.ratings import DRAGONS, EAGLES, Rated, world

MODELS = {
    f"models/{name.lower()}": f"name: {name}\nsource: shop\norganization: {owner}\n"
    f"released: {{on: {released}}}\n"
    for name, owner, released in (
        ("E1", "eagle", "2025-01-01"),
        ("E3", "eagle", "2026-01-01"),
        ("D2", "dragon", "2025-12-01"),
    )
}
PRICES = (
    ("eagle/e1", "2026-06-01", 4.0, 8.0),  # 5.00 for three read and one written
    ("eagle/e1", "2026-07-01", 1.0, 1.0),  # 1.00
    ("eagle/e3", "2026-06-01", 0.5, 2.5),  # 1.00
    ("dragon/d2", "2026-06-01", 0.2, 0.6),  # 0.30
    ("shop/nobody-knows-it", "2026-06-01", 0.0, 0.1),
)


def told(*more: tuple[str, str, float, float], level: float = 100.0) -> dict[str, list[Any]]:
    """Return day and price of every step of both countries, at one level."""
    known = world(*EAGLES, *DRAGONS, files=MODELS, prices=(*PRICES, *more))
    frame = select(derive(known), level=level)
    return {
        group: [(str(r.period.date()), round(r.usd_per_mtok, 4)) for r in own.itertuples()]
        for group, own in frame.groupby("group")
    }


def test_the_first_price_is_carried_back_to_the_release_and_a_cut_is_a_step() -> None:
    assert told() == {
        "us": [("2025-01-01", 5.0), ("2026-01-01", 1.0), ("2026-07-01", 1.0)],
        "cn": [("2025-12-01", 0.3), ("2026-07-01", 0.3)],
    }


def test_only_models_at_the_level_take_part() -> None:
    assert told(level=120.0) == {"us": [("2026-01-01", 1.0), ("2026-07-01", 1.0)]}


def test_a_price_that_rises_is_dearer_from_that_day_on() -> None:
    dearer = ("dragon/d2", "2026-08-01", 2.0, 2.0)
    assert told(dearer)["cn"] == [("2025-12-01", 0.3), ("2026-08-01", 2.0)]


def test_each_price_is_a_multiple_of_the_lowest_of_that_day() -> None:
    frame = derive(world(*EAGLES, *DRAGONS, files=MODELS, prices=PRICES))
    newest = frame[(frame["level"] == 100) & (frame["period"] == "2026-07-01")]
    assert newest.set_index("group")["times_cheapest"].to_dict() == pytest.approx(
        {"us": 1 / 0.3, "cn": 1}
    )
    assert newest.set_index("group")["models"].to_dict() == {"us": 2, "cn": 1}


def test_a_carried_price_says_so_and_for_which_day_it_was_told() -> None:
    frame = derive(world(*EAGLES, *DRAGONS, files=MODELS, prices=PRICES))
    first = select(frame, level=100.0, group="us").iloc[0]
    assert (first["carried"], str(first["priced_on"].date())) == (1, "2026-06-01")


def test_without_prices_or_boards_there_are_no_rows() -> None:
    assert derive(world(*EAGLES, files=MODELS)).empty
    assert derive(world(files=MODELS, prices=PRICES)).empty
    assert derive(world(Rated("X", "Stranger", 200), prices=PRICES)).empty
