"""`make commit`: what a night added is pushed, also when somebody else pushed first."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"
GIT = ("git", "-c", "user.name=Night", "-c", "user.email=night@example.org")
IDENTITY = {
    name: text
    for who in ("AUTHOR", "COMMITTER")
    for name, text in ((f"GIT_{who}_NAME", "Night"), (f"GIT_{who}_EMAIL", "night@example.org"))
}


def run(*command: str, cwd: Path) -> str:
    ran = subprocess.run(  # noqa: S603  commands of this test
        command, cwd=cwd, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd.parent), **IDENTITY},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def commit(clone: Path) -> str:
    return run("make", "--no-print-directory", "-f", str(MAKEFILE), "commit", cwd=clone)


def write(clone: Path, path: str, text: str) -> None:
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text, encoding="utf-8")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Give two clones of one bare repository, with an archive of one night."""
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", "origin", cwd=tmp_path)
    for name in ("night", "other"):
        run("git", "clone", "--quiet", "origin", name, cwd=tmp_path)
    night, other = tmp_path / "night", tmp_path / "other"
    run("git", "checkout", "--quiet", "-B", "main", cwd=night)
    write(night, "data/archive/snapshots.csv", "source\nhub\n")
    run("git", "add", ".", cwd=night)
    run("git", "commit", "--quiet", "-m", "Begin", cwd=night)
    run("git", "push", "--quiet", "origin", "main", cwd=night)
    run("git", "pull", "--quiet", "origin", "main", cwd=other)
    run("git", "checkout", "--quiet", "-B", "main", "origin/main", cwd=other)
    return night, other


def pushed(clone: Path) -> list[str]:
    run("git", "fetch", "--quiet", cwd=clone)
    return run("git", "log", "--format=%s", "origin/main", cwd=clone).splitlines()


def test_a_night_that_adds_nothing_makes_no_commit(clones: tuple[Path, Path]) -> None:
    night, _ = clones
    assert "added nothing" in commit(night)
    assert pushed(night) == ["Begin"]


def test_a_push_that_is_refused_takes_in_what_others_pushed(clones: tuple[Path, Path]) -> None:
    night, other = clones
    write(other, "data/catalog/x.yml", "name: X\n")
    run("git", "add", ".", cwd=other)
    run("git", "commit", "--quiet", "-m", "Somebody else", cwd=other)
    run("git", "push", "--quiet", "origin", "main", cwd=other)
    write(night, "data/archive/snapshots.csv", "source\nhub\nhub\n")
    commit(night)
    titles = pushed(other)
    assert titles[1:] == ["Somebody else", "Begin"]
    assert run("git", "show", "origin/main:data/archive/snapshots.csv", cwd=other).count("hub") == 2


def test_what_a_killed_night_left_half_written_is_never_committed(
    clones: tuple[Path, Path],
) -> None:
    night, other = clones
    write(night, "data/archive/observations/hub/.2026-11-24.csv.99.part", "half")
    write(night, "data/archive/snapshots.csv", "source\nhub\nhub\n")
    commit(night)
    pushed(other)
    files = run("git", "ls-tree", "-r", "--name-only", "origin/main", cwd=other)
    assert files == "data/archive/snapshots.csv\n"


STEPS = MAKEFILE.parent / ".github/steps"


def taken(clone: Path, handed: Path) -> subprocess.CompletedProcess[str]:
    """Take over what a night handed on, as the first thing that `make commit` does."""
    return subprocess.run(  # noqa: S603  a step of ours
        [STEPS / "take.sh", handed], cwd=clone, capture_output=True, text=True, check=False
    )


def test_nothing_but_tables_and_a_message_reaches_the_job_that_may_write(
    clones: tuple[Path, Path], tmp_path: Path
) -> None:
    clone, _ = clones
    handed = tmp_path / "handed"
    for path in ("Makefile", ".git/hooks/pre-commit", "data/archive/x.sh", "data/catalog/a.csv"):
        write(handed, path, "evil")
    write(handed, "data/archive/new/2026.csv", "a\n1\n")
    write(handed, "build/night/message.txt", "Archive the night\n")
    write(tmp_path, "secret.csv", "secret")
    (handed / "data/archive/link.csv").symlink_to(tmp_path / "secret.csv")
    (handed / "data/archive/all").symlink_to(tmp_path)
    assert taken(clone, handed).returncode == 0
    new = run("git", "status", "--porcelain", "--untracked-files=all", cwd=clone).splitlines()
    assert sorted(new) == ["?? build/night/message.txt", "?? data/archive/new/2026.csv"]
    assert not (clone / ".git/hooks/pre-commit").exists()


def test_a_message_that_is_a_link_is_left(clones: tuple[Path, Path], tmp_path: Path) -> None:
    clone, _ = clones
    handed = tmp_path / "handed"
    write(tmp_path, "secret", "secret")
    write(handed, "data/archive/a.csv", "a\n")
    (handed / "build/night").mkdir(parents=True)
    (handed / "build/night/message.txt").symlink_to(tmp_path / "secret")
    assert taken(clone, handed).returncode == 0
    assert not (clone / "build").exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/archive/snapshots.csv", None),
        ("data/archive/snapshots.csv", "source\nhbu\n"),
        ("data/archive/snapshots.csv", "source\n"),
        ("data/archive/hub/2026-08-22.csv", "downloads\n1\n"),
    ],
)
def test_a_night_changes_nothing_that_was_there(
    clones: tuple[Path, Path], path: str, text: str | None
) -> None:
    night, _ = clones
    write(night, "data/archive/hub/2026-08-22.csv", "downloads\n12345678\n")
    commit(night)
    before = pushed(night)
    if text is None:
        (night / path).unlink()
    else:
        write(night, path, text)
    made = subprocess.run(  # noqa: S603  a step of ours
        ["make", "-f", MAKEFILE, "commit"],  # noqa: S607
        cwd=night, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode != 0
    assert f"would change {path}. Nothing is committed." in made.stdout
    assert pushed(night) == before


def test_a_second_run_of_a_night_may_write_its_own_tables_anew(clones: tuple[Path, Path]) -> None:
    night, _ = clones
    own = f"data/archive/hub/{datetime.now(UTC).date()}.csv"
    write(night, own, "entity\nb\n")
    commit(night)
    write(night, own, "entity\na\nb\n")
    write(night, "data/archive/snapshots.csv", "source\nhub\nhub\n")
    commit(night)
    assert len(pushed(night)) == 3
