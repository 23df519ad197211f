"""What a reader can do on the pages: tables, charts that answer, comparing, embedding, asking."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from builder.pages.downloads import SNIPPETS
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
#: Scripts that every page may load, and what a chart that answers may cost, in bytes.
MOST_OF_TABLES, MOST_OF_CHART = 15_000, 40_000


def _opened(browser: Browser, url: str, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=script,
        reduced_motion="reduce", accept_downloads=True,
    )  # fmt: skip
    page = context.new_page()
    page.goto(url)
    return page


def _shown(page: Page) -> int:
    return page.locator("#models-rows tbody tr:visible").count()


def test_the_state_of_a_table_is_in_the_address_and_the_back_button_undoes_it(
    browser: Browser, address: str
) -> None:
    page = _opened(browser, address + "models/")
    everything = _shown(page)
    page.get_by_label("Filter rows").fill("deepseek-r1")
    page.locator("#models-rows th button").nth(3).press("Enter")  # released
    assert "models.q=deepseek-r1" in page.url
    assert "models.sort=3-" in page.url
    few = _shown(page)
    again = _opened(browser, page.url)
    again.locator("#models-rows th[aria-sort=descending]").wait_for()
    assert _shown(again) == few < everything
    page.go_back()
    page.locator("#models-rows th[aria-sort]").wait_for(state="detached")
    assert "sort" not in page.url


def test_the_file_of_a_table_holds_what_is_shown(browser: Browser, address: str) -> None:
    page = _opened(browser, address + "models/?models.q=kimi&models.hide=2_5")
    page.locator(".table-count").first.wait_for()
    with page.expect_download() as begun:
        page.locator(".table-take").first.click()
    frame = pd.read_csv(io.BytesIO(Path(begun.value.path()).read_bytes()))
    assert len(frame) == _shown(page)
    assert "Country" not in frame.columns
    assert frame["Model"].str.contains("kimi", case=False).all()


def test_a_chart_answers_to_the_keyboard_and_is_a_picture_until_then(
    browser: Browser, address: str
) -> None:
    page = _opened(browser, address + "adoption/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    figure = page.locator("figure.figure:has(svg.lines)").first
    assert not any("uplot" in url for url in asked)
    figure.locator(".figure-title a").focus()
    plot = figure.locator(".live-plot")
    plot.locator("canvas").wait_for()
    plot.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    readout = figure.locator(".live-readout")
    assert re.search(r"2026: .*China \d", readout.inner_text())
    name = figure.locator(".live-names button", has_text="China")
    name.press("Enter")
    assert name.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Tab")
    plot.focus()
    page.keyboard.press("ArrowLeft")
    assert "China" not in readout.inner_text()
    assert sum("uplot" in url for url in asked) == 1
    assert {url.split("/")[2] for url in asked} == {address.split("/")[2]}


def test_entities_of_several_kinds_are_compared_from_the_address(
    browser: Browser, address: str
) -> None:
    page = _opened(browser, address + "compare/?of=countries/cn,families/qwen,models/kimi-k3")
    page.locator(".compare-shown table").wait_for()
    heads = page.locator(".compare-shown thead th").all_inner_texts()
    assert heads == ["Fact", "China", "Qwen", "Kimi-K3"]
    assert page.locator(".compare-shown canvas").count() == 2
    page.get_by_label("Remove Qwen").click()
    page.locator(".compare-shown thead th").nth(3).wait_for(state="detached")
    assert "qwen" not in page.url
    hostile = _opened(browser, address + "compare/?of=../../x,countries/cn,<b>,countries/nowhere")
    hostile.locator(".compare-shown .nothing").wait_for()


def test_without_javascript_the_page_of_comparisons_says_what_to_do(
    browser: Browser, address: str
) -> None:
    page = _opened(browser, address + "compare/", script=False)
    assert "needs JavaScript" in page.locator("[data-compare]").inner_text()
    assert page.locator("[data-compare] a").count() == 4


def test_a_framed_figure_shows_the_figure_alone(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    own = address + "embed/countries/cn/history-country-language/"
    page = _opened(browser, own)
    assert page.locator(".alone-more").is_visible()
    (tmp_path / "index.html").write_text(f'<iframe src="{own}" width="600" height="600"></iframe>')
    with served(tmp_path) as elsewhere:
        page.goto(elsewhere)
        frame = page.frame_locator("iframe")
        frame.locator("figure svg.lines").wait_for()
        frame.locator("html.framed").wait_for(state="attached")
        assert not frame.locator(".alone-more").is_visible()


def test_scripts_stay_small(published: Path) -> None:
    assets = published / "assets"
    tables = ("tracker.js", "state.js", "tables.js", "words.js")
    assert sum((assets / name).stat().st_size for name in tables) <= MOST_OF_TABLES
    chart = [assets / "chart.js", assets / "state.js", assets / "vendor/uplot-1.6.32.min.js"]
    gzip = shutil.which("gzip")
    assert gzip
    packed = [subprocess.run([gzip, "-9c", one], capture_output=True, check=True).stdout  # noqa: S603
              for one in chart]  # fmt: skip
    assert sum(map(len, packed)) <= MOST_OF_CHART


def _snippet(name: str, where: str) -> str:
    return SNIPPETS[name].format(
        address=where, country="cn", csv="data/share-of-downloads.csv"
    )  # fmt: skip


def test_the_snippets_on_the_page_of_data_work(
    published: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(_snippet("pandas", address), {})  # noqa: S102  our own snippet
    assert re.search(r"language\s+cn\s+5\d\.\d", capsys.readouterr().out)
    # DuckDB loads an extension to ask over HTTP: here it reads the same file from the disk.
    rows = duckdb.sql(_snippet("DuckDB", f"{published}/")).fetchall()
    assert len(rows) == 5
    curl = shutil.which("curl")
    if curl:
        command = _snippet("curl", address).split()
        told = subprocess.run([curl, *command[1:]], capture_output=True, check=True)  # noqa: S603
        assert b'"name":"China"' in told.stdout
    rscript = shutil.which("Rscript")
    if rscript:
        subprocess.run([rscript, "-e", _snippet("R", address)], check=True)  # noqa: S603
