"""What is not known, counted: of models and of repositories, by country."""

import pytest

from builder.metrics.coverage import CATALOG, COLUMNS, derive
from tests.metrics.facts import licensed, world_of_licences
from tests.metrics.pools import FIRST, select, world_with


def test_of_how_many_models_of_a_country_a_field_is_not_known() -> None:
    world = world_of_licences(
        models={"a-1": ("alpha", "free", "open"), "a-2": ("alpha", None, None),
                "b-1": ("beta", None, "closed")},
    )  # fmt: skip
    frame = derive(world)
    assert list(frame.columns) == COLUMNS
    (own,) = select(frame, source=CATALOG, group="aa", field="licence").to_dict("records")
    assert (own["known"], own["of"], own["null_pct"]) == (1, 2, 50)
    (every,) = select(frame, source=CATALOG, group="all", field="weights").to_dict("records")
    assert (every["known"], every["of"]) == (2, 3)
    assert every["null_pct"] == pytest.approx(100 / 3)


def test_of_how_many_repositories_a_word_is_missing() -> None:
    frame = derive(world_of_licences(tags=[licensed("Alpha/Ava-1", "free")]))
    rows = select(frame, source="hugging-face", group="all").set_index("field")["null_pct"]
    assert rows["licence"] == 50
    assert rows["base"] == 100
    assert rows["downloads_30d"] == 0
    assert "released" not in rows


def test_a_publisher_of_nowhere_is_a_gap_of_the_field_country() -> None:
    frame = derive(world_with([(FIRST, "Alpha/Ava-1", 1), (FIRST, "stranger/Thing", None)]))
    rows = select(frame, source="hugging-face", group="all").set_index("field")["null_pct"]
    assert (rows["country"], rows["downloads_30d"]) == (50, 50)
