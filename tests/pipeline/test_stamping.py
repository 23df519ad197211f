"""A stamped page is the page that the engine would have made; both engines make the same site."""

import json
from datetime import date
from pathlib import Path

import pytest

from builder.model.site import Site
from builder.pages import pages, render
from builder.pipeline.build import build
from builder.pipeline.engine import Job, Running
from builder.pipeline.includes import prose_pages
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.told import theme_words, told_to_engine
from builder.pipeline.world import derived_site, load
from builder.store.site_config import read_site_config
from tests.pipeline.same import same
from tests.world.small_world import SMALL

AS_OF = date(2026, 11, 10)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    folder = tmp_path_factory.mktemp("small")
    (folder / "data").symlink_to(SMALL / "data")
    return Root(folder)


@pytest.fixture(scope="module")
def site(root: Root) -> Site:
    catalog, panel, findings = load(root, AS_OF)
    return derived_site(catalog, panel, as_of=AS_OF, findings=findings)


@pytest.fixture(scope="module")
def built(root: Root, site: Site) -> Path:
    return build(root, site, root.folder / "mkdocs-site").output


def files(place: Path, pattern: str) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob(pattern)}


def test_every_stamped_page_is_the_page_that_the_engine_makes(
    root: Root, site: Site, built: Path
) -> None:
    docs = root.build / "whole" / "pages"
    texts = {page.path: render(page, site) for page in pages(site)}
    for prose in prose_pages(CHECKOUT / "docs", "en"):
        texts[prose.path] = f"---\n{json.dumps(dict(prose.front))}\n---\n{prose.markdown()}"
    for path, text in texts.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8", newline="")
    config = root.build / "loose.yml"
    loose = (CHECKOUT / "mkdocs.yml").read_text("utf-8").replace(": warn", ": ignore")
    config.write_text(loose, encoding="utf-8")
    theme = CHECKOUT / "docs/theme"
    told = told_to_engine(
        read_site_config(config), site.catalog, ("en",), words=theme_words(theme), paths=frozenset()
    )
    whole = Running("mkdocs", Job(config, theme, docs, root.build / "w", told)).wait()
    differing = [
        name
        for name in sorted(files(whole, "index.html"))
        if same((whole / name).read_text("utf-8").replace("zqbuiltqz", str(AS_OF)))
        != same((built / name).read_text("utf-8"))
    ]
    assert len(files(whole, "index.html")) > 30
    assert differing == []


def test_both_engines_make_the_same_pages(root: Root, site: Site, built: Path) -> None:
    pytest.importorskip("zensical")
    other = build(root, site, root.folder / "zensical-site", engine="zensical").output
    assert files(other, "*.html") == files(built, "*.html")
    assert files(other / "data", "*") == files(built / "data", "*")
    first, second = (place / "models" for place in (built, other))
    assert {p.name for p in first.iterdir()} == {p.name for p in second.iterdir()}


def test_a_theme_that_did_not_change_is_not_made_again_and_gives_the_same_bytes(
    root: Root, site: Site, built: Path
) -> None:
    made = root.build / "shells/mkdocs/en/made/index.html"
    before = made.stat().st_mtime_ns
    again = build(root, site, root.folder / "again").output
    assert made.stat().st_mtime_ns == before
    names = files(built, "*.html") | files(built, "*.csv") | {"sitemap.xml"}
    assert {n for n in names if (built / n).read_bytes() != (again / n).read_bytes()} == set()


def test_the_site_brings_its_search_and_leaves_out_what_nobody_loads(built: Path) -> None:
    names = files(built, "*")
    assert "pagefind/pagefind.js" in names
    assert "sitemap.xml" in names
    assert not [name for name in names if "lunr" in name or name.endswith(".map")]
    assert not [name for name in names if Path(name).name.endswith("-shell") or "zq" in name]
