"""The small world's site as it should be: compared by a test, accepted by `make bless`.

python -m tests.golden_site          writes tests/golden/site anew
"""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from builder.pages import pages, render
from builder.pipeline.root import Root
from builder.pipeline.world import derived_site, load

SMALL = Path(__file__).parent / "world" / "small"
GOLDEN = Path(__file__).parent / "golden" / "site"
AS_OF = date(2026, 11, 10)


def small_tree() -> Mapping[str, str]:
    """Return every page and listed download of the small world, by path."""
    catalog, panel, findings = load(Root(SMALL), AS_OF)
    site = derived_site(catalog, panel, as_of=AS_OF, findings=findings)
    tree = {page.path: render(page, site) for page in pages(site)}
    return tree | {one.path: one.text for one in site.downloads if one.listed}


def golden_tree() -> Mapping[str, str]:
    """Return the accepted tree."""
    return {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(GOLDEN.rglob("*"))
        if path.is_file()
    }


def bless() -> None:
    """Accept the tree as it is now. Read the difference before you commit it."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, text in small_tree().items():
        place = GOLDEN / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    bless()
