"""A reader who reads French or Chinese: the switch, the words of the scripts, and no barrier."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LANGUAGES
from tests.browser.opened import DESKTOP, PHONE, grave_faults, opened

#: Pages that hold, together, nearly everything that a template can draw.
PLACES = ("", "adoption/", "claims/", "models/", "chips/", "compare/", "search/?q=ava")
#: What the head says of the other languages.
HEAD = re.compile(r'<link rel=" alternate" hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]*)">')

pytestmark = pytest.mark.browser


def test_the_switch_leads_to_the_same_page_and_back(browser: Browser, small_address: str) -> None:
    for page in opened(browser, f"{small_address}claims/", DESKTOP):
        for language, heading in (("zh", "说法"), ("fr", "Affirmations"), ("en", "Claims")):
            page.locator(".tracker-languages summary").click()
            page.locator(f".tracker-languages a[lang={language}]").click()
            expect(page.locator("h1")).to_contain_text(heading)
            assert page.evaluate("document.documentElement.lang") == language
            assert page.url.endswith("/claims/")


def test_the_switch_works_by_keys_alone(browser: Browser, small_address: str) -> None:
    for page in opened(browser, f"{small_address}claims/", PHONE):
        page.locator(".tracker-languages summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Affirmations")


def test_scripts_speak_the_language_of_the_page(browser: Browser, small_address: str) -> None:
    for page in opened(browser, f"{small_address}fr/models/", DESKTOP):
        page.get_by_label("Filtrer les lignes").first.fill("ava")
        assert page.get_by_label("Filter rows").count() == 0
    for page in opened(browser, f"{small_address}zh/compare/", DESKTOP):
        expect(page.locator(".compare-form")).to_contain_text(re.compile("[\u4e00-\u9fff]"))


def test_what_is_compared_leads_to_pages_of_the_same_language(
    browser: Browser, small_address: str
) -> None:
    for page in opened(
        browser, f"{small_address}fr/compare/?of=countries/aa,countries/bb", DESKTOP
    ):
        first = page.locator(".compare-shown thead a").first
        first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.url == f"{small_address}fr/countries/aa/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_opens_without_errors_and_keeps_nobody_out(
    browser: Browser, small_address: str, language: str
) -> None:
    for place in PLACES:
        errors: list[str] = []
        for page in opened(browser, f"{small_address}{language}/{place}", PHONE, errors=errors):
            assert (place, _sideways(page)) == (place, 0)
            assert (place, grave_faults(page)) == (place, [])
        assert (place, errors) == (place, [])


def _sideways(page: Page) -> int:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(int(wide), 0)


def test_every_page_names_itself_in_the_languages_that_have_it(small_published: Path) -> None:
    told = dict(HEAD.findall((small_published / "fr/adoption/index.html").read_text("utf-8")))
    assert told == {
        "en": "/adoption/", "fr": "/fr/adoption/", "zh": "/zh/adoption/", "x-default": "/adoption/",
    }  # fmt: skip
    assert HEAD.findall((small_published / "decisions/index.html").read_text("utf-8")) == []
    for page in small_published.rglob("index.html"):
        for _, place in HEAD.findall(page.read_text("utf-8")):
            assert (small_published / place.lstrip("/") / "index.html").is_file(), (page, place)


def test_a_heading_is_found_at_the_same_anchor_in_every_language(small_published: Path) -> None:
    for language in LANGUAGES:
        pages = sorted((small_published / language).rglob("index.html"))
        assert pages
        for page in pages:
            home = small_published / page.relative_to(small_published / language)
            if page.parent.name != "about":  # which people write, each in their language
                assert _anchors(page) == _anchors(home), page


def _anchors(page: Path) -> list[str]:
    return re.findall(r'<h[2-6][^>]* id="([^"]+)"', page.read_text("utf-8"))
