"""Builds the site: everything is written aside, and takes its place once it is whole."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from builder.errors import UsageError
from builder.model.site import Site
from builder.pipeline.languages import published
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.searching import make_searchable, words_beside
from builder.pipeline.stamping import write_site
from builder.pipeline.swap import replace_folder

ENGINE = "mkdocs"


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


def build(
    root: Root,
    site: Site,
    output: Path,
    *,
    engine: str = ENGINE,
    languages: tuple[str, ...] = (),
) -> Built:
    """Render `site` and publish it at `output`, in all complete languages unless some are chosen.

    What stands there stays until the new is whole.
    """
    refuse_to_destroy(root, output)
    aside = output.with_name(f".{output.name}.part")
    for left in (aside, words_beside(aside)):
        shutil.rmtree(left, ignore_errors=True)
    told = published(site.catalog, languages)
    count = write_site(root, site, aside, engine=engine, languages=told)
    make_searchable(aside)
    replace_folder(aside, output)
    return Built(count, len(site.downloads), output)
