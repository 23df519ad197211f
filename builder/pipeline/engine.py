"""The site engine at arm's length: a finished folder of Markdown in, a folder of HTML out.

Which engine does not matter: nothing that we ask of one is more than Markdown, a theme and
overrides of it, so that the one can take the place of the other.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from builder.errors import EngineError, UsageError
from builder.pipeline.marks import mark

#: The theme's end-of-life banner is known and recorded in a decision; it need not fill every log.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}


@dataclass(frozen=True)
class Told:
    """What an engine is told for one language: of the theme, of `extra`, and of the rest."""

    theme: Mapping[str, object] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """What an engine is to build: its configuration, the Markdown, and where the HTML goes."""

    config: Path
    theme: Path
    docs: Path
    output: Path
    told: Told = field(default_factory=Told)

    def settings(self, own: Path) -> Mapping[str, object]:
        """Return what the configuration `own` of this job says beside what it inherits."""
        return {
            "INHERIT": os.path.relpath(self.config, own.parent),
            "docs_dir": os.path.relpath(self.docs, own.parent),
            "site_dir": os.path.relpath(self.output, own.parent),
        }


def _mkdocs(job: Job) -> list[str | Path]:
    own = _write_config(job, {"custom_dir": _beside(job.theme, job)})
    # Never --quiet: the engine would not count the warnings at which --strict stops.
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", own]


def _zensical(job: Job) -> list[str | Path]:
    # The look for which our stylesheet was made; its own is the modern one.
    own = _write_config(job, {"custom_dir": _beside(job.theme, job), "variant": "classic"})
    return [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file", own]


ENGINES: Mapping[str, Callable[[Job], list[str | Path]]] = {
    "mkdocs": _mkdocs,
    "zensical": _zensical,
}


def _beside(path: Path, job: Job) -> str:
    return os.path.relpath(path, job.docs.parent)


def _write_config(job: Job, theme: Mapping[str, object]) -> Path:
    """Write the engine's configuration for a job, next to what it builds."""
    own = job.docs.parent / f"mkdocs.{job.docs.name}.yml"
    settings = {
        **job.settings(own),
        **job.told.more,
        "theme": {**job.told.theme, **theme},
        "extra": {"built": mark("built"), **job.told.extra},
    }
    own.write_text(json.dumps(settings, indent=2), encoding="utf-8")
    return own


class Running:
    """An engine at work, in a process of its own."""

    def __init__(self, engine: str, job: Job) -> None:
        if find_spec(engine) is None:
            raise UsageError(
                f"the engine {engine} is not installed",
                why="it comes as an extra, and this environment was set up without",
                advice=f"pip install '.[{engine}]', or build with --engine mkdocs",
            )
        shutil.rmtree(job.output, ignore_errors=True)
        self._engine, self._job = engine, job
        self._process = subprocess.Popen(  # noqa: S603  a fixed command on files of our own
            ENGINES[engine](job),
            env={**os.environ, **_QUIET},
            cwd=job.docs.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ended(self) -> bool:
        """Say whether `wait` need not wait."""
        return self._process.poll() is not None

    def wait(self) -> Path:
        """Return the folder of HTML once it is whole. Raises EngineError where it cannot be."""
        said, _ = self._process.communicate()
        if self._process.returncode:
            raise EngineError(
                f"{self._engine} refused the pages",
                why=_complaints(said) or f"exit code {self._process.returncode}",
                advice=f"look at the page it names, in {self._job.docs}; the site is untouched",
            )
        return self._job.output


def _complaints(log: str) -> str:
    """Return what the engine complains of: its log without the lines that only inform."""
    return "\n".join(line for line in log.splitlines() if line and not line.startswith("INFO"))
