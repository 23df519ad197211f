"""The whole program as one pure function: a small world in, the accepted tree of pages out."""

import difflib

from tests.golden_site import golden_tree, small_tree


def test_the_small_world_gives_the_accepted_site() -> None:
    now, accepted = small_tree(), golden_tree()
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


def test_the_same_world_gives_the_same_bytes_twice() -> None:
    assert small_tree() == small_tree()
