"""Runs commands of the tracker, each in a fork of its own, as badly as it is told to.

A process that has imported everything once waits for orders, one JSON line each, and answers each
with one line: the exit code, or the number of the signal that ended it. Beside the saved imports,
only a process of one thread may fork in peace; the servers of a campaign live in another one.
"""

import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any, Self

#: What commands import only on the way.
LOADED_LATE = (
    "builder.exports",
    "builder.pages",
    "scipy.stats",
    "mkdocs.commands.build",
    "markdown",
)
#: Root may write anywhere, unless it gives that right away: this bit of its capabilities.
_OVERRIDE = 1 << 1
_VERSION = 0x20080522


@dataclass(frozen=True)
class Order:
    """One command: its arguments, environment, time of day, and what shall happen to it.

    `killed_after` and `longest` are seconds; `largest_file` are bytes, after which the disk is
    full. What it says goes into `log`, its errors too unless they have a file of their own. Without
    `now` its clock is the machine's, and it keeps the rights of whoever started it.
    """

    arguments: list[str]
    environment: dict[str, str]
    log: str
    now: str | None = None
    errors: str | None = None
    killed_after: float | None = None
    largest_file: int | None = None
    longest: float = 120.0


@dataclass
class Runner:
    """The waiting process, seen from outside."""

    waiting: subprocess.Popen[str] = field(repr=False)

    @classmethod
    def start(cls) -> Self:
        """Start it; it has imported everything when it takes its first order."""
        environment = {**os.environ, "HF_HUB_DISABLE_TELEMETRY": "1",
                       "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1", "NO_PROXY": "127.0.0.1"}  # fmt: skip
        command = [sys.executable, "-m", "tests.world.forked"]
        pipe = subprocess.PIPE
        return cls(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment))  # noqa: S603

    def run(self, order: Order) -> tuple[int, float]:
        """Return the exit code, below 0 the signal, and how many seconds it took."""
        assert self.waiting.stdin
        assert self.waiting.stdout
        self.waiting.stdin.write(json.dumps(asdict(order)) + "\n")
        self.waiting.stdin.flush()
        code, seconds = json.loads(self.waiting.stdout.readline())
        return code, seconds

    def stop(self) -> None:
        """End it."""
        assert self.waiting.stdin
        self.waiting.stdin.close()
        self.waiting.wait()
        if self.waiting.stdout:
            self.waiting.stdout.close()


def _turned(start: datetime) -> type[datetime]:
    """Return a clock that shows `start` now, and goes on from there."""
    began = time.monotonic()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(start.timestamp() + time.monotonic() - began, tz)

    return Clock


def _give_up_rights() -> None:
    """Let permissions hold for root too, as they do for everybody."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(_VERSION, 0)
    data = (ctypes.c_uint32 * 6)()
    if libc.capget(head, data) == 0:
        data[0] &= ~_OVERRIDE
        libc.capset(head, data)


def _obey(order: Order) -> None:
    """Become the command. Never returns."""
    from builder.cli import _options, main  # noqa: PLC0415  once imported, twice found
    from builder.web import terms  # noqa: PLC0415

    os.setsid()
    os.dup2(_written(order.log), 1)
    os.dup2(_written(order.errors) if order.errors else 1, 2)
    os.environ.update(order.environment)
    if order.now is not None:
        clock = _turned(datetime.fromisoformat(order.now).replace(tzinfo=UTC))
        _options.datetime = clock  # type: ignore[misc]
        terms.datetime = clock  # type: ignore[misc]
        _give_up_rights()
    if order.largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest_file, order.largest_file))
    try:
        main(order.arguments, standalone_mode=True)
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    os._exit(0)


def _written(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)


def _run(order: Order) -> tuple[int, float]:
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            _obey(order)
        finally:
            os._exit(99)
    limit = order.longest if order.killed_after is None else order.killed_after
    ended = _ended_within(child, limit)
    # Whoever is killed takes along what he has started, as a machine does that is switched off.
    for group in () if ended else (child,):
        os.killpg(group, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - began


def _ended_within(child: int, seconds: float) -> bool:
    watched = os.pidfd_open(child)
    try:
        return bool(select.select([watched], [], [], seconds)[0])
    finally:
        os.close(watched)


def main() -> None:
    """Take orders until there are no more."""
    import builder.cli  # noqa: PLC0415
    import builder.sources  # noqa: PLC0415
    from builder.model.registry import plugins  # noqa: PLC0415

    # What a command loads only when it is needed is loaded here once for all of them.
    assert plugins(builder.cli)
    assert plugins(builder.sources)
    for name in LOADED_LATE:
        import_module(name)
    for line in sys.stdin:
        print(json.dumps(_run(Order(**json.loads(line)))), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
