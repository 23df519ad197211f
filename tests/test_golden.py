"""The whole program as one pure function: a small world in, the accepted tree of pages out."""

import difflib
from collections.abc import Mapping

import pytest

from tests.golden_site import golden_tree, small_tree


@pytest.fixture(scope="module")
def small() -> Mapping[str, str]:
    """Give the site of the small world as it is drawn now."""
    return small_tree()


def test_the_small_world_gives_the_accepted_site(small: Mapping[str, str]) -> None:
    now, accepted = small, golden_tree()
    assert sorted(now) == sorted(accepted), "pages came or went; `make bless` accepts that"
    differences = [
        line
        for path in accepted
        for line in difflib.unified_diff(
            accepted[path].splitlines(), now[path].splitlines(), path, path, lineterm="", n=1
        )
    ]
    shown = "\n".join(line[:300] for line in differences[:60])
    assert not differences, f"the site changed; `make bless` accepts it if it is right:\n{shown}"


def test_the_same_world_gives_the_same_bytes_twice(small: Mapping[str, str]) -> None:
    assert small_tree() == small
