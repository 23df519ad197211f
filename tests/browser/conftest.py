"""The real site, built once from the committed data, served on loopback, and a real browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.world.small_world import LAST_DAY, SMALL

CHECKOUT = Path(__file__).parents[2]
AS_OF = "2026-11-25"
#: The languages of the small world beside English.
LANGUAGES = ("fr", "zh")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _built(folder: Path, root: Path, as_of: str, languages: tuple[str, ...]) -> Path:
    """Build a copy of the data of `root` in `folder`, once for all workers of this run."""
    site = folder / "site"
    with FileLock(f"{folder}.lock"):
        if not site.exists():
            shutil.copytree(root / "data", folder / "data")
            for one in languages:
                _teach(folder / "data/catalog", one)
            asked = [part for one in ("en", *languages) for part in ("--language", one)]
            run = subprocess.run(  # noqa: S603  our own command
                [sys.executable, "-m", "builder", "build", "--root", folder, "--as-of", as_of,
                 *asked],
                capture_output=True, text=True, check=False, cwd=CHECKOUT,
            )  # fmt: skip
            assert run.returncode == 0, run.stdout + run.stderr
    return site


def _teach(catalog: Path, language: str) -> None:
    """Give a catalog the words that ours has in a language, on the word of a source of its own."""
    told = (CHECKOUT / f"data/catalog/languages/{language}.yml").read_text("utf-8")
    source = min((catalog / "sources").iterdir()).stem
    own = catalog / f"languages/{language}.yml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(told.replace("source: unicode-cldr", f"source: {source}", 1), "utf-8")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """Build the committed data with the real command, in English, and return the site's folder."""
    return _built(shared / "real", CHECKOUT, AS_OF, ())


@pytest.fixture(scope="session")
def small_published(shared: Path) -> Path:
    """Build the small world in all languages: it has every kind of page and little on it."""
    return _built(shared / "small", SMALL, LAST_DAY.isoformat(), LANGUAGES)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output to the test's own words."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of loopback, and give its address."""
    handler = functools.partial(_Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(published: Path) -> Iterator[str]:
    """Serve the site."""
    with served(published) as place:
        yield place


@pytest.fixture(scope="session")
def small_address(small_published: Path) -> Iterator[str]:
    """Serve the small world."""
    with served(small_published) as place:
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that CHROMIUM names, Debian's, or Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
