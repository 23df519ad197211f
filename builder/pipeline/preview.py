"""A preview of the site while people edit: the page somebody looks at, drawn when it is asked for.

Saving a file of the catalog gives a new state: all facts are read and checked again, and nothing
is derived or drawn but what the page on show needs. A template or a prose page that is saved
changes no fact, so nothing is read again for it. Mistakes are told in the terminal and above the
page; the last state that could be published stays on show below them.
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
from builder.model.site import Site
from builder.pages import TEMPLATES, render
from builder.pipeline.build import LANGUAGE
from builder.pipeline.includes import with_includes
from builder.pipeline.one_page import OnePage
from builder.pipeline.page_list import PageList, all_pages, pages_after
from builder.pipeline.root import Root
from builder.pipeline.world import derived_site, load
from builder.web import Served

#: What a browser runs to show the next state by itself. Only the preview carries a script inline.
_RELOAD = Markup(
    "<script>(async function next(){{try{{const r=await fetch('/__next__?after={}');"
    "if((await r.text())!=='{}')location.reload();else next()}}"
    "catch(e){{setTimeout(next,1000)}}}})()</script>"
)
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
    _engine: OnePage | None = None
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
            facts = self._facts(stamp) != self._facts(self._stamp) or not self._stamp
            self._stamp = stamp
            if facts:
                self._take_in()
            self._renew_engine()
            self.version += 1
            self._moved.notify_all()
        self.tell(self.findings)
        return True

    def _look(self) -> Stamp:
        """Return when each file that a page may depend on was last written."""
        folders = (self.root.catalog, self.root.archive, self.root.prose, TEMPLATES)
        return {
            path: path.lstat().st_mtime_ns
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }

    def _facts(self, stamp: Stamp) -> Stamp:
        """Return the part of a stamp that is about facts and observations."""
        folders = (self.root.catalog, self.root.archive)
        return {p: at for p, at in stamp.items() if any(map(p.is_relative_to, folders))}

    def _take_in(self) -> None:
        catalog, panel, self.findings = load(self.root, self.as_of)
        if stop_publication(self.findings):
            return
        site = derived_site(
            catalog, panel, as_of=self.as_of, findings=self.findings, with_downloads=False
        )
        self._pages = pages_after(self._pages, site) if self._pages else all_pages(site)

    def _renew_engine(self) -> None:
        if self._pages:
            paths = [*self._pages.paths, *self._prose()]
            if self._engine is None or not self._engine.knows(paths):
                self._engine = OnePage(self.root, paths, as_of=self.as_of)

    def _prose(self) -> list[str]:
        folder = self.root.prose / LANGUAGE
        return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]

    def wait(self, after: int, seconds: float) -> int:
        """Return the newest version, at once if it is newer than `after`, else when it is."""
        with self._moved:
            self._moved.wait_for(lambda: self.version > after, seconds)
            return self.version

    def answer(self, url: str) -> Served:
        """Return what stands at `url`, a path without a slash at its beginning."""
        with self._moved:
            if self._engine is None or self._pages is None:
                return Served(self._framed("<h1>There is nothing to show yet</h1>"), "text/html")
            path = self._engine.path_of(url)
            if path is None:
                return self._file(url, self._engine, self._pages.site)
            page = self._pages.page(path)
            text = render(page, self._pages.site) if page else self._written(path)
            html = self._engine.html(path, text)
            return Served(html.replace("</body>", f"{self._told()}</body>").encode(), "text/html")

    def _written(self, path: str) -> str:
        prose = self.root.prose
        return with_includes((prose / LANGUAGE / path).read_text("utf-8"), prose)

    def _file(self, url: str, engine: OnePage, site: Site) -> Served:
        own = self.root.prose / url
        inside = own.resolve().is_relative_to((self.root.prose / "assets").resolve())
        found = own if inside and own.is_file() else engine.theme_file(url)
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
        reload = _RELOAD.format(self.version, self.version)
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
