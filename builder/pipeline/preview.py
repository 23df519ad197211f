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
from builder.model.site import Page, Site
from builder.pages import TEMPLATES, pages, render
from builder.pipeline.build import LANGUAGE
from builder.pipeline.includes import with_includes
from builder.pipeline.one_page import OnePage
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
    _site: Site | None = None
    _pages: Mapping[str, Page] = field(default_factory=dict)
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
            self._stamp = stamp
            self._take_in()
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

    def _take_in(self) -> None:
        catalog, panel, self.findings = load(self.root, self.as_of)
        if stop_publication(self.findings):
            return
        self._site = derived_site(
            catalog, panel, as_of=self.as_of, findings=self.findings, with_downloads=False
        )
        self._pages = {page.path: page for page in pages(self._site)}
        paths = [*self._pages, *self._prose()]
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
            if self._engine is None or self._site is None:
                return Served(self._framed("<h1>There is nothing to show yet</h1>"), "text/html")
            path = self._engine.path_of(url)
            if path is None:
                return self._file(url, self._engine, self._site)
            page = self._pages.get(path)
            text = render(page, self._site) if page else self._written(path)
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
