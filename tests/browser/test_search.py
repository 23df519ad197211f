"""A reader searches: by name, with and without accents, in Chinese, narrowed, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.pipeline.searching import make_searchable, words_beside
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
FIRST_SEARCH_BYTES = 350_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found(page: Page) -> list[str]:
    page.locator(".search-results a").first.wait_for()
    return page.locator(".search-results a").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )


def test_a_model_is_found_from_the_box_of_any_page_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "health/")
    page.keyboard.press("/")
    page.keyboard.type("Kimi-K3")
    page.keyboard.press("Enter")
    assert found(page)[0] == "/models/kimi-k3/"
    assert "were found" in page.locator(".search-status").inner_text()


def test_a_first_search_downloads_little(page: Page, address: str) -> None:
    sizes: list[int] = []
    page.on(
        "response",
        lambda answer: sizes.append(len(answer.body())) if "pagefind" in answer.url else None,
    )
    page.goto(address + "search/?q=deepseek")
    found(page)
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= FIRST_SEARCH_BYTES


def test_results_are_narrowed_by_kind_and_country_and_the_address_keeps_it(
    page: Page, address: str
) -> None:
    page.goto(address + "search/?q=deepseek")
    found(page)
    page.locator("select[name=kind]").select_option("Organization")
    page.locator("select[name=country]").select_option("China")
    page.wait_for_function(
        "[...document.querySelectorAll('.search-results a')]"
        ".every(link => new URL(link.href).pathname.startsWith('/organizations/'))"
    )
    assert found(page)
    assert "kind=Organization" in page.url
    page.reload()
    assert all(link.startswith("/organizations/") for link in found(page))


def test_nothing_found_is_said(page: Page, address: str) -> None:
    page.goto(address + "search/?q=xqzzyx")
    page.get_by_text("Nothing was found for xqzzyx.").wait_for()


TEXTS = {
    "fr": ("Entraînement des modèles", "Le modèle a été entraîné à Genève."),
    "zh": ("深度求索", "这个模型由深度求索公司在杭州发布，许多人下载。"),
}


@pytest.mark.parametrize(
    ("language", "query"), [("fr", "entrainement"), ("fr", "modèle"), ("zh", "杭州")]
)
def test_words_are_found_without_accents_and_inside_a_chinese_sentence(
    page: Page, published: Path, tmp_path: Path, language: str, query: str
) -> None:
    title, text = TEXTS[language]
    kept = words_beside(tmp_path) / "pages"
    kept.mkdir(parents=True)
    (kept / "index.html").write_text(
        f'<!doctype html><html lang="{language}"><body><div data-pagefind-body>'
        f"<h1>{title}</h1><p>{text}</p></div></body></html>",
        encoding="utf-8",
    )
    search = (published / "search/index.html").read_text(encoding="utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_text(
        search.replace('<html lang="en"', f'<html lang="{language}"'), encoding="utf-8"
    )
    (tmp_path / "assets").symlink_to(published / "assets")
    make_searchable(tmp_path)
    with served(tmp_path) as place:
        page.goto(f"{place}search/?q={query}")
        assert found(page) == ["/pages/"]
