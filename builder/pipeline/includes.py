"""Reads the prose that people write, with the files that it shows in place of their names.

A line `--8<-- "docs/examples/models.yml"` becomes that file. It is how the Snippets extension for
Markdown writes it too, so that other tools understand it; here no engine needs to.
"""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from builder.errors import EngineError
from builder.pipeline.shells import Written
from builder.store.site_config import split_front_matter
from builder.text import placed

_INCLUDE = re.compile(
    r'^--8<-- "docs/(examples/(?:[a-z]+/)*[a-z_-]+(?:\.[a-z0-9]+)+)"$', re.MULTILINE
)
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


def with_includes(text: str, prose: Path) -> str:
    """Return `text` with each file that it names, which stands below `prose`.

    Raises EngineError where there is no such file: a page must not go out with a hole.
    """

    def content(found: re.Match[str]) -> str:
        try:
            return (prose / found[1]).read_text(encoding="utf-8").rstrip("\n")
        except OSError as error:
            raise EngineError(
                f"a page shows docs/{found[1]}, which cannot be read",
                why=str(error.strerror),
                advice="restore the file, or take the line out of the page",
            ) from error

    return _INCLUDE.sub(content, text)


def prose_pages(prose: Path, language: str) -> Iterator[Written]:
    """Yield the pages that people wrote in one language, with all that they include."""
    folder = prose / language
    for file in sorted(folder.rglob("*.md")):
        front, text = split_front_matter(file.read_text(encoding="utf-8"))
        heading = _HEADING.search(text)
        titled = {"title": heading[1].strip() if heading else file.stem}
        path = placed(file.relative_to(folder).as_posix())
        yield Written(path, {**titled, **front}, partial(with_includes, text, prose))


def copy_files(prose: Path, language: str, target: Path) -> None:
    """Copy what the pages of one language show below `target`: assets, and files beside prose."""
    shutil.copytree(prose / "assets", target / "assets", dirs_exist_ok=True)
    for file in (prose / language).rglob("*"):
        if file.is_file() and file.suffix != ".md":
            place = target / file.relative_to(prose / language)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
