"""Stamps every page of a site: its body into its shell, while the engine still makes the shells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from builder.model.paths import in_every_language
from builder.model.site import Page, Site
from builder.pages import front_matter, markdown, pages
from builder.pipeline.bodies import Bodies, Body
from builder.pipeline.drawing import drawn, write
from builder.pipeline.includes import copy_files, prose_pages
from builder.pipeline.languages import in_language, speech
from builder.pipeline.pictures import Pictures, beside_page
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.searching import words, words_beside
from builder.pipeline.shells import Written
from builder.pipeline.sitemap import Sitemap
from builder.pipeline.theme import Theme, ThemeInTheMaking
from builder.pipeline.told import navigation, theme_words, told_to_engine
from builder.pipeline.ways import Ways
from builder.speech import HOME, folder, language, speaking
from builder.store.site_config import read_site_config
from builder.text import placed, published


def written(root: Root, site: Site) -> Iterator[Written]:
    """Yield every page in the language spoken before it is drawn: from data, and of people."""
    for page in pages(site):
        if folder() == "" or in_every_language(page.path):
            yield written_page(page, site)
    yield from written_prose(root)


def written_page(page: Page, site: Site) -> Written:
    """Return a page made of data before it is drawn, with the files that come beside it."""
    pictures = Pictures(CHECKOUT / "build" / "pictures")
    told, beside = partial(markdown, page, site), partial(beside_page, site, page, pictures)
    return Written(placed(page.path), front_matter(page, site), told, beside)


def written_prose(root: Root) -> Iterator[Written]:
    """Yield the pages that people wrote."""
    yield from prose_pages(root.prose, language())


def write_site(
    root: Root, site: Site, place: Path, *, engine: str, languages: tuple[str, ...] = (HOME,)
) -> int:
    """Write the whole site below `place`, a new folder, and return the number of its pages.

    The first language, English, stands at the root and brings what all share. Raises EngineError
    where the engine refuses the theme, or a link would lead nowhere.
    """
    for download in site.downloads:
        write(place / download.path, download.body)
    stamp = Stamp(place, site.as_of)
    count = 0
    for one in languages:
        with speaking(speech(site.catalog, one)):
            count += _write_language(root, in_language(site, one), stamp, engine, languages)
    stamp.finish()
    return count


def _write_language(
    root: Root, site: Site, stamp: "Stamp", engine: str, languages: tuple[str, ...]
) -> int:
    """Write the pages of the language spoken, and what comes beside them."""
    drafts = [in_languages(root, one, languages) for one in written(root, site)]
    place, work = stamp.place, root.build / "shells" / engine / language()
    making = theme_in_the_making(root, site, drafts, engine=engine, languages=languages, work=work)
    copy_files(root.prose, language(), place / folder())
    waiting: list[tuple[Written, Body]] = []
    for one in drawn(drafts, Bodies(read_site_config(root.config)), place):
        waiting.append(one)
        if making.ready():
            stamp.pages(making.made(), waiting)
            waiting = []
    stamp.pages(making.made(), waiting)
    if not folder():
        stamp.theme(making.made())
    return len(drafts)


def in_languages(root: Root, page: Written, languages: tuple[str, ...]) -> Written:
    """Return `page` with the languages in which it stands, where they are several."""
    own = page.path.removeprefix(folder())
    if not in_every_language(own):
        return page
    prose = (root.prose / HOME / own).is_file()
    told = [one for one in languages if not prose or (root.prose / one / own).is_file()]
    return replace(page, front={**page.front, "languages": told}) if len(told) > 1 else page


def theme_in_the_making(
    root: Root,
    site: Site,
    drafts: Sequence[Written],
    *,
    engine: str,
    languages: tuple[str, ...],
    work: Path,
) -> ThemeInTheMaking:
    """Have the engine make the shells of these pages, in the language spoken."""
    config = read_site_config(root.config)
    words = theme_words(root.prose / "theme")
    paths = frozenset(one.path for one in drafts)
    told = told_to_engine(config, site.catalog, languages, words=words, paths=paths)
    return ThemeInTheMaking(root, drafts, navigation(config), engine=engine, work=work, told=told)


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
            group = (language(), *page.group(theme.navigation))
            # What the theme puts around bodies is the same for all of a group.
            self.ways.add(page.path, body.html if group in self._seen else html)
            self._seen.add(group)
            self.sitemap.add(html, str(page.front.get("newest", "")))

    def theme(self, theme: Theme) -> None:
        """Write what the theme brings beside pages, which is the same in all languages."""
        theme.copy_files(self.place)
        write(self.place / "404.html", theme.not_found(self.built).encode())

    def finish(self) -> None:
        """Write what the site has beside its pages. Raises EngineError if a link is broken."""
        if not (self.place / "sitemap.xml").exists():
            write(self.place / "sitemap.xml", self.sitemap.xml().encode())
        files = (path for path in self.place.rglob("*") if path.is_file())
        self.ways.refuse_broken({path.relative_to(self.place).as_posix() for path in files})
