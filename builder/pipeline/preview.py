"""A preview of the site while people edit: the page somebody looks at, drawn when it is asked for.

Saving a file of the catalog, a template or a prose page gives a new state: everything is loaded
and derived again, which takes a fraction of a second, and no page is drawn but the one that a
browser shows. Mistakes are told in the terminal and above the page; the last state that could
be published stays on show below them.
"""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Condition

from markupsafe import Markup

from builder.exports import downloads
from builder.model.finding import Finding, Severity, stop_publication
from builder.model.panel import Panel
from builder.model.site import Site
from builder.pages import TEMPLATES
from builder.pipeline.bodies import Bodies
from builder.pipeline.build import ENGINE
from builder.pipeline.page_list import PageList, all_pages, pages_after
from builder.pipeline.root import Root
from builder.pipeline.shells import Written
from builder.pipeline.stamping import theme_in_the_making, written, written_page, written_prose
from builder.pipeline.theme import Theme
from builder.pipeline.world import derived_site, load, read_archive
from builder.speech import HOME
from builder.store.site_config import read_site_config
from builder.text import published
from builder.web import Served

#: What a browser runs to show the next state by itself; a file, as pages allow no other script.
_NEXT = "__next__.js"
_RELOAD = Markup('<script src="/__next__.js" data-version="{}" async></script>')
_SCRIPT = b"""const shown = document.currentScript.dataset.version;
(async function next() {
  try {
    const answer = await fetch("/__next__?after=" + shown);
    if ((await answer.text()) !== shown) location.reload(); else next();
  } catch (error) { setTimeout(next, 1000); }
})();
"""
Stamp = Mapping[Path, int]


