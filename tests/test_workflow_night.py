"""The whole night of the workflow, run on this machine: its own steps, a bare repository, a Hub.

The steps are read from the workflow. Of GitHub only what is no command is played: a checkout is a
clone, an artifact a copied folder, a machine with our packages this one.
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.world.hub import Hub
from tests.world.hub_world import make_world
from tests.world.roots import make_root

CHECKOUT = Path(__file__).parents[1]
NIGHTLY = yaml.safe_load((CHECKOUT / ".github/workflows/nightly.yml").read_text("utf-8"))
NAMES = {"GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.org",
         "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.org"}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    run = subprocess.run(  # noqa: S603
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True,  # noqa: S607
        env={**os.environ, **NAMES},
    )  # fmt: skip
    return run.stdout


@pytest.fixture
def origin(tmp_path: Path, hub: Hub) -> Path:
    """Give a bare repository: our software, and the catalog of a small pretend world."""
    hub.world = make_world(seed=1, namespaces=2, repositories=8)
    work = tmp_path / "work"
    make_root(work, *hub.world.namespaces)
    for name in ("builder", "docs", ".github"):
        shutil.copytree(CHECKOUT / name, work / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "mkdocs.yml", "pyproject.toml", "requirements.txt", ".gitignore"):
        shutil.copy(CHECKOUT / name, work / name)
    git(work, "init", "--quiet", "--initial-branch", "main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "clone", "--quiet", "--bare", "work", "origin.git")
    return tmp_path / "origin.git"


def checkout(origin: Path, place: Path) -> Path:
    """Clone the repository as a job of its own would, on a machine that has our packages."""
    git(origin.parent, "clone", "--quiet", str(origin), str(place))
    (place / ".venv").symlink_to(sys.prefix)
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(place / name, (0, 0))  # older than what is installed: nothing to set up
    return place


def run(place: Path, job: str, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the step of a job that is called so."""
    (step,) = [s for s in _steps(job) if s.get("name") == name]
    return subprocess.run(  # noqa: S603  a step of our own workflow
        ["bash", "-e", "-c", step["run"]],  # noqa: S607
        cwd=place, capture_output=True, text=True, check=False,
        env={**os.environ, **NAMES, "PYTHONPATH": str(place), **environment},
    )  # fmt: skip


def _steps(job: str) -> list[dict[str, Any]]:
    steps = NIGHTLY["jobs"][job]["steps"]
    assert isinstance(steps, list)
    return steps


def handed_on(source: Path, target: Path) -> str:
    """Put what the artifact of the night holds where another job finds it, and say where."""
    (upload,) = [s for s in _steps("fetch") if "upload-artifact" in s.get("uses", "")]
    for path in upload["with"]["path"].split():
        if (source / path).exists():
            shutil.copytree(source / path, target / path, dirs_exist_ok=True)
    return str(target)


def night(origin: Path, folder: Path, url: str) -> tuple[Path, bool]:
    """Run fetch and commit as two machines would; return the second one, and if all answered."""
    asking = checkout(origin, folder / "fetch")
    summary = str(folder / "summary.md")
    asked = run(asking, "fetch", "Ask the sources", HF_ENDPOINT=url)
    assert run(asking, "fetch", "Sum the night up", GITHUB_STEP_SUMMARY=summary).returncode == 0
    checked = run(asking, "fetch", "Check what the archive holds now")
    assert checked.returncode == 0, checked.stdout
    writing = checkout(origin, folder / "commit")
    handed = handed_on(asking, writing.with_name(f"{writing.name}-handed"))
    committed = run(writing, "commit", "Commit the night", HANDED=handed)
    assert committed.returncode == 0, committed.stdout + committed.stderr
    return writing, asked.returncode == 0


