"""The theme as the engine made it: a shell for every page, and the files that the theme brings."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from builder.pipeline.bodies import Body
from builder.pipeline.engine import Job, Running, Told
from builder.pipeline.marks import mark
from builder.pipeline.root import Root
from builder.pipeline.shells import Shell, Written, cut, shell_markdown, shells
from builder.store.csv_file import write_whole
from builder.text import published

#: What the engine brings that this site does not use: its search, and maps for its developers.
_UNUSED = re.compile(r"\.map$|/lunr/|/workers/|^search|^sitemap|^objects\.inv")
_NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Theme:
    """Shells by group, as cut; and the folder in which the engine left the theme's files."""

    folder: Path
    navigation: frozenset[str]
    shells: Mapping[tuple[str, ...], Shell]

    def knows(self, page: Written) -> bool:
        """Say whether it has a shell for `page`."""
        return page.group(self.navigation) in self.shells

    def page(self, page: Written, body: Body, built: date) -> str:
        """Return `page` as the engine would publish it."""
        shell = self.shells[page.group(self.navigation)]
        return shell.page(page.path, {**page.front, "built": built.isoformat()}, body)

    def not_found(self, built: date) -> str:
        """Return the page for an address that leads nowhere."""
        html = (self.folder / _NOT_FOUND).read_text(encoding="utf-8")
        return html.replace(mark("built"), built.isoformat())

    def files(self) -> Iterator[str]:
        """Yield the paths of the files that pages of this theme may load."""
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and path.suffix not in (".html", ".gz") and not _UNUSED.search(name):
                yield name

    def file(self, name: str) -> Path | None:
        """Return the file of the theme that stands at `name`, None if it brings none."""
        return self.folder / name if name in self.files() else None

    def copy_files(self, place: Path) -> None:
        """Copy the theme's files below `place`."""
        for name in self.files():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.folder / name, place / name)


class ThemeInTheMaking:
    """A theme that an engine is making, unless it made the same one before."""

    def __init__(
        self,
        root: Root,
        pages: Sequence[Written],
        navigation: frozenset[str],
        *,
        engine: str,
        work: Path,
        told: Told | None = None,
    ) -> None:
        self._navigation = navigation
        self._shells = shells(pages, navigation)
        texts = {path: shell_markdown(page.front) for path, page in self._shells.values()}
        self._job = Job(root.config, root.prose / "theme", work / "pages", work / "made",
                        told or Told())  # fmt: skip
        self._key, self._digest = work / "key", _digest(self._job, texts, engine)
        self._running = None if self._is_made() else self._begun(texts, engine)
        self._theme: Theme | None = None

    def _is_made(self) -> bool:
        key = self._key.read_text() if self._key.is_file() else ""
        return key == self._digest and self._job.output.is_dir()

    def _begun(self, texts: Mapping[str, str], engine: str) -> Running:
        self._key.unlink(missing_ok=True)
        shutil.rmtree(self._job.docs, ignore_errors=True)
        for path, text in texts.items():
            (self._job.docs / path).parent.mkdir(parents=True, exist_ok=True)
            (self._job.docs / path).write_text(text, encoding="utf-8", newline="")
        return Running(engine, self._job)

    def ready(self) -> bool:
        """Say whether `made` need not wait."""
        return self._running is None or self._running.ended()

    def made(self) -> Theme:
        """Return the theme once it is there. Raises EngineError if the engine refuses it."""
        if self._running:
            self._running.wait()
            write_whole(self._key, self._digest)
            self._running = None
        if self._theme is None:
            found = {group: self._cut(path) for group, (path, _) in self._shells.items()}
            self._theme = Theme(self._job.output, self._navigation, found)
        return self._theme

    def _cut(self, path: str) -> Shell:
        html = (self._job.output / published(path) / "index.html").read_text(encoding="utf-8")
        return cut(html, Path(path).stem)


def _digest(job: Job, texts: Mapping[str, str], engine: str) -> str:
    """Return what tells whether an engine would make the same theme again."""
    config = job.config.read_text(encoding="utf-8")
    told = [engine, *_versions(), config, repr(job.told)]
    # The configuration may ask the environment: whatever it could ask for counts.
    told += [f"{name}={os.environ.get(name)}" for name in re.findall(r"\b[A-Z][A-Z_]+\b", config)]
    told += [f"{path}\n{text}" for path, text in sorted(texts.items())]
    hashed = hashlib.sha256("\n".join(told).encode())
    for path in sorted(job.theme.rglob("*")):
        if path.is_file():
            hashed.update(str(path.relative_to(job.theme)).encode() + path.read_bytes())
    return hashed.hexdigest()


def _versions() -> Iterable[str]:
    for name in ("mkdocs", "mkdocs-material", "zensical", "Markdown"):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"
