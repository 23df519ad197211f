"""Commands of the tracker as whole processes, without waiting for their imports each time."""

import atexit
import functools
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from tests.world.forked import Order, Runner

#: Waiting for a pretend source is no part of what these tests are about.
PATIENCE = {"TRACKER_PATIENCE": "0.02"}


@functools.cache
def _runner() -> Runner:
    """Return the one process that forks them, started when the first is asked for."""
    runner = Runner.start()
    atexit.register(runner.stop)
    return runner


def tracker(root: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """Run a command on `root` in a process of its own; return its exit code and what it said."""
    told = [*arguments, "--root", str(root)]
    with TemporaryDirectory() as folder:
        said, errors = Path(folder, "out"), Path(folder, "errors")
        order = Order(told, {**PATIENCE, **environment}, str(said), errors=str(errors))
        code, _ = _runner().run(order)
        return CompletedProcess(told, code, said.read_text("utf-8"), errors.read_text("utf-8"))
