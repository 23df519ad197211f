"""How much a year of nights adds to the repository: python -m tests.bench.growth [REPOSITORIES].

Every night of a year is appended by the archive itself and committed, with counters that move as
the Hub's do: most a little, a few not at all, and some repositories new. Told is what the files
weigh, and what git holds after it has packed them.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from builder.model.panel import METRIC_COLUMNS
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.store.archive import Archive

FIRST, NIGHTS = date(2026, 12, 1), 365
#: About as many repositories as the catalogued namespaces publish.
REPOSITORIES = 1_500
#: What the Hub tells of a repository besides numbers.
TOLD = {"created": "2025-01-01", "licence": "apache-2.0", "library": "transformers",
        "pipeline_tag": "text-generation", "gated": "no"}  # fmt: skip
#: As many of them do not move in a night; so many of a thousand are new each night.
STILL, NEW_PER_1000 = 0.3, 1


def nights(repositories: int, seed: int = 1) -> Iterator[tuple[date, Parsed]]:
    """Yield a year of nights, the same for the same seed."""
    chance = np.random.default_rng(seed)
    downloads = (chance.pareto(0.6, repositories) * 40).astype("int64")
    ever, likes = downloads * chance.integers(2, 30, repositories), downloads // 500
    for number in range(NIGHTS):
        moving = chance.random(len(downloads)) > STILL
        more = (downloads * np.exp(chance.normal(0, 0.03, len(downloads))) / 30).astype("int64")
        downloads = np.where(moving, np.maximum(downloads + more - downloads // 30, 0), downloads)
        ever, likes = ever + np.where(moving, more, 0), likes + (more > 500)
        night = FIRST + timedelta(days=number)
        yield night, _parsed(night, downloads, ever, likes)
        new = chance.binomial(len(downloads), NEW_PER_1000 / 1000)
        grown = (np.concatenate([one, np.zeros(new, "int64")]) for one in (downloads, ever, likes))
        downloads, ever, likes = grown


def _parsed(period: date, *columns: np.ndarray) -> Parsed:
    rows = enumerate(zip(*columns, strict=True))
    return Parsed(tuple(_observation(n, period, row) for n, row in rows), tells=frozenset(TOLD))


def _observation(number: int, period: date, row: "tuple[int, ...]") -> Observation:
    values = dict(zip(METRIC_COLUMNS, map(int, row), strict=True))
    attributes = {**TOLD, "hub_id": f"{number:024x}"}
    return Observation(f"org-{number % 80:02}/model-{number:05}", period, values, attributes)


def _git(folder: Path, *command: str) -> None:
    told = ("git", "-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "gc.auto=0")
    subprocess.run((*told, *command), cwd=folder, check=True, capture_output=True)  # noqa: S603


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main(repositories: int) -> None:
    """Archive and commit a year, and tell what it weighs."""
    began = time.monotonic()
    with TemporaryDirectory() as place:
        folder = Path(place)
        _git(folder, "init", "--quiet")
        archive = Archive(folder / "data/archive")
        for night, parsed in nights(repositories):
            moment = datetime(night.year, night.month, night.day, 3, 17, tzinfo=UTC)
            snapshot = Snapshot("hugging-face", night, moment, "https://hub.example", {}, "ok", 160)
            archive.append(snapshot, parsed)
            _git(folder, "add", ".")
            _git(folder, "commit", "--quiet", "-m", f"Archive the night of {night}")
        _git(folder, "gc", "--quiet", "--aggressive", "--prune=now")
        files = sum(1 for path in (folder / "data").rglob("*.csv"))
        weight, packed = _megabytes(folder / "data"), _megabytes(folder / ".git")
        print(f"{NIGHTS} nights of {repositories:,} repositories and more: {files} files, "
              f"{weight:.1f} MB; git after gc {packed:.1f} MB; "
              f"{time.monotonic() - began:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORIES)
