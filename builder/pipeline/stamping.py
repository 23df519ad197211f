"""Stamps every page of a site: its body into its shell, while the engine still makes the shells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from builder.model.site import Page, Site
from builder.pages import front_matter, markdown, pages
from builder.pipeline.bodies import Bodies, Body
from builder.pipeline.drawing import drawn, write
from builder.pipeline.includes import copy_files, prose_pages
from builder.pipeline.pictures import Pictures, beside_page
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.searching import words, words_beside
from builder.pipeline.shells import Written
from builder.pipeline.sitemap import Sitemap
from builder.pipeline.theme import Theme, ThemeInTheMaking
from builder.pipeline.ways import Ways
from builder.store.site_config import read_site_config
from builder.text import published

LANGUAGE = "en"


def written(root: Root, site: Site) -> Iterator[Written]:
    """Yield every page of the site before it is drawn: those from data, and those of people."""
    for page in pages(site):
        yield written_page(page, site)
    yield from written_prose(root)


def written_page(page: Page, site: Site) -> Written:
    """Return a page made of data before it is drawn, with the files that come beside it."""
    pictures = Pictures(CHECKOUT / "build" / "pictures")
    told, beside = partial(markdown, page, site), partial(beside_page, site, page, pictures)
    return Written(page.path, front_matter(page, site), told, beside)


def written_prose(root: Root) -> Iterator[Written]:
    """Yield the pages that people wrote."""
    yield from prose_pages(root.prose, LANGUAGE)


def write_site(root: Root, site: Site, place: Path, *, engine: str) -> int:
    """Write the whole site below `place`, a new folder, and return the number of its pages.

    Raises EngineError where the engine refuses the theme, or a link would lead nowhere.
    """
    config = read_site_config(root.config)
    drafts = list(written(root, site))
    work = root.build / "shells" / engine
    making = ThemeInTheMaking(root, drafts, config.navigation, engine=engine, work=work)
    copy_files(root.prose, LANGUAGE, place)
    for download in site.downloads:
        write(place / download.path, download.body)
    stamp = Stamp(place, site.as_of)
    waiting: list[tuple[Written, Body]] = []
    for one in drawn(drafts, Bodies(config), place):
        waiting.append(one)
        if making.ready():
            stamp.pages(making.made(), waiting)
            waiting = []
    stamp.pages(making.made(), waiting)
    stamp.finish(making.made())
    return len(drafts)


@dataclass
class Stamp:
    """Writes pages in their theme below `place`, and keeps count of where their links lead."""

    place: Path
    built: date
    ways: Ways = field(default_factory=Ways)
    sitemap: Sitemap = field(default_factory=Sitemap)
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def pages(self, theme: Theme, drawn: list[tuple[Written, Body]]) -> None:
        """Write these pages."""
        for page, body in drawn:
            html = theme.page(page, body, self.built)
            file = Path(published(page.path)) / "index.html"
            write(self.place / file, html.encode())
            if found := words(html):
                write(words_beside(self.place) / file, found.encode())
            group = page.group(theme.navigation)
            # What the theme puts around bodies is the same for all of a group.
            self.ways.add(page.path, body.html if group in self._seen else html)
            self._seen.add(group)
            self.sitemap.add(html, str(page.front.get("newest", "")))

    def finish(self, theme: Theme) -> None:
        """Write what the site has beside its pages. Raises EngineError if a link is broken."""
        theme.copy_files(self.place)
        write(self.place / "404.html", theme.not_found(self.built).encode())
        if not (self.place / "sitemap.xml").exists():
            write(self.place / "sitemap.xml", self.sitemap.xml().encode())
        files = (path for path in self.place.rglob("*") if path.is_file())
        self.ways.refuse_broken({path.relative_to(self.place).as_posix() for path in files})
