"""A page shows the real file in place of its name, and never goes out with a hole."""

from pathlib import Path

import pytest

from builder.errors import EngineError
from builder.model.entities import KINDS
from builder.pipeline.includes import copy_files, prose_pages, with_includes
from tests.world.roots import write

DOCS = Path(__file__).parents[2] / "docs"


def test_a_line_that_names_a_file_becomes_that_file(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/chips.yml").write_text("name: \\1 é\n", encoding="utf-8")
    text = '```yaml\n--8<-- "docs/examples/chips.yml"\n```\n'
    assert with_includes(text, tmp_path) == "```yaml\nname: \\1 é\n```\n"


@pytest.mark.parametrize(
    "line",
    [
        'x --8<-- "docs/examples/chips.yml"',
        '--8<-- "docs/examples/../x.yml"',
        '--8<-- "/etc/x.yml"',
    ],
)
def test_nothing_else_is_included(line: str, tmp_path: Path) -> None:
    assert with_includes(line, tmp_path) == line


def test_a_file_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"docs/examples/gone\.yml"):
        with_includes('--8<-- "docs/examples/gone.yml"', tmp_path)


def test_the_guide_shows_the_example_of_every_kind_whole() -> None:
    guide = {page.path: page for page in prose_pages(DOCS, "en")}["contribute.md"].markdown()
    for kind in KINDS:
        assert (DOCS / f"examples/{kind}.yml").read_text("utf-8") in guide
    assert "--8<--" not in guide


def test_a_page_of_prose_is_called_by_its_front_matter_or_its_heading(tmp_path: Path) -> None:
    for name, text in {"a": "---\ntitle: A\n---\n\n# B\n", "b": "# B\n", "c": "words"}.items():
        write(tmp_path / f"en/{name}.md", text)
    assert [page.front for page in prose_pages(tmp_path, "en")] == [
        {"title": "A"},
        {"title": "B"},
        {"title": "c"},
    ]


def test_files_beside_the_prose_are_copied_with_the_assets(tmp_path: Path) -> None:
    for name in ("assets/a.css", "en/a.md", "en/picture.svg"):
        write(tmp_path / name, "")
    copy_files(tmp_path, "en", tmp_path / "out")
    assert {
        p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")
    } == {
        "assets/a.css",
        "picture.svg",
    }