@dataclass
class Preview:
    """The newest state of a root that can be shown, and the pages that can be asked for."""

    root: Root
    as_of: date
    tell: Callable[[tuple[Finding, ...]], None]
    version: int = 0
    findings: tuple[Finding, ...] = ()
    _pages: PageList | None = None
    _archive: Panel | None = None
    _written: dict[str, Written] = field(default_factory=dict)
    _bodies: Bodies | None = None
    _theme: Theme | None = None
    _stamp: Stamp = field(default_factory=dict)
    _seen: Stamp = field(default_factory=dict)
    _moved: Condition = field(default_factory=Condition)

    def refresh(self, *, at_once: bool = True) -> bool:
        """Take in what was saved since the last time; say whether anything was.

        Not `at_once`, a file that was written since the last look is left for the next: an
        editor may be in the middle of it.
        """
        stamp, before = self._look(), self._seen
        self._seen = stamp
        if stamp == self._stamp or not (at_once or stamp == before):
            return False
        with self._moved:
            facts = self._part(stamp, self.root.catalog, self.root.archive)
            if self._part(stamp, self.root.archive):
                self._archive = None
            theme = self._part(stamp, self.root.prose / "theme")
            self._stamp = stamp
            if facts:
                self._take_in()
            self._renew(theme=theme)
            self.version += 1
            self._moved.notify_all()
        self.tell(self.findings)
        return True

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders with all the files that a page may depend on."""
        return (self.root.catalog, self.root.archive, self.root.prose, TEMPLATES)

    def _look(self) -> Stamp:
        """Return when each file that a page may depend on was last written."""
        return {
            path: path.lstat().st_mtime_ns
            for folder in self.folders
            for path in folder.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }

    def _part(self, stamp: Stamp, *folders: Path) -> bool:
        """Say whether anything in these folders differs between `stamp` and the one before."""
        moved = dict(stamp.items() ^ self._stamp.items())
        return any(path.is_relative_to(folder) for path in moved for folder in folders)

    def _take_in(self) -> None:
        before = self._pages.site if self._pages else None
        if self._archive is None:
            self._archive, before = read_archive(self.root), None
        catalog, panel, self.findings = load(self.root, self.as_of, self._archive)
        if stop_publication(self.findings):
            return
        # An edit of a claim or of a language moves no number.
        same = before is not None and before.catalog.facts == catalog.facts
        site = derived_site(
            catalog, panel, as_of=self.as_of, findings=self.findings, with_downloads=False,
            known=before.derived if before and same else None,
        )  # fmt: skip
        self._pages = pages_after(self._pages, site) if self._pages else all_pages(site)

    def _renew(self, *, theme: bool) -> None:
        """Forget what was drawn; have the theme made anew where its own files moved."""
        self._written = {}
        if self._pages and (theme or self._theme is None):
            self._bodies = Bodies(read_site_config(self.root.config))
            drafts = list(written(self.root, self._pages.site))
            work = self.root.build / "preview"
            self._theme = theme_in_the_making(
                self.root, self._pages.site, drafts, engine=ENGINE, languages=(HOME,), work=work
            ).made()

    def _page(self, url: str) -> Written | None:
        """Return the page at `url`, None where there is none; only its own view is asked."""
        if self._pages is None:
            return None
        if not self._written:
            self._written = {published(one.path): one for one in written_prose(self.root)}
        own = url.removesuffix("/")
        if own not in self._written:
            path = next((one for one in self._pages.paths if published(one) == own), None)
            page = self._pages.page(path) if path else None
            if page is None:
                return None
            self._written[own] = written_page(page, self._pages.site)
        return self._written[own]

    def wait(self, after: int, seconds: float) -> int:
        """Return the newest version, at once if it is newer than `after`, else when it is."""
        with self._moved:
            self._moved.wait_for(lambda: self.version > after, seconds)
            return self.version

    def answer(self, url: str) -> Served:
        """Return what stands at `url`, a path without a slash at its beginning."""
        with self._moved:
            if url == _NEXT:
                return Served(_SCRIPT, "text/javascript")
            if self._theme is None or self._bodies is None or self._pages is None:
                return Served(self._framed("<h1>There is nothing to show yet</h1>"), "text/html")
            page = self._page(url) if url == "" or url.endswith("/") else None
            if page is None:
                return self._file(url, self._theme, self._pages.site)
            if not self._theme.knows(page):
                self._renew(theme=True)  # the first page of its kind
            body = self._bodies.body(page.path, page.markdown())
            html = self._theme.page(page, body, self.as_of)
            return Served(html.replace("</body>", f"{self._told()}</body>").encode(), "text/html")

    def _file(self, url: str, theme: Theme, site: Site) -> Served:
        own = self.root.prose / url
        inside = own.resolve().is_relative_to((self.root.prose / "assets").resolve())
        found = own if inside and own.is_file() else theme.file(url)
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        if found:
            return Served(found.read_bytes(), kind)
        made = {d.path: d for d in site.once("downloads", lambda: downloads(site))}
        if url in made:
            return Served(made[url].body, kind)
        return Served(self._framed("<h1>There is no such page</h1>"), "text/html", 404)

    def _framed(self, inner: str) -> bytes:
        return f"<!doctype html><meta charset=utf-8><body>{inner}{self._told()}</body>".encode()

    def _told(self) -> Markup:
        """Return the findings as a box over the page, and the script that waits for the next."""
        reload = _RELOAD.format(self.version)
        worst = [f for f in self.findings if f.severity is not Severity.NOTICE]
        if not worst:
            return reload
        rows = Markup("").join(
            Markup("<li><b>{}</b> {}<br><small>{}: {}</small></li>").format(
                f.severity.word, f.message, f.place, f.advice
            )
            for f in worst[:20]
        )
        stale = "The page shows the last state without errors. "
        head = f"{len(worst)} findings. {stale if stop_publication(self.findings) else ''}"
        return Markup(
            '<aside style="position:fixed;inset:auto 1rem 1rem;max-height:40vh;overflow:auto;'
            "z-index:9;padding:.5rem 1rem;background:#fff4e5;color:#222;border:2px solid #b35900;"
            'font:14px/1.4 system-ui"><p>{}</p><ul>{}</ul></aside>{}'
        ).format(head, rows, reload)