def test_a_night_is_fetched_committed_with_what_it_added_and_published(
    origin: Path, hub: Hub, tmp_path: Path
) -> None:
    writing, well = night(origin, tmp_path / "one", hub.url)
    today = datetime.now(UTC).date()
    assert well
    told = git(origin, "log", "-1", "--format=%B", "main")
    assert told.startswith(f"Archive the night of {today}\n\nhugging-face: ok, 16 observations")
    changed = git(origin, "diff", "--name-only", "main~", "main").split()
    assert changed
    assert all(path.startswith("data/archive/") for path in changed)
    assert "| hugging-face | ok | 16 |" in (tmp_path / "one/summary.md").read_text()
    publishing = checkout(origin, tmp_path / "publish")
    built = subprocess.run(
        ["make", "site"], cwd=publishing, capture_output=True, text=True, check=False,  # noqa: S607
        env={**os.environ, "PYTHONPATH": str(publishing)},
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    assert (publishing / "site/index.html").is_file()
    assert git(writing, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_night_on_which_nothing_answers_still_leaves_its_row_and_its_commit(
    origin: Path, hub: Hub, tmp_path: Path
) -> None:
    url = hub.url
    hub.stop()
    _, well = night(origin, tmp_path / "one", url)
    assert not well
    assert "hugging-face: failed, 0 observations" in git(origin, "log", "-1", "--format=%B", "main")
    assert git(origin, "diff", "--name-only", "main~", "main").split() == [
        "data/archive/snapshots.csv"
    ]


def test_a_push_that_somebody_was_quicker_with_is_done_again_on_top_of_theirs(
    origin: Path, hub: Hub, tmp_path: Path
) -> None:
    asking = checkout(origin, tmp_path / "fetch")
    assert run(asking, "fetch", "Ask the sources", HF_ENDPOINT=hub.url).returncode == 0
    writing = checkout(origin, tmp_path / "commit")
    quicker = checkout(origin, tmp_path / "quicker")
    (quicker / "README.md").write_text("Theirs\n", encoding="utf-8")
    git(quicker, "add", "README.md")
    git(quicker, "commit", "--quiet", "--message", "Theirs")
    git(quicker, "push", "--quiet", "origin", "main")
    handed = handed_on(asking, writing.with_name(f"{writing.name}-handed"))
    committed = run(writing, "commit", "Commit the night", HANDED=handed)
    assert committed.returncode == 0, committed.stdout + committed.stderr
    subjects = git(origin, "log", "--format=%s", "main").splitlines()
    assert subjects[0].startswith("Archive the night of")
    assert subjects[1:] == ["Theirs", "Begin"]


def gh(folder: Path, *, open_issue: str, bad_before: int) -> str:
    """Write a `gh` that answers as GitHub's does and keeps a list of what it was asked."""
    script = folder / "bin/gh"
    script.parent.mkdir()
    script.write_text(
        f"""#!/bin/sh
echo "$1 $2 $3" >> {folder}/asked
case "$1 $2" in
  "issue list") echo '{open_issue}' ;;
  "run list") echo {bad_before} ;;
esac
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return f"{script.parent}:{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("went", "open_issue", "bad_before", "act"),
    [
        ("good", "", 2, None),
        ("good", "7", 2, "issue close 7"),
        ("bad", "", 0, None),
        ("bad", "", 1, None),
        ("bad", "", 2, "issue create --label"),
        ("bad", "7", 2, "issue comment 7"),
    ],
)
def test_one_issue_is_opened_after_three_bad_nights_and_closed_on_a_good_one(
    tmp_path: Path, went: str, open_issue: str, bad_before: int, act: str | None
) -> None:
    path = gh(tmp_path, open_issue=open_issue, bad_before=bad_before)
    done = run(
        CHECKOUT, "tell", "Open an issue after three bad nights, close it on a good one",
        PATH=path, NIGHT=went, GH_REPO="o/r", GITHUB_SERVER_URL="https://x.example",
        GITHUB_RUN_ID="1",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    acts = [
        line for line in (tmp_path / "asked").read_text().splitlines()
        if line.split()[1] in ("create", "close", "comment")
    ]  # fmt: skip
    assert acts == ([act] if act else [])


@pytest.mark.parametrize(("hours", "warns"), [(1, False), (5, True)])
def test_a_schedule_that_begins_hours_late_is_warned_of(hours: int, warns: bool) -> None:
    due = datetime.now(UTC) - timedelta(hours=hours)
    told = subprocess.run(  # noqa: S603
        [CHECKOUT / ".github/steps/late.sh", f"{due.minute} {due.hour} * * *"],
        env={**os.environ, "GITHUB_EVENT_NAME": "schedule"}, check=True, capture_output=True,
        text=True,
    ).stdout  # fmt: skip
    assert ("::warning" in told) is warns
    assert "minutes after it was due" in told


def test_the_schedule_that_is_held_against_the_clock_is_the_one_of_the_workflow() -> None:
    (step,) = [s for s in _steps("fetch") if "late.sh" in s.get("run", "")]
    assert step["run"].endswith(f'"{NIGHTLY[True]["schedule"][0]["cron"]}"')


def test_a_run_that_somebody_began_is_never_late() -> None:
    told = subprocess.run(  # noqa: S603
        [CHECKOUT / ".github/steps/late.sh", "0 0 * * *"],
        env={**os.environ, "GITHUB_EVENT_NAME": "workflow_dispatch"}, check=True,
        capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert told == "Begun by hand.\n"
