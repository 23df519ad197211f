"""Builds the site: prose, pages, figures and downloads into one folder, then through the engine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from builder.model.site import Site
from builder.pages import pages, render
from builder.pipeline.engine import publish, replace_folder
from builder.pipeline.root import Root

LANGUAGE = "en"


@dataclass(frozen=True)
class Built:
    """What was built: how many pages and downloads, and where the site stands."""

    pages: int
    downloads: int
    output: Path


def build(root: Root, site: Site, output: Path) -> Built:
    """Render `site` and publish it at `output`. What stands there stays until the new is whole."""
    docs = root.build / "docs" / LANGUAGE
    counted = write_docs(root, site, docs)
    theme = root.prose / "theme"
    publish(config=root.config, theme=theme, docs=docs, output=output, as_of=site.as_of)
    return Built(counted, len(site.downloads), output)


def write_docs(root: Root, site: Site, docs: Path) -> int:
    """Write everything that the engine needs below `docs`; return the number of pages."""
    aside = docs.with_name(f".{docs.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(root.prose / LANGUAGE, aside)
    shutil.copytree(root.prose / "assets", aside / "assets")
    count = 0
    for page in pages(site):
        _write(aside / page.path, render(page, site))
        count += 1
    for download in site.downloads:
        _write(aside / download.path, download.text)
    replace_folder(aside, docs)
    return count


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
