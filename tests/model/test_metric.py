"""A metric says everything about itself, or does not exist."""

from dataclasses import fields

import pytest

from builder import metrics
from builder.model.metric import BlindSpot, Metric
from builder.model.registry import plugins

WHOLE = {
    "id": "m", "title": "M", "question": "Q?", "unit": "u", "denominator": "d", "window": "w",
    "pool": "p", "breaks": ("b",), "limits": ("l",), "blind_spots": (BlindSpot("t", "up"),),
    "keys": ("period",), "values": {"share_pct": "%"},
}  # fmt: skip


def test_a_metric_that_says_everything_exists() -> None:
    assert Metric(**WHOLE).unit == "u"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [field.name for field in fields(Metric)])
def test_a_metric_that_leaves_anything_empty_is_refused_by_name(name: str) -> None:
    for nothing in ("", ()):
        with pytest.raises(ValueError, match=name):
            Metric(**{**WHOLE, name: nothing})  # type: ignore[arg-type]


def test_every_metric_is_called_as_its_file() -> None:
    found = plugins(metrics)
    assert {"share-of-downloads", "token-share"} <= set(found)
    assert all(module.METRIC.id == name for name, module in found.items())
