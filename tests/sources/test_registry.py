"""The folder of sources is their registry."""

import inspect

import pytest

from builder.sources import SourceModule, sources


def test_every_module_of_the_folder_is_a_source_under_its_catalog_id() -> None:
    found = sources()
    assert "hugging-face" in found
    assert list(found) == sorted(found)
    assert not [name for name in found if name.startswith(("_", "-"))]


@pytest.mark.parametrize("name", list(sources()))
def test_every_source_fetches_and_parses(name: str) -> None:
    source = sources()[name]
    for part in ("fetch", "parse"):
        wanted = list(inspect.signature(getattr(SourceModule, part)).parameters)[1:]
        assert list(inspect.signature(getattr(source, part)).parameters) == wanted
