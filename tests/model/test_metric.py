"""A metric says everything about itself, or does not exist."""

from dataclasses import MISSING, fields

import pandas as pd
import pytest

from builder import metrics
from builder.model.metric import BlindSpot, Derived, Metric
from builder.model.registry import plugins

WHOLE = {
    "id": "m", "title": "M", "question": "Q?", "unit": "u", "denominator": "d", "window": "w",
    "pool": "p", "breaks": ("b",), "limits": ("l",), "blind_spots": (BlindSpot("t", "up"),),
    "keys": ("period",), "values": {"share_pct": "%"},
}  # fmt: skip


#: What a metric need not say.
OPTIONAL = {
    one.name
    for one in fields(Metric)
    if one.default is not MISSING or one.default_factory is not MISSING
}


def test_a_metric_that_says_everything_exists() -> None:
    assert Metric(**WHOLE).unit == "u"  # type: ignore[arg-type]
    assert {"words"} == OPTIONAL


@pytest.mark.parametrize("name", [one.name for one in fields(Metric) if one.name not in OPTIONAL])
def test_a_metric_that_leaves_anything_empty_is_refused_by_name(name: str) -> None:
    for nothing in ("", ()):
        with pytest.raises(ValueError, match=name):
            Metric(**{**WHOLE, name: nothing})  # type: ignore[arg-type]


def test_every_metric_is_called_as_its_file() -> None:
    found = plugins(metrics)
    assert {"share-of-downloads", "token-share"} <= set(found)
    assert all(module.METRIC.id == name for name, module in found.items())


def test_the_rows_of_a_group_are_found_by_what_their_columns_read_as() -> None:
    frame = pd.DataFrame(
        {"a": ["x", "y", "x", None], "b": [1, 1, 2, 1], "v": [0.0, 1.0, 2.0, 3.0]},
        index=[7, 3, 5, 9],
    )
    derived = Derived(Metric(**WHOLE), frame)  # type: ignore[arg-type]
    wanted: list[tuple[dict[str, str], list[float]]] = [
        ({"a": "x"}, [0.0, 2.0]),
        ({"b": "1"}, [0.0, 1.0, 3.0]),
        ({"b": "1", "a": "x"}, [0.0]),
        ({"a": "z"}, []),
        ({}, [0.0, 1.0, 2.0, 3.0]),
    ]
    for keys, values in wanted:
        assert derived.rows_with(keys)["v"].tolist() == values
        assert frame["v"].take(derived.places_with(keys)).tolist() == values
    changed = Derived(derived.metric, frame.assign(a="x"))
    assert changed.rows_with({"a": "x"})["v"].tolist() == [0.0, 1.0, 2.0, 3.0], (
        "an index of its own"
    )
