"""Values are found when they are asked for, once each."""

import pytest

from builder.model.asked import WhenAsked


def test_a_value_is_found_when_it_is_first_asked_for_and_then_kept() -> None:
    asked: list[str] = []

    def find(name: str) -> int:
        asked.append(name)
        return len(name)

    sizes = WhenAsked(["a", "bbb"], find)
    assert list(sizes) == ["a", "bbb"]
    assert len(sizes) == 2
    assert "bbb" in sizes
    assert asked == ["bbb"]
    assert sizes["bbb"] == sizes["bbb"] == 3
    assert asked == ["bbb"]
    assert dict(sizes.items()) == {"a": 1, "bbb": 3}


def test_a_name_that_is_none_is_not_looked_for() -> None:
    sizes = WhenAsked(["a"], len)
    assert sizes.get("b") is None
    with pytest.raises(KeyError):
        sizes["b"]
