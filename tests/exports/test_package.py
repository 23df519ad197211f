"""The tables are described as they are: validators of others read them without a complaint."""

import io
import json
import re
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from frictionless import Package

from builder.exports import downloads
from builder.exports._package import CROISSANT, PACKAGE, ZIP, _type
from builder.model.entities import Language
from builder.model.site import Download
from tests.world.small_world import small_site


@pytest.fixture(scope="module")
def files() -> dict[str, Download]:
    return {one.path: one for one in downloads(small_site())}


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_is_valid_and_so_is_every_table(
    files: dict[str, Download], tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(files[ZIP].body)) as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / PACKAGE)).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == sum(d.listed for d in files.values())


def test_the_croissant_names_every_table_with_its_hash_and_columns(
    files: dict[str, Download],
) -> None:
    croissant = json.loads(files[CROISSANT].text)
    hashes = {one["@id"]: one["sha256"] for one in croissant["distribution"]}
    assert hashes == {p: sha256(d.body).hexdigest() for p, d in files.items() if d.listed}
    for record_set in croissant["recordSet"]:
        for field in record_set["field"]:
            assert field["source"]["fileObject"]["@id"] in hashes
            assert field["dataType"].startswith("sc:")


def test_no_name_of_the_croissant_has_a_blank_and_a_sentence_is_no_column() -> None:
    site = small_site()
    french = Language(
        id="fr", name="Français", source="atlas", english="French", complete=False,
        words={"Who leads?": "Qui mène ?"},
    )  # fmt: skip
    catalog = replace(site.catalog, entities={**site.catalog.entities, "languages": {"fr": french}})
    told = {one.path: one for one in downloads(replace(site, catalog=catalog, _known={}))}
    assert "Who leads" not in told["data/languages.csv"].text
    named = re.findall(r'"@id": ?"([^"]*)"', told[CROISSANT].text)
    assert [one for one in named if " " in one] == []
    assert named


def test_the_zip_is_the_same_twice_and_holds_the_tables(files: dict[str, Download]) -> None:
    again = {one.path: one for one in downloads(small_site())}
    assert files[ZIP].packed == again[ZIP].packed
    with zipfile.ZipFile(io.BytesIO(files[ZIP].body)) as archive:
        assert archive.read("data/models.csv") == files["data/models.csv"].body


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"1", "-2"}, "integer"), ({"1", "2.5"}, "number"), ({"2026-11-08"}, "date"),
        ({"True", "False"}, "boolean"), ({"1", "x"}, "string"), (set(), "string"),
        ({"0123456789012345678"}, "number"),
    ],
)  # fmt: skip
def test_a_column_has_the_narrowest_type_that_fits(cells: set[str], expected: str) -> None:
    assert _type(cells) == expected
