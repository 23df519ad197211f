"""Files for machines: they parse back, run nothing, and are equal twice."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.exports import downloads
from builder.exports._csv import csv_text
from builder.metrics import derive
from builder.model.panel import Panel
from builder.model.site import Download, Site
from tests.world.small_world import LAST_DAY, catalog_from, empty_catalog, small_catalog, small_site


def by_path(site: Site) -> dict[str, Download]:
    """Return the tables; what describes them is tested beside this file."""
    found = downloads(site)
    assert len({download.path for download in found}) == len(found)
    return {download.path: download for download in found if download.path.endswith(".csv")}


def rows(download: Download) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(download.text, newline=""), strict=True))


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_every_file_parses_back_with_as_many_rows_as_it_says() -> None:
    for path, download in by_path(small_site()).items():
        cells = table(download.text)
        assert len({len(row) for row in cells}) == 1, path
        assert len(cells) - 1 == download.rows, path
        assert "" not in cells[0]
        assert download.title
        assert download.source


def test_the_files_are_those_that_pages_promise() -> None:
    assert set(by_path(small_site())) == {
        *(f"data/{kind}.csv" for kind, found in small_catalog().entities.items() if found),
        *(f"data/{metric}.csv" for metric in small_site().derived),
        "data/fetches.csv", "data/freshness.csv", "data/numbers.csv",
        "data/latest-hugging-face.csv", "data/latest-old-lists.csv",
        *(f"data/countries/{i}.csv" for i in ("aa", "bb", "cc")),
        *(f"data/organizations/{i}.csv" for i in ("alpha", "beta", "gamma")),
        *(f"data/families/{i}.csv" for i in ("ava", "bor", "cor")),
        *(f"data/models/{i}.csv" for i in ("ava-1", "ava-2", "bor-1", "cor-1")),
    }  # fmt: skip


def test_the_newest_period_is_as_it_was_last_known() -> None:
    latest = rows(by_path(small_site())["data/latest-hugging-face.csv"])
    assert {row["period"] for row in latest} == {"2026-11-08"}
    counts = {row["entity"]: row["downloads_30d"] for row in latest}
    assert counts["gamma/Cor-1"] == "50"
    assert counts["Alpha/Embed"] == ""
    assert list(counts) == sorted(counts)


def test_a_share_has_four_decimals_and_a_count_no_point() -> None:
    shares = rows(by_path(small_site())["data/share-of-downloads.csv"])
    (cor,) = [
        r
        for r in shares
        if r["group"] == "cc" and r["period"] == "2026-09-09" and r["scope"] == "all"
    ]
    assert (cor["downloads_30d"], cor["share_pct"], cor["rank"]) == ("40", "13.3333", "2")


def test_a_catalogued_fact_has_its_path_as_its_column() -> None:
    models = {row["id"]: row for row in rows(by_path(small_site())["data/models.csv"])}
    assert models["ava-2"]["released.on"] == "2025-06"
    assert models["ava-2"]["parameters.total_b"] == "20.5"
    assert models["ava-1"]["context.tokens"] == "8192"
    assert models["cor-1"]["context.tokens"] == ""
    assert models["bor-1"]["repositories"] == '["beta/Bor-1", "beta-old/Bor-1"]'


def test_a_model_of_two_repositories_has_both_in_its_series() -> None:
    series = rows(by_path(small_site())["data/models/bor-1.csv"])
    assert [(row["period"], row["downloads_30d"]) for row in series] == [
        ("2026-11-01", "300"), ("2026-11-08", "150")
    ]  # fmt: skip


def test_the_same_world_twice_gives_the_same_bytes() -> None:
    assert downloads(small_site()) == downloads(replace(small_site(), _known={}))


def test_a_world_that_knows_nothing_has_files_with_nothing_in_them() -> None:
    panel, catalog = Panel.empty(), empty_catalog()
    found = by_path(Site(LAST_DAY, catalog, panel, derive(panel, catalog, LAST_DAY), {}))
    assert "data/latest-hugging-face.csv" not in found
    assert all(len(table(download.text)) == 1 for download in found.values())
    assert all(download.rows == 0 for download in found.values())


def test_a_catalog_without_an_archive_has_its_facts() -> None:
    panel, catalog = Panel.empty(), small_catalog()
    site = Site(LAST_DAY, catalog, panel, derive(panel, catalog, LAST_DAY), {})
    assert len(rows(by_path(site)["data/models.csv"])) == 5


@pytest.mark.parametrize("mark", ["=1+1", "+1", "-1", "@x", "＝1", "\t=1", "\r=1", "\n=1"])
def test_a_text_that_is_a_formula_is_defused(mark: str) -> None:
    cell = table(csv_text(pd.DataFrame({"a": [mark, "x"]})))[1][0]
    assert cell.startswith("'")


def test_a_fact_that_is_a_formula_is_defused_and_a_number_is_not() -> None:
    catalog, findings = catalog_from(
        {"organizations/evil": "name: '=HYPERLINK(1)'\nsource: atlas\ncountry: aa\nroles: [chips]\n"
                               "note: '@SUM(1)'\n"},
        small_catalog(),
    )  # fmt: skip
    assert findings == ()
    site = replace(small_site(), catalog=catalog, _known={})
    (evil,) = [r for r in rows(by_path(site)["data/organizations.csv"]) if r["id"] == "evil"]
    assert (evil["name"], evil["note"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    changes = rows(by_path(site)["data/momentum.csv"])
    assert "-50" in {row["change_pct"] for row in changes}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_text_stays_in_its_own_cell(texts: list[str]) -> None:
    cells = table(csv_text(pd.DataFrame({"a": texts, "b": ["x"] * len(texts)})))
    assert len(cells) == len(texts) + 1
    assert all(row[1] == "x" for row in cells[1:])
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in cells[1:])


def test_columns_are_written_by_their_kind() -> None:
    frame = pd.DataFrame({
        "day": pd.to_datetime(["2026-11-08", None]),
        "count": [5.0, None],
        "pct": [1 / 3, 2.0],
        "whole": [1, 2],
        "yes": [True, False],
        "mixed": pd.Series([7, None], dtype="object"),
    })  # fmt: skip
    assert csv_text(frame) == (
        "day,count,pct,whole,yes,mixed\n2026-11-08,5,0.3333,1,True,7\n,,2.0,2,False,\n"
    )
