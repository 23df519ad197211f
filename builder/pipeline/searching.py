"""Makes the finished site searchable: an index beside the pages, read by the reader's browser."""

import shutil
import subprocess
import sys
from pathlib import Path

from builder.errors import EngineError

#: What would drown the words of a page: long tables, drawings, and signs for links.
_LEFT_OUT = "[data-search-exclude], svg, caption, thead, .headerlink, .figure-foot"
FOLDER = "pagefind"
#: Where the theme has a page's own content begin and end.
_BEGINS, _ENDS = "<div data-pagefind-body", "</article>"


def words(html: str) -> str | None:
    """Return what of a page can be found: its own content, and the language that it says it is in.

    None where it wants not to be found. What the theme puts around it, which no index takes in,
    is more than half of a page, and to read it more than half of the indexer's work.
    """
    start, end = html.find(_BEGINS), html.rfind(_ENDS)
    if start < 0:
        return None
    tag = html[html.find("<html") : html.find(">", html.find("<html")) + 1]
    return f"<!doctype html>{tag}<body>{html[start : end if end > start else None]}"


def words_beside(site: Path) -> Path:
    """Return the folder in which the words of the site below `site` are kept until then."""
    return site.with_name(f"{site.name}.words")


def make_searchable(site: Path) -> None:
    """Index the words that were kept of the pages below `site`, each page in its own language.

    Raises EngineError with the indexer's own words where it fails.
    """
    kept = words_beside(site)
    run = subprocess.run(  # noqa: S603  a fixed command on files of our own
        [sys.executable, "-m", "pagefind", "--site", kept, "--output-path", site / FOLDER,
         "--exclude-selectors", _LEFT_OUT, "--quiet"],
        cwd=kept,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if run.returncode:
        raise EngineError(
            "the search index could not be made",
            why=(run.stderr or run.stdout).strip(),
            advice="look at the page it names; the site that stands is untouched",
        )
    shutil.rmtree(kept)
    for file in _UNUSED:
        (site / FOLDER / file).unlink(missing_ok=True)


#: Ready-made boxes, which we do not show.
_UNUSED = (
    "pagefind-ui.js",
    "pagefind-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-modular-ui.css",
    "pagefind-component-ui.js",
    "pagefind-component-ui.css",
    "pagefind-highlight.js",
)
