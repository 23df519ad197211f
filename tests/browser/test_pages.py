"""A reader opens the pages in a real browser, on a desktop and a phone, light and dark."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import builder.pages
from tests.browser.opened import DESKTOP, NARROW, PHONE, grave_faults, opened
from tests.world.small_world import small_site

#: One page of every template.
TEMPLATES = (
    "",
    "adoption/",
    "countries/",
    "countries/cn/",
    "organizations/",
    "organizations/deepseek/",
    "families/qwen/",
    "models/",
    "models/deepseek-r1/",
    "models/o1/",
    "method/",
    "health/",
    "data/",
    "changes/",
    "compare/",
    "events/",
    "chips/",
    "embed/countries/cn/history-country-language/",
    "404.html",
    "about/",
    "limits/",
    "decisions/",
    "search/?q=qwen",
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=[(DESKTOP, "light"), (PHONE, "dark")], ids=str)
def window(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, list[str]]]:
    """Give a window for page after page, and what it complains of: errors, foreign requests.

    A new window for each page costs more than the page.
    """
    size, scheme = request.param
    complaints: list[str] = []
    own = (address, "data:", "blob:")
    for page in opened(browser, "about:blank", size, scheme=scheme, errors=complaints):
        page.on("request", lambda asked: asked.url.startswith(own) or complaints.append(asked.url))
        yield page, complaints


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_opens_without_errors_foreign_requests_or_sideways_scrolling(
    window: tuple[Page, list[str]], address: str, template: str
) -> None:
    page, complaints = window
    page.goto(address + template)
    page.wait_for_load_state("networkidle")  # its parts are loaded after the page itself
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    heading = page.locator("h1, .figure-title").first.inner_text()
    told = [*complaints]
    complaints.clear()
    assert told == []
    assert wide <= 0
    assert heading.strip()


@cache
def _pages_by_template() -> dict[str, str]:
    """Return for every template a page of the small world that is drawn from it, as an address."""
    found = {page.template: page.path for page in builder.pages.pages(small_site())}
    return {
        template: path.removesuffix("index.md").removesuffix(".md") + "/" * ("index" not in path)
        for template, path in found.items()
    }


def test_every_template_is_opened_somewhere() -> None:
    folder = Path(builder.pages.__file__).parent
    drawn = {path.name for path in folder.glob("[!_]*.md.j2")}
    assert drawn == set(_pages_by_template())


def test_no_template_keeps_readers_out(browser: Browser, small_address: str) -> None:
    others = {"embed": "embed/adoption/leaders/", "home without a page": "404.html"}
    for page in opened(browser, "about:blank", DESKTOP):
        for template, path in {**_pages_by_template(), **others}.items():
            page.goto(small_address + path)
            assert (template, grave_faults(page)) == (template, [])


def test_no_template_is_hard_to_read_on_a_phone_in_the_dark(
    browser: Browser, small_address: str
) -> None:
    for page in opened(browser, "about:blank", PHONE, scheme="dark"):
        for template, path in _pages_by_template().items():
            page.goto(small_address + path)
            found = grave_faults(page, runOnly=["color-contrast"])
            assert (template, found) == (template, [])


@pytest.mark.parametrize("template", ["", "countries/cn/", "models/deepseek-r1/"])
def test_figures_are_seen_without_javascript(browser: Browser, address: str, template: str) -> None:
    for page in opened(browser, address + template, PHONE, script=False):
        figures = page.locator("figure.figure")
        assert figures.count() >= 1
        for index in range(figures.count()):
            figure = figures.nth(index)
            drawing = figure.locator("svg").first.bounding_box()
            assert drawing is not None
            assert drawing["width"] > 0
            assert "As of" in figure.inner_text()
            assert "Source" in figure.inner_text()


def test_nothing_is_wider_than_the_narrowest_phone(browser: Browser, address: str) -> None:
    for page in opened(browser, "about:blank", NARROW):
        for template in ("", "adoption/", "models/deepseek-r1/", "health/"):
            page.goto(address + template)
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_twice_as_large_letters_need_no_sideways_scrolling(browser: Browser, address: str) -> None:
    for page in opened(browser, "about:blank", (DESKTOP[0] // 2, DESKTOP[1] // 2)):
        for template in ("", "adoption/", "models/", "claims/", "chips/"):
            page.goto(address + template)
            assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP[0] // 2


def test_who_wants_no_motion_sees_none(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + "models/deepseek-r1/")
    page.locator("figure").first.hover()
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => {"
        " const style = getComputedStyle(one);"
        " return [style.transitionDuration, style.animationDuration].join().split(',')"
        "  .some(told => parseFloat(told) > 0.011) }).length"
    )
    context.close()
    assert moving == 0


def test_a_table_sorts_by_a_click_and_filters_by_typing(browser: Browser, address: str) -> None:
    for page in opened(browser, address + "models/", DESKTOP):
        rows = page.locator("table.data tbody tr")
        everything = rows.count()
        header = page.locator("table.data th", has_text="Downloads").locator("button").first
        header.click()  # numbers begin with the largest
        downloads = [
            float(cell)
            for cell in page.locator("table.data tbody tr td:last-child").evaluate_all(
                "cells => cells.slice(0, 20).map(cell => cell.dataset.v)"
            )
        ]
        assert downloads == sorted(downloads, reverse=True)
        page.get_by_label("Filter rows").fill("deepseek-r1")
        visible = page.locator("table.data tbody tr:visible").count()
        assert 1 <= visible < everything


def test_the_dark_scheme_changes_the_paper_and_keeps_the_text_readable(
    browser: Browser, address: str
) -> None:
    def brightness(scheme: str) -> tuple[float, float]:
        for page in opened(browser, address, DESKTOP, scheme=scheme):
            colours = page.evaluate(
                "['backgroundColor', 'color'].map(name => "
                "getComputedStyle(document.body)[name].match(/[\\d.]+/g).slice(0, 3)"
                ".reduce((sum, part) => sum + Number(part), 0))"
            )
        return colours[0], colours[1]

    light_paper, light_ink = brightness("light")
    dark_paper, dark_ink = brightness("dark")
    assert light_paper > light_ink
    assert dark_paper < dark_ink
