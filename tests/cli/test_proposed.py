"""`tracker proposed`: what waits is listed, and one is begun without being published."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.store.archive import Archive
from tests.world.clock import NOON
from tests.world.roots import make_root, write

REGISTER = """\
name: Federal Register
publisher: Office of the Federal Register
url: https://www.federalregister.gov
evidence: official
licence: Public domain
attribution: "Source: Federal Register"
cadence: nightly
"""


def tracker(*arguments: str, root: Path) -> Result:
    more = ["--root", str(root), "--as-of", "2026-11-24"]
    return CliRunner().invoke(main, [*arguments, *more])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout whose archive holds one document."""
    make_root(tmp_path, "org-a", "org-b")
    write(tmp_path / "data/catalog/sources/federal-register.yml", REGISTER)
    us = "name: United States\nsource: federal-register\n"
    write(tmp_path / "data/catalog/countries/us.yml", us)
    told = {"title": "Additions \x1b[31mto the List", "type": "Rule"}
    seen = Observation("2026-20058", date(2026, 9, 30), {"documents": 1}, told)
    snapshot = Snapshot("federal-register", date(2026, 11, 24), NOON, "https://x", {}, "ok")
    Archive(tmp_path / "data/archive").append(snapshot, Parsed((seen,), table="documents"))
    return tmp_path


def test_what_waits_is_listed_and_nothing_is_written(root: Path) -> None:
    result = tracker("proposed", root=root)
    assert result.exit_code == Exit.WELL
    assert "2026-20058  2026-09-30  Rule: Additions [31mto the List" in result.output
    assert "1 documents" in result.output
    assert not (root / "data/catalog/events").exists()


def test_one_is_begun_and_the_checks_hold_it_back_until_a_person_fills_it_in(root: Path) -> None:
    assert tracker("check", root=root).exit_code == Exit.WELL
    assert tracker("proposed", "--write", "2026-20058", root=root).exit_code == Exit.WELL
    path = root / "data/catalog/events/fr-2026-20058.yml"
    assert tracker("check", root=root).exit_code == Exit.FINDINGS
    path.write_text(path.read_text() + "type: listing\neffect: Nine firms need a licence.\n")
    assert tracker("check", root=root).exit_code == Exit.WELL
    assert "0 documents" in tracker("proposed", root=root).output


def test_what_is_begun_is_never_begun_again(root: Path) -> None:
    path = root / "data/catalog/events/fr-2026-20058.yml"
    write(path, "name: mine\n")
    assert tracker("proposed", "--write", "2026-20058", root=root).exit_code == Exit.USAGE
    assert path.read_text() == "name: mine\n"


@pytest.mark.parametrize("number", ["2026-1", "../../x", ""])
def test_a_document_that_does_not_wait_is_wrong_usage(root: Path, number: str) -> None:
    assert tracker("proposed", "--write", number, root=root).exit_code == Exit.USAGE
