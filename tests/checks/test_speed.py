"""Two thousand files are checked while a person waits, whether all is well in them or nothing."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.world.roots import make_root, write

FILES = 2_000
#: Seconds, on any machine and however busy; five is the aim on one that does nothing else. What
#: grows with the square of the files takes minutes.
BOUND = 40
MODEL = """\
name: Model {n}
source: hugging-face
organization: {organization}
family: family-{line}
released:
  on: 2025-0{month}-1{month}
  source:
    url: https://lab-{n}.example/paper
    publisher: Lab {n}
    accessed: 2026-11-01
    evidence: official
parameters:
  total_b: {month}.5
  active_b: 1
context:
  tokens: 128000
weights: open
repositories:
  - org-{line}/Line-{line}-{n}
  - org-{line}/Line-{line}-{n}-GGUF
"""
FAMILY = """\
name: Line {n}
source: hugging-face
organization: org-{n}
matches:
  - org-{n}/Line-{n}-*
"""
LINES = 100


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give two thousand files: organizations, their families, and models of them."""
    folder = make_root(tmp_path_factory.mktemp("large"), *(f"org-{n}" for n in range(LINES)))
    for name in ("fr", "zh", "en"):
        write(folder / f"data/catalog/languages/{name}.yml", f"name: {name}\nenglish: {name}\n"
              "source: hugging-face\ncomplete: true\n")  # fmt: skip
    for n in range(LINES):
        write(folder / f"data/catalog/families/family-{n}.yml", FAMILY.format(n=n))
    models(folder, "org-{line}")
    assert sum(1 for _ in folder.rglob("*.yml")) >= FILES
    return folder


def models(folder: Path, organization: str) -> None:
    """Write as many models as are missing; each is of one of the lines."""
    for n in range(FILES - 2 * LINES):
        line = n % LINES
        text = MODEL.format(
            n=n, line=line, month=n % 9 + 1, organization=organization.format(line=line)
        )
        write(folder / f"data/catalog/models/model-{n}.yml", text)


def seconds(root: Path) -> tuple[float, str]:
    """Return how long `tracker check` takes, from the shell and back to it, and its last line."""
    began = time.perf_counter()
    run = subprocess.run(  # noqa: S603  a fixed command on files of our own
        [sys.executable, "-m", "builder", "check", "--root", root, "--as-of", "2026-11-24"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    return time.perf_counter() - began, run.stderr.splitlines()[-1]


def test_two_thousand_sound_files_are_checked_in_time(root: Path) -> None:
    took, told = seconds(root)
    assert (
        told == "6 findings, 0 of them errors"
    )  # two countries, and all sentences, in two languages
    assert took < BOUND


def test_a_mistake_in_nearly_every_file_takes_no_longer(root: Path) -> None:
    models(root, "ogr-{line}")
    for n, path in enumerate(sorted((root / "data/catalog/models").iterdir())):
        # Each is near to every other: the worst for whoever looks for the one that was meant.
        path.write_text(f"{path.read_text('utf-8')}base: modle-{n}\n", "utf-8")
    took, told = seconds(root)
    wrong = FILES - 2 * LINES
    # Nobody has the organization, so its repositories are others', besides.
    assert told == f"{wrong * 4 + 6} findings, {wrong * 2} of them errors"
    assert took < BOUND
