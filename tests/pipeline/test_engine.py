"""The site engine at arm's length: what it refuses, and what it leaves standing."""

import json
from datetime import date
from pathlib import Path

import pytest

from builder.errors import EngineError
from builder.pipeline.engine import publish
from builder.pipeline.root import CHECKOUT
from tests.browser.html_pages import HtmlPage

CONFIG = """\
site_name: Small
theme:
  name: material
  font: false
strict: true
plugins: []
nav:
  - Home: index.md
"""
HOSTILE = "</title><script>alert(1)</script>&lt;/title&gt;&lt;script&gt;alert(2)"


def _publish(folder: Path, text: str) -> Path:
    docs = folder / "build" / "docs" / "en"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    publish(
        config=folder / "mkdocs.yml",
        theme=CHECKOUT / "docs" / "theme",
        docs=docs,
        output=folder / "site",
        as_of=date(2026, 11, 24),
    )
    return folder / "site" / "index.html"


def _scripts(page: Path) -> int:
    return page.read_text(encoding="utf-8").count("<script")


def test_a_hostile_title_and_description_stay_text_in_the_theme(tmp_path: Path) -> None:
    front = "".join(f"{key}: {json.dumps(HOSTILE)}\n" for key in ("title", "description"))
    plain = _publish(tmp_path / "plain", "---\ntitle: A\ndescription: B\n---\n\n# A\n")
    hostile = _publish(tmp_path / "hostile", f"---\n{front}---\n\n# A\n")
    assert _scripts(hostile) == _scripts(plain)
    assert HtmlPage.read(hostile).tags == HtmlPage.read(plain).tags


def test_a_page_with_a_broken_link_is_refused_and_the_old_site_stays(tmp_path: Path) -> None:
    page = _publish(tmp_path, "# First\n")
    before = page.read_bytes()
    with pytest.raises(EngineError) as refused:
        _publish(tmp_path, "# Second\n\n[nowhere](nowhere.md)\n")
    assert "nowhere.md" in str(refused.value)
    assert page.read_bytes() == before


def test_the_page_says_for_which_day_it_was_built(tmp_path: Path) -> None:
    assert '<time datetime="2026-11-24">' in _publish(tmp_path, "# A\n").read_text()
