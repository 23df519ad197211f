"""The builder reads of the engine's configuration what it needs, without the engine."""

from pathlib import Path

from builder.pipeline.root import CHECKOUT
from builder.store.site_config import read_site_config, split_front_matter

CONFIG = """\
site_url: !ENV [SITE_URL, "http://127.0.0.1/"]
markdown_extensions:
  - admonition
  - toc:
      permalink: true
nav:
  - Home: index.md
  - More:
      - more/index.md
      - Deep:
          - Deeper: more/deep.md
"""


def test_navigation_and_extensions_are_read_with_the_engines_own_extensions(
    tmp_path: Path,
) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    config = read_site_config(tmp_path / "mkdocs.yml")
    assert config.navigation == {"index.md", "more/index.md", "more/deep.md"}
    assert config.extensions == ("toc", "tables", "fenced_code", "admonition")
    assert config.settings["toc"] == {"permalink": True}


def test_our_own_configuration_can_be_read() -> None:
    assert "index.md" in read_site_config(CHECKOUT / "mkdocs.yml").navigation


def test_a_page_says_of_itself_what_stands_between_its_first_lines() -> None:
    assert split_front_matter("---\ntitle: A\n---\n\n# B\n---\n") == (
        {"title": "A"},
        "\n# B\n---\n",
    )
    assert split_front_matter("# B\n") == ({}, "# B\n")
