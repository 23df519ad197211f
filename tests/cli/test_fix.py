"""`tracker fix` as a maintainer meets it: which files change, and which never do."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from builder.store.catalog import read_catalog
from tests.world.roots import make_root, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout whose files are not yet in form."""
    return make_root(tmp_path, "org-a", "org-b")


def fix(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["fix", *arguments, "--root", str(root)])


def state(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_without_a_path_all_files_are_formatted_and_a_second_time_changes_nothing(
    root: Path,
) -> None:
    before = read_catalog(root / "data/catalog", root)[0].entities
    first = fix(root)
    assert first.exit_code == Exit.WELL
    assert "data/catalog/countries/aa.yml is formatted" in first.output
    assert "5 files, 5 formatted" in first.output
    assert read_catalog(root / "data/catalog", root)[0].entities == before
    once = state(root)
    assert "5 files, 0 formatted" in fix(root).output
    assert state(root) == once


def test_check_writes_nothing_and_tells_what_would_change(root: Path) -> None:
    before = state(root)
    result = fix(root, "--check")
    assert result.exit_code == Exit.FINDINGS
    assert "data/catalog/countries/aa.yml would change" in result.output
    assert state(root) == before
    fix(root)
    assert fix(root, "--check").exit_code == Exit.WELL


def test_only_the_named_files_and_folders_are_formatted(root: Path) -> None:
    catalog = root / "data/catalog"
    result = fix(root, str(catalog / "countries"), str(catalog / "organizations/org-a.yml"))
    assert "3 files, 3 formatted" in result.output
    assert not (catalog / "organizations/org-b.yml").read_text("utf-8").startswith("#")


def test_a_file_that_does_not_parse_is_left_alone_and_stops_no_other(root: Path) -> None:
    bad = root / "data/catalog/countries/aa.yml"
    write(bad, "name: [a\n")
    result = fix(root)
    assert result.exit_code == Exit.FINDINGS
    assert "data/catalog/countries/aa.yml:2:1: error: is not YAML" in result.output
    assert bad.read_text("utf-8") == "name: [a\n"
    assert "5 files, 4 formatted" in result.output


@pytest.mark.parametrize(
    "path", ["data/archive", "nowhere.yml", "../x.yml", "data/catalog/../../a"]
)
def test_nothing_outside_the_catalog_is_touched(root: Path, path: str) -> None:
    write(root / "data/archive/x.yml", "b: 1\na: 2\n")
    write(root / "a", "b: 1\n")
    before = state(root)
    assert fix(root, str(root / path)).exit_code == Exit.USAGE
    assert state(root) == before


def test_links_and_strays_are_passed_by(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    write(outside, "source: a\nname: b\n")
    (root / "data/catalog/countries/zz.yml").symlink_to(outside)
    write(root / "data/catalog/stray.yml", "source: a\nname: b\n")
    assert "5 files" in fix(root).output
    assert outside.read_text("utf-8") == "source: a\nname: b\n"


def test_a_file_appears_whole_or_not_at_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(root)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = fix(root)
    assert result.exit_code == Exit.FINDINGS
    assert "cannot be formatted: No space left on device" in result.output
    assert state(root) == before
