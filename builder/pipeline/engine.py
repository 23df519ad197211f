"""The site engine at arm's length: a finished folder of Markdown in, a folder of HTML out."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from builder.errors import EngineError
from builder.pipeline.swap import replace_folder

#: The theme's end-of-life banner is known and recorded in a decision; it need not fill every log.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}


def publish(*, config: Path, theme: Path, docs: Path, output: Path, as_of: date) -> None:
    """Turn the Markdown in `docs` into HTML, and put it at `output` all at once.

    The engine writes aside; only a site that it finished without a warning takes the place of
    the one that stands at `output`. Raises EngineError with the engine's own words otherwise.
    """
    aside = output.with_name(f".{output.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    own = inheriting_config(config, theme=theme, docs=docs, as_of=as_of)
    # Never --quiet: the engine would not count the warnings at which --strict stops.
    run = subprocess.run(  # noqa: S603  a fixed command on files of our own
        [sys.executable, "-m", "mkdocs", "build", "--strict",
         "--config-file", own, "--site-dir", aside],
        env={**os.environ, **_QUIET},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if run.returncode:
        raise EngineError(
            "mkdocs refused the pages",
            why=_complaints(run.stderr) or f"exit code {run.returncode}",
            advice=f"look at the page it names, in {docs}; the site at {output} is untouched",
        )
    replace_folder(aside, output)


def _complaints(log: str) -> str:
    """Return what the engine complains of: its log without the lines that only inform."""
    return "\n".join(line for line in log.splitlines() if line and not line.startswith("INFO"))


def inheriting_config(config: Path, *, theme: Path, docs: Path, as_of: date) -> Path:
    """Write the engine's configuration for this build, next to what it builds."""
    own = docs.parent / f"mkdocs.{docs.name}.yml"
    settings = {
        "INHERIT": os.path.relpath(config, own.parent),
        "docs_dir": docs.name,
        "extra": {"built": as_of.isoformat()},
        "theme": {"custom_dir": os.path.relpath(theme, own.parent)},
    }
    own.write_text(json.dumps(settings, indent=2), encoding="utf-8")
    return own
