"""Every link of the built site goes somewhere, and nothing is loaded from elsewhere."""

import gzip
import posixpath
from collections.abc import Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from tests.browser.html_pages import HtmlPage

Pages = dict[Path, HtmlPage]


@pytest.fixture(scope="module")
def pages(published: Path) -> Pages:
    return {path: HtmlPage.read(path) for path in sorted(published.rglob("*.html"))}


def _goal(page: str, path: str, files: Set[str]) -> str:
    """Return the file of the site that the path of a relative link of `page` means."""
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return goal if goal in files else posixpath.normpath(f"{goal}/index.html")


def test_every_link_and_anchor_of_the_site_resolves(published: Path, pages: Pages) -> None:
    every = (path for path in published.rglob("*") if path.is_file())
    files = {path.relative_to(published).as_posix() for path in every}
    ids = {path.relative_to(published).as_posix(): html.ids for path, html in pages.items()}
    broken = []
    for path, html in pages.items():
        if path.name == "404.html":
            continue  # its links are absolute, because it answers for every address
        page = path.relative_to(published).as_posix()
        for link in set(html.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            goal = _goal(page, unquote(parts.path), files)
            anchor = unquote(parts.fragment)
            if goal not in files or (anchor and goal in ids and anchor not in ids[goal]):
                broken.append(f"{page} -> {link}")
    assert broken == []


def test_no_id_stands_twice_on_a_page(published: Path, pages: Pages) -> None:
    twice = {str(path.relative_to(published)): html.twice for path, html in pages.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_a_page_of_every_kind_is_sound_html(published: Path) -> None:
    kinds = {path.relative_to(published).parts[0]: path for path in published.rglob("*.html")}
    for path in {*kinds.values(), *published.glob("*/index.html")}:
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text("utf-8"))
        assert (path, parser.errors) == (path, [])


def test_every_figure_has_its_numbers_as_a_table(pages: Pages, published: Path) -> None:
    lacking = [
        str(path.relative_to(published))
        for path in pages
        if (told := path.read_text("utf-8")).count('<figure class="figure"')
        > told.count('class="figure-table"') + told.count('class="alone')
    ]
    assert lacking == []


def test_no_page_loads_anything_from_another_host(pages: Pages) -> None:
    foreign = {
        load
        for path, html in pages.items()
        for load in html.loads
        if urlsplit(load).netloc and path.name != "404.html"
    }
    assert foreign == set()


def test_every_outward_link_is_http_and_nothing_else(pages: Pages) -> None:
    schemes = {urlsplit(link).scheme for html in pages.values() for link in html.links}
    assert schemes <= {"", "http", "https"}


def test_every_entity_of_the_catalog_has_its_page(published: Path) -> None:
    root = published.parent
    assert (root / "data/catalog").is_dir()
    for kind in ("countries", "organizations", "families", "models"):
        wanted = {path.stem for path in (root / "data/catalog" / kind).glob("*.yml")}
        built = {path.parent.name for path in (published / kind).glob("*/index.html")}
        assert built == wanted


def test_no_page_grows_with_the_number_of_models(published: Path, pages: Pages) -> None:
    sizes = {
        path.relative_to(published).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in pages
    }
    too_large = {path: size for path, size in sizes.items() if size > 60_000}
    assert too_large == {}
    named = {p: {x for x in html.links if "/models/" in x} for p, html in pages.items()}
    listing = [p for p, models in named.items() if len(models) > 300]
    assert [p for p in listing if p.parent.name not in ("models",)] == []


def test_every_page_says_when_it_was_built_and_how_old_its_data_is(pages: Pages) -> None:
    for path in pages:
        text = path.read_text(encoding="utf-8")
        alone = 'class="alone"' in text  # a figure alone says the day of its data
        assert "Page built for" in text or path.name == "404.html" or alone, path
