"""Builds the site: prose, pages, figures and downloads into one folder, then through the engine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from builder.errors import UsageError
from builder.model.site import Site
from builder.pages import pages, render
from builder.pipeline.engine import publish
from builder.pipeline.includes import copy_prose
from builder.pipeline.pictures import Pictures, beside_page
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.swap import replace_folder

LANGUAGE = "en"


@dataclass(frozen=True)
class Built:
    """What was built: how many pages and downloads, and where the site stands."""

    pages: int
    downloads: int
    output: Path


def refuse_to_destroy(root: Root, output: Path) -> None:
    """Raise UsageError unless a finished site may take the place of whatever is at `output`.

    The place is replaced whole, so it must be new, empty, or a site that we built before, and
    it may neither hold the root nor stand among the files that people keep.
    """
    kept = [root.folder, CHECKOUT, root.folder / "data", root.folder / "docs", root.build]
    holds = any(place == output or place.is_relative_to(output) for place in kept)
    within = any(output.is_relative_to(place) for place in kept[2:])
    ours = all((output / name).is_file() for name in ("index.html", "assets/tracker.css"))
    foreign = output.exists() and not ours and (output.is_file() or any(output.iterdir()))
    if holds or within or foreign:
        raise UsageError(
            f"the site cannot go to {output}",
            why="it would replace what is there, and that is not a site of ours",
            advice="give --output a folder that is new, empty, or was built by this command",
        )


def build(root: Root, site: Site, output: Path) -> Built:
    """Render `site` and publish it at `output`. What stands there stays until the new is whole."""
    refuse_to_destroy(root, output)
    docs = root.build / "docs" / LANGUAGE
    counted = write_docs(root, site, docs)
    theme = root.prose / "theme"
    publish(config=root.config, theme=theme, docs=docs, output=output, as_of=site.as_of)
    return Built(counted, len(site.downloads), output)


def write_docs(root: Root, site: Site, docs: Path) -> int:
    """Write everything that the engine needs below `docs`; return the number of pages."""
    aside = docs.with_name(f".{docs.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    copy_prose(root.prose, LANGUAGE, aside)
    shutil.copytree(root.prose / "assets", aside / "assets")
    pictures = Pictures(CHECKOUT / "build" / "pictures")
    count = 0
    for page in pages(site):
        _write(aside / page.path, render(page, site).encode())
        for path, body in beside_page(site, page, pictures):
            _write(aside / path, body)
        count += 1
    for download in site.downloads:
        _write(aside / download.path, download.body)
    replace_folder(aside, docs)
    return count


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
