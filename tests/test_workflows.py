"""Promises about the workflows: nothing floats, nothing has more rights than it needs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
OURS = "uses: $/.github/workflows/"
#: What a step may call. `test` compares two words; it is how a night ends red.
COMMANDS = ("make ", ".venv/bin/tracker ", "git ", "test ", ".github/steps/")

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def triggers(workflow: dict[Any, Any]) -> dict[str, Any]:
    found = workflow[True]  # YAML 1.1 reads the key `on` as a truth
    assert isinstance(found, dict)
    return found


def test_zizmor_finds_nothing_even_as_an_auditor() -> None:
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert zizmor, "zizmor is not installed beside this Python"
    run = subprocess.run(  # noqa: S603  a fixed command on files of our own
        [zizmor, "--offline", "--no-progress", "--strict-collection", "--persona", "auditor",
         ROOT / ".github"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


@every_workflow
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert used
    assert [line for line in used if not line.startswith(OURS) and not PINNED.match(line)] == []


def test_one_action_has_one_version_in_all_workflows() -> None:
    versions: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, commit in re.findall(r"(actions/[a-z-]+)@([0-9a-f]{40})", path.read_text()):
            versions.setdefault(action, set()).add(commit)
    assert [action for action, commits in versions.items() if len(commits) > 1] == []


@every_workflow
def test_no_workflow_has_rights_of_its_own_and_every_job_says_which_it_needs(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert [name for name, job in workflow["jobs"].items() if "permissions" not in job] == []


@every_workflow
def test_no_job_may_both_write_and_publish_and_none_that_runs_our_code_may_write(
    path: Path,
) -> None:
    for name, job in read(path)["jobs"].items():
        rights, calls = job["permissions"], [step.get("run", "") for step in job.get("steps", ())]
        if rights.get("contents") == "write":
            assert "pages" not in rights, name
            assert [call for call in calls if call] == ["make commit"], name


@every_workflow
def test_no_step_runs_what_cannot_run_on_a_desk(path: Path) -> None:
    commands = [step["run"] for step in steps(read(path)) if "run" in step]
    assert [command for command in commands if not command.startswith(COMMANDS)] == []
    assert [command for command in commands if "\n" in command.strip() or "${{" in command] == []


@every_workflow
def test_every_make_target_of_a_step_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = [step["run"].split() for step in steps(read(path)) if "run" in step]
    assert {words[1] for words in called if words[0] == "make"} <= targets


def test_the_night_begins_off_the_hour() -> None:
    schedule = triggers(read(ROOT / ".github/workflows/nightly.yml"))["schedule"]
    minutes = [entry["cron"].split()[0] for entry in schedule]
    assert minutes
    assert [minute for minute in minutes if int(minute) % 15 == 0] == []


def test_a_proposal_meets_no_secret() -> None:
    reading = [path.name for path in WORKFLOWS if "secrets." in path.read_text("utf-8")]
    assert reading == ["nightly.yml"]
    assert not {"pull_request", "pull_request_target"} & set(
        triggers(read(ROOT / ".github/workflows/nightly.yml"))
    )


def test_credentials_stay_only_where_the_night_is_pushed() -> None:
    keeping = [
        (path.name, name)
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
        for step in job.get("steps", ())
        if "actions/checkout" in step.get("uses", "")
        and step["with"]["persist-credentials"] is not False
    ]
    assert keeping == [("nightly.yml", "commit")]


def test_a_proposal_is_held_against_where_it_began_and_the_night_is_free() -> None:
    guard = read(ROOT / ".github/workflows/check.yml")["jobs"]["guard"]
    (call,) = [step for step in guard["steps"] if "tracker" in step.get("run", "")]
    assert call["run"].endswith('--changes-from "$BASE"')
    assert call["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert guard["steps"][0]["with"]["fetch-depth"] == 0
    assert "pull_request.user.login != 'github-actions[bot]'" in guard["if"]


def fake_gh(folder: Path, comments: str) -> Path:
    """Write a `gh` that answers as GitHub's does, and keeps a list of what it was asked."""
    script = folder / "bin/gh"
    script.parent.mkdir()
    script.write_text(
        f"""#!/bin/sh
echo "$@" >> {folder}/asked
case "$*" in
  "run download"*) mkdir -p effect && cp {folder}/effect.md effect/ ;;
  *commits*pulls*) cat {folder}/number ;;
  *comments*--paginate*) printf '%s' '{comments}' ;;
esac
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return script.parent


def comment(folder: Path, *, comments: str = "", number: str = "7") -> tuple[str, str]:
    """Run the step that comments; return what it asked of GitHub, and what it would post."""
    (folder / "effect.md").write_text("### x $(touch owned) `touch owned`\n" + "y" * 90_000)
    (folder / "number").write_text(number)
    path = f"{fake_gh(folder, comments)}:{os.environ['PATH']}"
    step = ROOT / ".github/steps/comment.sh"
    subprocess.run(  # noqa: S603  a script of ours, with words of the test
        [step, "1", "abc"], cwd=folder, env={"PATH": path, "GH_REPO": "o/r"}, check=True,
        capture_output=True,
    )  # fmt: skip
    posted = folder / "comment.md"
    return (folder / "asked").read_text(), posted.read_text() if posted.exists() else ""


def test_the_effect_is_posted_once_cut_to_size_and_never_run(tmp_path: Path) -> None:
    asked, posted = comment(tmp_path)
    assert "pr comment 7 --body-file comment.md" in asked
    assert posted.startswith("<!-- effect -->\n*Written by the proposed files themselves; ")
    assert "\n\n### x $(touch owned)" in posted
    assert len(posted) < 61_000
    assert not (tmp_path / "owned").exists()


def test_a_later_run_renews_the_comment(tmp_path: Path) -> None:
    asked, _ = comment(tmp_path, comments="99")
    assert "--method PATCH repos/o/r/issues/comments/99" in asked
    assert "pr comment" not in asked


def test_a_commit_without_an_open_proposal_gets_no_comment(tmp_path: Path) -> None:
    asked, posted = comment(tmp_path, number="")
    assert "comment" not in asked
    assert posted == ""


def record(folder: Path, *messages: str) -> str:
    """Run the step that records edits in a repository of these commits; return what it said."""
    tracker = folder / ".venv/bin/tracker"
    tracker.parent.mkdir(parents=True)
    tracker.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    tracker.chmod(0o755)
    facts = folder / "data/catalog/x.yml"
    facts.parent.mkdir(parents=True)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "--quiet"], cwd=folder, check=True)  # noqa: S603
    for message in messages:
        if message.startswith("Edit"):
            facts.write_text(message, encoding="utf-8")
        if message == NIGHT:
            ledger = folder / "data/archive/snapshots.csv"
            ledger.parent.mkdir(parents=True, exist_ok=True)
            ledger.write_text(f"{ledger.read_text() if ledger.exists() else ''}night\n", "utf-8")
        subprocess.run([*git, "add", "--all"], cwd=folder, check=True)  # noqa: S603
        commit = [*git, "commit", "--quiet", "--allow-empty", "--message", message]
        subprocess.run(commit, cwd=folder, check=True)  # noqa: S603
    step = [ROOT / ".github/steps/record.sh"]
    return subprocess.run(step, cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S603


NIGHT = "Archive the night of 2026-11-24"


def test_a_night_records_what_edits_moved_since_the_night_before(tmp_path: Path) -> None:
    said = record(tmp_path, "Edit 1", NIGHT, "Edit 2", "Software")
    assert re.fullmatch(r"diff [0-9a-f]{40} --record\n", said)
    asked = ["git", "log", "-1", "--format=%s", said.split()[1]]
    named = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True)  # noqa: S603
    assert named.stdout == f"{NIGHT}\n"


def test_a_night_without_an_edit_or_without_a_night_before_it_records_nothing(
    tmp_path: Path,
) -> None:
    assert record(tmp_path / "a", "Edit 1", NIGHT, "Software").startswith("No edit since")
    hidden = f"Edit 2\n\n{NIGHT} said so"  # no message makes an edit a night
    assert record(tmp_path / "c", "Edit 1", NIGHT, hidden).startswith("diff ")
    assert record(tmp_path / "b", "Edit 1", "Edit 2").startswith("No night yet")


def test_edits_are_recorded_before_the_sources_are_asked() -> None:
    fetch = read(ROOT / ".github/workflows/nightly.yml")["jobs"]["fetch"]
    runs = " ".join(step.get("run", "") for step in fetch["steps"])
    assert -1 < runs.find(".github/steps/record.sh") < runs.find(".venv/bin/tracker fetch")
    assert fetch["steps"][0]["with"]["fetch-depth"] == 0


def test_no_workflow_that_may_write_checks_out_a_proposal() -> None:
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert "ref:" not in text
    assert "contents: write" not in text


def test_the_hashes_of_a_site_hold_until_a_file_changes(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    for name in ("index.html", "a b/-x\nz", "ü.svg"):
        (tmp_path / name).write_text(name, "utf-8")
    step = [ROOT / ".github/steps/sums.sh", tmp_path]
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    for _ in range(2):  # the list never holds itself
        subprocess.run(step, check=True, capture_output=True)  # noqa: S603
        assert len((tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()) == 3
        assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0  # noqa: S603
    (tmp_path / "ü.svg").write_text("another", "utf-8")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1  # noqa: S603


def test_what_signs_the_site_runs_nothing_of_ours() -> None:
    jobs = read(ROOT / ".github/workflows/publish.yml")["jobs"]
    signing = [name for name, job in jobs.items() if "attestations" in job["permissions"]]
    assert signing == ["attest"]
    assert [step for step in jobs["attest"]["steps"] if "run" in step] == []
    assert set(jobs["attest"]["permissions"]) == {"attestations", "id-token"}
