"""Pictures in PNG, drawn from our SVG with letters that the set-up brings, and kept between builds.

A picture is drawn again only when its SVG changed: it is kept under the hash of what it shows.
Latin letters are those of Source Sans, wherever the site is built. A picture with Chinese letters
takes them from the machine: Debian's fonts-noto-cjk.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import resvg_py

from builder.charts.card import card
from builder.model.figures import is_section
from builder.model.site import Page, Site
from builder.pages import card_of, card_path, figure_files
from builder.speech import folder

_WEIGHTS = ("Regular", "Semibold", "Bold")
#: Letters that Source Sans does not have: Chinese, Japanese, Korean and their punctuation.
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
#: How much larger than its SVG the picture of a figure is: sharp on a phone and in print.
ZOOM = 1.5


class Pictures:
    """The drawn pictures, each under the hash of its SVG, in a folder that a machine can remake.

    Several builds may share the folder: what stands there never changes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def png(self, svg: str, zoom: float = 1) -> bytes:
        """Return `svg` as PNG, drawn now or on an earlier day."""
        told = f"{_drawn_with()} {zoom} {svg}"
        place = self._folder / (hashlib.sha256(told.encode()).hexdigest() + ".png")
        if not place.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            aside = place.with_suffix(f".{os.getpid()}.part")
            aside.write_bytes(drawn(svg, zoom))
            aside.replace(place)
        return place.read_bytes()


@cache
def _drawn_with() -> str:
    """Return what draws, and its version; to ask for that takes as long as to read a picture."""
    return f"resvg {version('resvg-py')}"


def drawn(svg: str, zoom: float = 1) -> bytes:
    """Return `svg` as PNG."""
    letters = files("font_source_sans_pro") / "files"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_files=[str(letters / f"SourceSansPro-{weight}.ttf") for weight in _WEIGHTS],
            skip_system_fonts=not _WIDE.search(svg),
            sans_serif_family="Source Sans Pro",
        )
    )


def beside_page(site: Site, page: Page, pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    """Yield the files that belong to a page: those of its figures, and its card."""
    for one in figure_files(site, page):
        yield one.path, one.body
        if one.path.endswith(".svg") and is_section(page) and not folder():
            yield one.path.removesuffix("svg") + "png", pictures.png(one.text, ZOOM)
    path = None if folder() else card_path(page)
    shown = card_of(site, page) if path else None
    if path and shown:
        yield path, pictures.png(card(shown))
