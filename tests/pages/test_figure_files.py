"""Every figure has files of its own, and the line under it leads to those and to no other."""

import csv
import io
import json
import re
from xml.etree import ElementTree as Xml

import pytest

from builder.model.figures import is_section
from builder.model.site import Download
from builder.pages import figure_files, pages, render
from builder.pages._figure_tools import figures_of
from builder.text import link
from tests.world.small_world import small_site

Files = dict[str, Download]


@pytest.fixture(scope="module")
def files() -> Files:
    site = small_site()
    return {one.path: one for page in pages(site) for one in figure_files(site, page)}


def test_every_figure_of_every_page_has_its_files_and_they_are_linked(files: Files) -> None:
    site = small_site()
    seen = 0
    for page in pages(site):
        text = render(page, site)
        assert text.count("<figure ") == len(figures_of(page))
        for tools in re.findall(r'<p class="figure-tools">.*?</p>', text):
            seen += 1
            for href in re.findall(r'href="([^"]+)"', tools):
                wanted = [
                    path for path in (*files, *_pictures(files))
                    if link(page.path, path).removesuffix("index.html") == href
                ]  # fmt: skip
                assert len(wanted) == 1, href
        assert 'figure-tools" id=' not in text
    assert seen > 10


def _pictures(files: Files) -> list[str]:
    return [path.replace(".svg", ".png") for path in files if path.endswith(".svg")]


def test_the_table_of_a_figure_has_as_many_rows_as_its_link_says(files: Files) -> None:
    site = small_site()
    (page,) = [one for one in pages(site) if one.path == "countries/aa.md"]
    told = re.search(r'history-country-language.csv"[^>]*>CSV, (\d+) rows', render(page, site))
    assert told
    rows = list(
        csv.reader(io.StringIO(files["figures/countries/aa/history-country-language.csv"].text))
    )
    assert rows[0][2] == "Share (%)"
    assert len(rows) - 1 == int(told[1]) == 2
    assert rows[2][:4] == ["2026-11-08", "Avaland", "63.1579", "600"]


def test_the_numbers_of_a_line_chart_keep_its_stretches_apart(files: Files) -> None:
    told = json.loads(files["figures/adoption/history-country-all.json"].text)
    by_name = {one["label"]: one["segments"] for one in told["lines"]}
    assert [one["late"] for one in by_name["Avaland"]] == [False, True]
    assert by_name["Avaland"][1]["points"][0] == ["2026-09-01", 80]
    assert told["as_of"] == "2026-11-08"
    assert told["url"] == "http://127.0.0.1:8000/adoption/#history-country-all"


def test_a_page_alone_may_be_framed_and_says_how_to_cite(files: Files) -> None:
    text = files["embed/countries/aa/history-country-language/index.html"].text
    assert "&lt;iframe src=&#34;http://127.0.0.1:8000/embed/countries/aa/" in text
    assert "@misc{tracker-history-country-language-2026-11-08," in text
    assert "TY  - DATA" in text
    assert "UR  - http://127.0.0.1:8000/countries/aa/#history-country-language" in text
    assert not re.search(r"<script(?! src)|\sstyle=|\son\w+=", text)


def test_pictures_are_well_formed_and_the_same_twice(files: Files) -> None:
    site = small_site()
    again = {one.path: one for page in pages(site) for one in figure_files(site, page)}
    assert again == files
    for path, one in files.items():
        if path.endswith(".svg"):
            Xml.fromstring(one.text)  # noqa: S314  drawn by us


def test_only_pages_that_everybody_sees_have_pictures_drawn() -> None:
    drawn = {page.path for page in pages(small_site()) if is_section(page)}
    assert {"index.md", "adoption.md", "countries/aa.md"} <= drawn
    assert not any(path.startswith("models/a") for path in drawn)
