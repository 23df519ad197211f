"""The commands as scripts call them: what they print, and the code they end with."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from tests.world.roots import make_root, write


def tracker(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout without a mistake."""
    return make_root(tmp_path, "org-a", "org-b")


def _break(root: Path) -> None:
    write(root / "data/catalog/countries/aa.yml", "name: Aland\nsorce: nobody\n")


@pytest.mark.parametrize("command", ["build", "check", "fetch", "nightly"])
def test_every_command_says_what_it_is_for(command: str) -> None:
    assert tracker(command, "--help").exit_code == Exit.WELL
    assert command in tracker("--help").output


def test_what_runs_unattended_keeps_nothing_that_a_full_disk_could_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    tracker("check", "--help")
    assert not sys.dont_write_bytecode
    for command in ("fetch", "nightly"):
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        tracker(command, "--help")
        assert sys.dont_write_bytecode


def test_a_sound_catalog_ends_well(root: Path) -> None:
    result = tracker("check", "--root", str(root), "--as-of", "2026-11-24")
    assert result.exit_code == Exit.WELL
    assert "0 findings, 0 of them errors" in result.output


def test_a_mistake_is_told_to_people_with_its_place_and_advice(root: Path) -> None:
    _break(root)
    result = tracker("check", "--root", str(root))
    assert result.exit_code == Exit.FINDINGS
    assert "data/catalog/countries/aa.yml:2:1: error: does not know `sorce`" in result.output
    assert "did you mean `source`?" in result.output


def test_a_mistake_is_told_to_github_on_its_line(root: Path) -> None:
    _break(root)
    result = tracker("check", "--root", str(root), "--format", "github")
    assert result.exit_code == Exit.FINDINGS
    assert "::error file=data/catalog/countries/aa.yml,line=2,col=1,title=shape::" in result.output


def test_a_mistake_is_told_to_machines(root: Path) -> None:
    _break(root)
    found = json.loads(tracker("check", "--root", str(root), "--format", "json").stdout)
    assert {(one["line"], one["severity"]) for one in found} == {(1, "error"), (2, "error")}


def test_wrong_usage_has_its_own_code(root: Path, tmp_path: Path) -> None:
    assert tracker("check", "--root", str(root), "--as-of", "tomorrow").exit_code == Exit.USAGE
    assert tracker("check", "--root", str(tmp_path / "nowhere")).exit_code == Exit.USAGE
    assert tracker("fetch", "nobody", "--root", str(root)).exit_code == Exit.USAGE
    assert tracker("no-such-command").exit_code == Exit.USAGE
