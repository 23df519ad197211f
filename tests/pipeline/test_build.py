"""Building never destroys what it did not build."""

from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.pipeline.build import refuse_to_destroy
from builder.pipeline.root import CHECKOUT, Root
from tests.world.roots import make_root, write


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(make_root(tmp_path / "checkout", "org-a"))


@pytest.mark.parametrize(
    "place", [".", "..", "data", "data/catalog", "docs", "build", "build/docs"]
)
def test_the_site_never_takes_the_place_of_what_people_keep(root: Root, place: str) -> None:
    with pytest.raises(UsageError):
        refuse_to_destroy(root, (root.folder / place).resolve())


def test_the_site_never_takes_the_place_of_the_software(root: Root) -> None:
    with pytest.raises(UsageError):
        refuse_to_destroy(root, CHECKOUT)


def test_the_site_never_takes_the_place_of_foreign_files(root: Root, tmp_path: Path) -> None:
    write(tmp_path / "letters" / "to-my-mother.txt", "Dear mother")
    with pytest.raises(UsageError):
        refuse_to_destroy(root, tmp_path / "letters")
    with pytest.raises(UsageError):
        refuse_to_destroy(root, tmp_path / "letters" / "to-my-mother.txt")


def test_a_new_an_empty_and_an_earlier_place_are_fine(root: Root, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("index.html", "assets/tracker.css"):
        write(tmp_path / "earlier" / name, "")
    for place in ("new", "empty", "earlier"):
        refuse_to_destroy(root, tmp_path / place)
    refuse_to_destroy(root, root.site)
