"""The site engine within this process, for one page at a time: what a preview shows.

A whole site takes the engine seconds; a page takes it a few hundredths of one. The theme, the
extensions and the navigation are those of the published site; only the search index is missing.
"""

import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as EnginePage

from builder.pipeline.engine import inheriting_config
from builder.pipeline.root import Root
from builder.store.csv_file import write_whole


class OnePage:
    """The engine with its theme loaded, and the list of pages that links may lead to."""

    def __init__(self, root: Root, paths: Iterable[str], *, as_of: date) -> None:
        # The navigation names pages that somebody is about to write: no reason to be loud.
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        docs = root.build / "preview" / "docs"
        docs.mkdir(parents=True, exist_ok=True)
        self._config = load_config(
            str(inheriting_config(root.config, theme=root.prose / "theme", docs=docs, as_of=as_of)),
            plugins=[],
            strict=False,
        )
        theme = self._config.theme
        self._environment = theme.get_env()
        self._paths = frozenset(paths)
        self._files = Files([self._file(path) for path in paths])
        self._theme_files = Files([])
        self._theme_files.add_files_from_theme(self._environment, self._config)
        set_exclusions(self._files, self._config)
        self._navigation = get_navigation(self._files, self._config)
        self._by_url = {file.url: file.src_uri for file in self._files}

    def _file(self, path: str) -> File:
        settings = self._config
        return File(path, settings.docs_dir, settings.site_dir, settings.use_directory_urls)

    def knows(self, paths: Iterable[str]) -> bool:
        """Say whether these are the pages that it was made for."""
        return self._paths == frozenset(paths)

    def path_of(self, url: str) -> str | None:
        """Return the page that is published at `url`, None if there is none."""
        return self._by_url.get(url or "./")

    def theme_file(self, url: str) -> Path | None:
        """Return the file that the theme serves at `url`, None if it has none."""
        for file in self._theme_files:
            if file.dest_uri == url and file.abs_src_path:
                return Path(file.abs_src_path)
        return None

    def html(self, path: str, markdown: str) -> str:
        """Return the page at `path` as the engine publishes it, drawn from `markdown`."""
        file = self._file(path)
        write_whole(Path(self._config.docs_dir, path), markdown)
        page = EnginePage(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        context = get_context(self._navigation, self._files, self._config, page)
        return self._environment.get_template("main.html").render(context)
