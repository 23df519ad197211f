"""Runs a command as a whole, and tells its time, its processor seconds and its memory."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

#: Seconds between two looks at the memory of a command's processes.
LOOK_EVERY = 0.2


@dataclass(frozen=True)
class Run:
    """What one run took; memory is that of all its processes together, shared pages once."""

    wall_s: float
    cpu_s: float
    memory_mb: float
    pages: int
    bytes: int


def measured(commands: list[list[str]], folder: Path, output: Path) -> Run:
    """Run `commands` one after the other in `folder`, and measure what stands at `output` then.

    Raises CalledProcessError where one of them fails.
    """
    wall = cpu = most = 0.0
    for command in commands:
        began, over, seen = time.monotonic(), Event(), [0.0]
        with (folder / "bench.log").open("ab") as log:
            running = subprocess.Popen(  # noqa: S603  fixed commands of ours
                command, cwd=folder, stdout=log, stderr=log, start_new_session=True
            )
        watch = Thread(target=_watch, args=(running.pid, over, seen))
        watch.start()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        over.set()
        watch.join()
        if running.returncode not in (0, 3):  # 3: built, and a source is stale
            raise subprocess.CalledProcessError(running.returncode, command)
        wall += time.monotonic() - began
        cpu += used.ru_utime + used.ru_stime
        most = max(most, seen[0])
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = sum(path.name == "index.html" for path in files)
    return Run(wall, cpu, most, pages, sum(path.stat().st_size for path in files))


def _watch(session: int, over: Event, seen: list[float]) -> None:
    while not over.wait(LOOK_EVERY):
        seen[0] = max(seen[0], sum(map(_share_mb, _members(session))))


def _members(session: int) -> list[str]:
    """Return the processes of a session."""
    found = []
    for own in filter(str.isdecimal, (path.name for path in Path("/proc").iterdir())):
        try:
            told = Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it is over
            continue
        if int(told[3]) == session:
            found.append(own)
    return found


def _share_mb(own: str) -> float:
    """Return a process's share of memory: what several use counts once among them."""
    try:
        told = Path(f"/proc/{own}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    shares = (line.split()[1] for line in told.splitlines() if line.startswith("Pss:"))
    return int(next(shares, "0")) / 1024


def typical(runs: list[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        median(run.wall_s for run in runs),
        median(run.cpu_s for run in runs),
        median(run.memory_mb for run in runs),
        runs[-1].pages,
        runs[-1].bytes,
    )
