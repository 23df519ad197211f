"""The blast radius: a real repository, a real change, and everything that it moves."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.cli._effect import FORMS
from builder.errors import Exit
from builder.model.effect import Effect, FactMove, NumberMove
from builder.pages import render
from builder.pages.changes import view as changes_view
from builder.pipeline.compare import record
from builder.store.archive import Archive
from tests.world.small_world import SMALL, small_site

DAY = "2026-11-09"


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


def repository(folder: Path) -> Path:
    """Return the small world as a repository with one commit."""
    shutil.copytree(SMALL, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The small world")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give that repository."""
    return repository(tmp_path / "checkout")


def diff(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "main", "--root", str(root), "--as-of", DAY,
                                     *arguments])  # fmt: skip


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / "data/catalog" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Give a repository in which an organization moved house, and what was told and recorded."""
    root = repository(tmp_path_factory.mktemp("moved") / "checkout")
    edit(root, "organizations/beta.yml", "country: bb", "country: aa")
    return root, diff(root, "--format", "json", "--record")


def test_no_change_moves_nothing(root: Path) -> None:
    result = diff(root)
    assert result.exit_code == Exit.WELL, result.output
    assert "Against main: 0 entities, 0 facts, 0 numbers, 0 verdicts, 0 pages move" in result.output


def test_an_organization_that_moves_house_moves_shares_ranks_and_pages(
    moved: tuple[Path, Result],
) -> None:
    _, result = moved
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
    readings = {(v["claim"], v["reading"], v["of"]) for v in told["verdicts"]}
    assert ("aa-leads", "five-times", "today") in readings, told["verdicts"]
    paths = {page["path"] for page in told["pages"]}
    assert {"countries/aa.md", "countries/bb.md", "organizations/beta.md", "index.md"} <= paths
    assert "contribute/models.md" not in paths


def test_a_new_name_is_told_in_tables_that_it_cannot_break_and_leaves_no_mark(root: Path) -> None:
    edit(root, "organizations/beta.yml", "name: Beta", "name: 'Be[ta](x) ![i](y) @all'")
    told = diff(root, "--format", "markdown", "--record").output
    assert told.startswith("### Against main: 1 entity, 1 fact, 0 numbers, ")
    row = next(line for line in told.splitlines() if line.startswith("| organizations"))
    assert row.count("|") == 5
    assert "[ta](x)" not in told
    assert Archive(root / "data/archive").read().changes.empty  # it moved no number


def test_a_change_that_cannot_stand_is_told_with_its_findings(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: zz")
    result = diff(root)
    assert result.exit_code == Exit.FINDINGS
    assert "data/catalog/organizations/beta.yml:" in result.output
    assert "references" in result.output


def test_what_a_merged_edit_moved_in_the_past_is_kept_once(moved: tuple[Path, Result]) -> None:
    root, _ = moved
    assert diff(root, "--record").exit_code == Exit.WELL
    changes = Archive(root / "data/archive").read().changes
    assert set(changes["vintage"]) == {DAY}
    (fact,) = changes[changes["what"] == "fact"].to_dict("records")
    assert (fact["name"], fact["before"], fact["after"]) == (
        "organizations/beta/country", "bb", "aa",
    )  # fmt: skip
    (total,) = changes[changes["what"] == "total"].to_dict("records")
    assert int(total["after"]) >= len(changes[changes["what"] == "number"]) > 1


NUMBER = NumberMove("i", "share-of-downloads", "share_pct", "%", "old-lists", date(2026, 11, 1),
                    "all/country/bb", 40.0, 50.0, 10.0)  # fmt: skip


def fact(kind: str, entity: str, field: str, before: str | None, after: str | None) -> FactMove:
    return FactMove(kind, entity, field, before, after)


def test_a_file_that_comes_or_goes_is_one_line_of_the_record_however_much_it_says() -> None:
    facts = (
        fact("countries", "bb", "id", "bb", None), fact("countries", "bb", "name", "B", None),
        fact("countries", "dd", "id", None, "dd"), fact("countries", "dd", "name", None, "D"),
        fact("organizations", "beta", "country", "bb", "dd"),
    )  # fmt: skip
    rows = record(Effect(facts, (NUMBER,), (), ()), "main")
    assert [(row[1], row[5], row[6]) for row in rows if row[0] == "fact"] == [
        ("countries/bb/", "in the catalog", ""), ("countries/dd/", "", "in the catalog"),
        ("organizations/beta/country", "bb", "dd"),
    ]  # fmt: skip


def recorded(*effects: tuple[Effect, str], folder: Path) -> pd.DataFrame:
    for effect, ref in effects:
        Archive(folder).append_changes(date(2026, 11, 9), record(effect, ref))
    return Archive(folder).read().changes


def test_two_edits_of_one_day_are_told_from_the_first_value_to_the_last(tmp_path: Path) -> None:
    first = fact("organizations", "beta", "country", "bb", "aa")
    second = replace(first, before="aa", after="cc")
    number = replace(NUMBER, before=50.0, after=70.0, size=20.0)
    one, two = Effect((first,), (NUMBER,), (), ()), Effect((second,), (number,), (), ())
    changes = recorded((one, "a"), (one, "a"), (two, "b"), folder=tmp_path)
    told = [(row.what, row.before, row.after) for row in changes.itertuples()]
    assert told == [
        ("fact", "bb", "cc"), ("number", "40", "70"), ("total", "", "1"), ("total", "", "1"),
    ]  # fmt: skip


def test_the_largest_moves_are_recorded_and_all_of_the_newest_day_and_the_rest_is_counted() -> None:
    past = [replace(NUMBER, id=f"p{n}", what=f"p{n}", size=50.0 + n) for n in range(60)]
    day = date(2026, 11, 8)
    newest = [replace(NUMBER, id=f"n{n}", what=f"n{n}", period=day, size=1.0) for n in range(5)]
    rows = record(Effect((), (*past, *newest), (), ()), "main")
    named = [row[1].rpartition("/")[2] for row in rows if row[0] == "number"]
    assert named == [*(f"p{n}" for n in range(59, 19, -1)), "n0", "n1", "n2", "n3", "n4"]
    assert rows[-1][6] == "65"


@pytest.mark.parametrize("what", ["all/country/nowhere", "all/board/nowhere", "nowhere", "a/b/c/d"])
def test_what_was_recorded_is_told_on_the_page_of_changes_even_when_its_group_is_gone(
    tmp_path: Path, what: str
) -> None:
    moved = fact("organizations", "beta", "country", "bb", "aa")
    effect = Effect((moved,), (replace(NUMBER, what=what),), (), ())
    changes = recorded((effect, "main"), folder=tmp_path)
    site = replace(small_site(), panel=replace(small_site().panel, changes=changes), _known={})
    (page,) = changes_view(site)
    text = render(page, site)
    assert re.search(r">Beta<.*?>country<.*?>bb<.*?>aa<", text, re.DOTALL)
    assert re.search(r">Share of downloads, share pct: [^<]*\bnowhere|c, d", text)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_where_one_side_cannot_be_published_nobody_is_told_that_nothing_moves(form: str) -> None:
    for side, why in (("after", "the errors below"), ("before", "the data of main cannot")):
        told = FORMS[form](Effect((), (), (), (), side), "main")  # type: ignore[arg-type]
        assert "0 numbers" not in told
        assert (why in told) or f'"unpublishable": "{side}"' in told


def test_a_change_of_data_that_could_not_stand_before_is_told_without_numbers(root: Path) -> None:
    edit(root, "organizations/beta.yml", "country: bb", "country: zz")
    git(root, "commit", "--quiet", "--all", "--message=Broken")
    mended = diff(root)
    assert mended.exit_code == Exit.FINDINGS
    assert "are not compared" in mended.output


def test_a_commit_that_is_not_there_is_wrong_usage(root: Path) -> None:
    for ref in ("no-such-branch", "--output=x"):
        result = CliRunner().invoke(main, ["diff", "--root", str(root), "--", ref])
        assert result.exit_code == Exit.USAGE, result.output
    shutil.rmtree(root / ".git")
    assert diff(root).exit_code == Exit.USAGE
