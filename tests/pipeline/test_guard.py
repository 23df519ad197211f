"""A person's proposal leaves alone what the night writes, and lets no published id vanish."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit, UsageError
from builder.model.catalog import Catalog
from builder.model.schema import schema_texts
from builder.pipeline.guard import Change, changes_since, generated, guard
from builder.pipeline.root import Root
from tests.world.roots import make_root, write
from tests.world.small_world import catalog_from, small_catalog

DAY = "data/archive/observations/hugging-face/2026/11/2026-11-01.csv"


def git(folder: Path, *words: str) -> None:
    who = {f"GIT_{role}_{fact}": "x@example.org" for role in ("AUTHOR", "COMMITTER")
           for fact in ("NAME", "EMAIL")}  # fmt: skip
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(  # noqa: S603
        ["git", *words],  # noqa: S607
        cwd=folder, check=True, capture_output=True, env={**os.environ, **who, **alone},
    )  # fmt: skip


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout on a branch of its own, with a day in its archive."""
    folder = make_root(tmp_path / "house", "org-a", "org-b")
    write(folder / "data/archive/notes.txt", "of the night\n")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    git(folder, "switch", "--quiet", "--create", "proposal")
    return folder


def check(root: Path, *more: str) -> Result:
    arguments = ["check", "--root", str(root), "--as-of", "2026-11-24", *more]
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("status", ["A", "D", "M", "T"])
@pytest.mark.parametrize("path", [DAY, "data/archive", "data/archive/snapshots.csv",
                                  "Data/Archive/x.csv"])  # fmt: skip
def test_any_change_of_the_archive_is_an_error(status: str, path: str) -> None:
    (found,) = guard([Change(status, path)], Catalog({}))
    assert str(found).startswith(f"{path}:1:1: error: ")
    assert "corrections" in found.advice


@pytest.mark.parametrize(
    "path", ["data/archives/x", "data/catalog/archive.yml", "builder/data/archive/x", "README.md"]
)
def test_what_only_looks_like_the_archive_is_free(path: str) -> None:
    assert list(guard([Change("M", path)], Catalog({}))) == []


def test_a_deleted_id_is_told_unless_another_file_keeps_it() -> None:
    gone = [Change("D", "data/catalog/organizations/old.yml")]
    (found,) = guard(gone, small_catalog())
    assert found.message == "is deleted, and links to organizations/old will lead nowhere"
    assert "`aliases`" in found.advice
    heir = "name: H\naliases: [Old]\nsource: atlas\ncountry: aa\nroles: [models]\n"
    catalog, _ = catalog_from({"organizations/heir": heir}, small_catalog())
    assert list(guard(gone, catalog)) == []


@pytest.mark.parametrize(
    "change",
    [
        Change("M", "data/catalog/organizations/old.yml"),
        Change("D", "data/catalog/nothing/old.yml"),
        Change("D", "data/catalog/README.md"),
        Change("D", "docs/en/old.md"),
    ],
)
def test_other_deletions_are_nobodys_concern(change: Change) -> None:
    assert list(guard([change], small_catalog())) == []


def test_a_sound_proposal_passes(root: Path) -> None:
    write(root / "data/catalog/countries/cc.yml", (root / "data/catalog/countries/aa.yml")
          .read_text("utf-8").replace("Aland", "Cland"))  # fmt: skip
    commit(root)
    assert check(root, "--changes-from", "main").exit_code == Exit.WELL


def test_a_proposal_that_touches_the_archive_is_marked_and_refused(root: Path) -> None:
    write(root / "data/archive/notes.txt", "of a person\n")
    commit(root)
    assert check(root).exit_code == Exit.WELL
    result = check(root, "--changes-from", "main", "--format", "github")
    assert result.exit_code == Exit.FINDINGS
    assert "::error file=data/archive/notes.txt,line=1,col=1,title=guard::is changed" in (
        result.output
    )


def test_only_what_the_proposal_did_counts_and_not_what_the_night_did_since(root: Path) -> None:
    git(root, "switch", "--quiet", "main")
    write(root / "data/archive/later.txt", "a later night\n")
    commit(root)
    git(root, "switch", "--quiet", "proposal")
    write(root / "README.md", "x\n")
    commit(root)
    assert changes_since(root, "main") == (Change("A", "README.md"),)


def test_a_file_that_is_moved_away_is_deleted_there(root: Path) -> None:
    (root / "data/archive/notes.txt").rename(root / "notes.txt")
    commit(root)
    assert set(changes_since(root, "main")) == {
        Change("D", "data/archive/notes.txt"), Change("A", "notes.txt")
    }  # fmt: skip


def test_a_name_of_any_letters_comes_through(root: Path) -> None:
    write(root / "data/archive/é\n\u202e.txt", "x\n")
    commit(root)
    (change,) = changes_since(root, "main")
    (found,) = guard([change], Catalog({}))
    assert str(found.place) == "data/archive/é\\n\\u202e.txt:1:1"


def test_a_root_inside_a_larger_repository_sees_its_own_files_only(tmp_path: Path) -> None:
    folder = make_root(tmp_path / "large" / "house", "org-a")
    git(tmp_path / "large", "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path / "large")
    git(tmp_path / "large", "switch", "--quiet", "--create", "proposal")
    write(folder / "data/archive/x.csv", "x\n")
    write(tmp_path / "large/other.txt", "x\n")
    commit(tmp_path / "large")
    assert changes_since(folder, "main") == (Change("A", "data/archive/x.csv"),)


def test_a_schema_that_was_edited_by_hand_is_refused_and_one_that_was_made_is_not(
    root: Path,
) -> None:
    for name, text in schema_texts().items():
        write(root / "data/schema" / name, text)
    assert list(generated(Root(root))) == []
    write(root / "data/schema/models.json", "{}\n")
    write(root / "data/schema/mine.json", "{}\n")
    (root / "data/schema/chips.json").unlink()
    commit(root)
    result = check(root, "--changes-from", "main", "--format", "github")
    assert result.exit_code == Exit.FINDINGS
    marked = [line for line in result.output.splitlines() if "title=guard" in line]
    assert [line.split(",")[0].rpartition("/")[2] for line in marked] == [
        "chips.json", "mine.json", "models.json"
    ]  # fmt: skip
    assert "tracker schema" in marked[0]


@pytest.mark.parametrize("reference", ["nowhere", "--output=stolen", "", "main:x"])
def test_a_reference_that_is_none_is_wrong_usage(root: Path, reference: str) -> None:
    with pytest.raises(UsageError, match="git cannot compare"):
        changes_since(root, reference)
    assert check(root, "--changes-from", reference).exit_code == Exit.USAGE
    assert not (root / "stolen").exists()
    assert not (root / "stolen...HEAD").exists()


def test_a_folder_without_git_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        changes_since(make_root(tmp_path, "org-a"), "main")
