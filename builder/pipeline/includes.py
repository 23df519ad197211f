"""Copies the prose that people write, with the files that it shows in place of their names.

A line `--8<-- "docs/examples/models.yml"` becomes that file. It is how the Snippets extension for
Markdown writes it too, so that other tools understand it; here no engine needs to.
"""

import re
import shutil
from pathlib import Path

from builder.errors import EngineError

_INCLUDE = re.compile(r'^--8<-- "docs/(examples/[a-z-]+\.yml)"$', re.MULTILINE)


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


def copy_prose(prose: Path, language: str, target: Path) -> None:
    """Copy the pages of one language to `target`, with all that they include."""
    shutil.copytree(prose / language, target)
    for page in target.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(with_includes(text, prose), encoding="utf-8", newline="")
