"""The blast radius: a real repository, a real change, and everything that it moves."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from builder.pipeline.compare import state
from builder.store.archive import Archive
from tests.world.small_world import SMALL

DAY = "2026-11-09"


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the small world as a repository with one commit."""
    folder = tmp_path / "checkout"
    shutil.copytree(SMALL, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The small world")
    return folder


def diff(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "main", "--root", str(root), "--as-of", DAY,
                                     *arguments])  # fmt: skip


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / "data/catalog" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_no_change_moves_nothing(root: Path) -> None:
    result = diff(root)
    assert result.exit_code == Exit.WELL, result.output
    assert "Against main: 0 entities, 0 facts, 0 numbers, 0 pages move" in result.output


def test_an_organization_that_moves_house_moves_shares_ranks_and_pages(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: aa")
    result = diff(root, "--format", "json")
    assert result.exit_code == Exit.WELL, result.output
    told = json.loads(result.output)
    assert [(f["entity"], f["field"], f["before"], f["after"]) for f in told["facts"]] == [
        ("beta", "country", "bb", "aa")
    ]
    shares = {
        (m["what"], m["period"]): (m["before"], m["after"])
        for m in told["numbers"]
        if m["value_name"] == "share_pct" and m["source"] == "hugging-face"
    }
    before, after = shares[("all/country/aa", "2026-11-08")]
    gone, nothing = shares[("all/country/bb", "2026-11-08")]
    assert nothing is None
    assert after == pytest.approx(before + gone)
    assert any(m["unit"] == "rank" for m in told["numbers"])
    assert {m["period"] for m in told["numbers"]} > {"2026-11-08"}, "the past moves too"
    paths = {page["path"] for page in told["pages"]}
    assert {"countries/aa.md", "countries/bb.md", "organizations/beta.md", "index.md"} <= paths
    assert "contribute/models.md" not in paths


def test_a_pull_request_is_told_in_tables_that_no_name_can_break(root: Path) -> None:
    edit(root, "organizations/beta.yml", "name: Beta", "name: 'Be[ta](x) ![i](y) @all'")
    told = diff(root, "--format", "markdown").output
    assert told.startswith("### Against main: 1 entity, 1 fact, 0 numbers, ")
    row = next(line for line in told.splitlines() if line.startswith("| organizations"))
    assert row.count("|") == 5
    assert "[ta](x)" not in told


def test_a_change_that_cannot_stand_is_told_with_its_findings(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: zz")
    result = diff(root)
    assert result.exit_code == Exit.FINDINGS
    assert "data/catalog/organizations/beta.yml:" in result.output
    assert "references" in result.output


def test_what_a_merged_edit_moved_in_the_past_is_kept_once(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: aa")
    for _ in range(2):
        assert diff(root, "--record").exit_code == Exit.WELL
    changes = Archive(root / "data/archive").read().changes
    assert set(changes["vintage"]) == {DAY}
    (fact,) = changes[changes["what"] == "fact"].to_dict("records")
    assert (fact["name"], fact["before"], fact["after"]) == (
        "organizations/beta/country", "bb", "aa",
    )  # fmt: skip
    (total,) = changes[changes["what"] == "total"].to_dict("records")
    assert int(total["after"]) >= len(changes[changes["what"] == "number"]) > 1


def test_two_edits_of_one_day_are_told_from_the_first_value_to_the_last(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: aa")
    diff(root, "--record")
    git(root, "commit", "--quiet", "--all", "--message=Beta moves")
    edit(root, "organizations/beta.yml", "country: aa", "country: cc")
    diff(root, "--record")
    changes = Archive(root / "data/archive").read().changes
    (fact,) = changes[changes["what"] == "fact"].to_dict("records")
    assert (fact["before"], fact["after"]) == ("bb", "cc")


def test_a_file_that_goes_is_one_line_of_the_record_however_much_it_said(root: Path) -> None:
    claim = root / "data/catalog/claims/aa-leads.yml"
    claim.write_text(claim.read_text("utf-8").replace("group: bb", "group: cc"), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message=No claim names it")
    (root / "data/catalog/countries/bb.yml").rename(root / "data/catalog/countries/dd.yml")
    for name in ("beta", "delta"):
        edit(root, f"organizations/{name}.yml", "country: bb", "country: dd")
    diff(root, "--record")
    changes = Archive(root / "data/archive").read().changes
    facts = changes[changes["what"] == "fact"].to_dict("records")
    assert [(f["name"], f["before"], f["after"]) for f in facts] == [
        ("countries/bb/", "in the catalog", ""), ("countries/dd/", "", "in the catalog"),
        ("organizations/beta/country", "bb", "dd"), ("organizations/delta/country", "bb", "dd"),
    ]  # fmt: skip


def test_what_was_recorded_is_told_on_the_page_of_changes_even_when_its_group_is_gone(
    root: Path,
) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: aa")
    diff(root, "--record")
    path = next((root / "data/archive/changes").rglob("*.csv"))
    path.write_text(path.read_text("utf-8").replace("/bb", "/nowhere"), "utf-8")
    page = state(root, date.fromisoformat(DAY)).pages["changes.md"]
    assert "No edit has changed" not in page
    assert re.search(r">Beta<.*?>country<.*?>bb<.*?>aa<", page, re.DOTALL)
    assert re.search(r">[^<>]+, null pct: nowhere, base<", page)


def test_where_one_side_cannot_be_published_nobody_is_told_that_nothing_moves(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: zz")
    assert "cannot be published, for the errors below" in (told := diff(root).output)
    assert "0 numbers" not in told
    git(root, "commit", "--quiet", "--all", "--message=Broken")
    edit(root, "organizations/beta.yml", "country: zz", "country: bb")
    mended = diff(root)
    assert mended.exit_code == Exit.WELL
    assert "the data of main cannot be published with this software" in mended.output
    assert "0 numbers" not in mended.output


def test_an_edit_that_moves_no_number_leaves_no_mark(root: Path) -> None:
    edit(root, "organizations/beta.yml", "name: Beta", "name: Beta House")
    assert diff(root, "--record").exit_code == Exit.WELL
    assert Archive(root / "data/archive").read().changes.empty


def test_a_commit_that_is_not_there_is_wrong_usage(root: Path) -> None:
    for ref in ("no-such-branch", "--output=x"):
        result = CliRunner().invoke(main, ["diff", "--root", str(root), "--", ref])
        assert result.exit_code == Exit.USAGE, result.output
    shutil.rmtree(root / ".git")
    assert diff(root).exit_code == Exit.USAGE
