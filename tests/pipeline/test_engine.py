"""The site engine at arm's length: what it refuses, and what it leaves standing."""

from pathlib import Path

import pytest

from builder.errors import EngineError, UsageError
from builder.pipeline import engine
from builder.pipeline.engine import Job, Running
from builder.pipeline.root import CHECKOUT

CONFIG = "site_name: Small\ntheme:\n  name: material\n  font: false\nplugins: []\n"


def _job(folder: Path, text: str) -> Job:
    docs = folder / "work" / "pages"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return Job(folder / "mkdocs.yml", CHECKOUT / "docs" / "theme", docs, folder / "work" / "made")


def test_an_engine_that_warns_is_refused_with_its_own_words(tmp_path: Path) -> None:
    running = Running("mkdocs", _job(tmp_path, "# First\n\n[nowhere](nowhere.md)\n"))
    with pytest.raises(EngineError, match=r"nowhere\.md"):
        running.wait()


def test_an_engine_that_is_not_there_is_a_mistake_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine.ENGINES, "no_such_engine", engine.ENGINES["mkdocs"])  # type: ignore[misc, arg-type]
    with pytest.raises(UsageError, match="no_such_engine is not installed"):
        Running("no_such_engine", _job(tmp_path, "# A\n"))
