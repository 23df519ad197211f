"""Makes the finished site searchable: an index beside the pages, read by the reader's browser."""

import subprocess
import sys
from pathlib import Path

from builder.errors import EngineError

#: What would drown the words of a page: long tables, drawings, and signs for links.
_LEFT_OUT = "[data-search-exclude], svg, caption, thead, .headerlink, .figure-foot"
FOLDER = "pagefind"


def make_searchable(site: Path) -> None:
    """Index every page below `site`, in the language that it says it is in.

    Raises EngineError with the indexer's own words where it fails.
    """
    run = subprocess.run(  # noqa: S603  a fixed command on files of our own
        [sys.executable, "-m", "pagefind", "--site", site, "--output-subdir", FOLDER,
         "--exclude-selectors", _LEFT_OUT, "--quiet"],
        cwd=site,
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
