"""Nights on which everything goes wrong, one after the other, and what is left after each.

    python -m tests.faults --nights 500 --seed 1

A house is a pretend checkout in a clone of a bare repository, with every source on loopback. Of
each night it is drawn what fails: answers, the Hub's own figures, the machine, the push. The real
commands run in forks that may be killed. After each night the checks of `checks` must hold.
"""

import random
import shutil
import stat
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.faults import checks
from tests.faults.evening import ALL, HUB, Evening, make_house
from tests.faults.twists import LASTING, NETWORK, PASSING
from tests.world.forked import Order, Runner
from tests.world.hub_wire import Twist

MAKEFILE = Path(__file__).parents[2] / "Makefile"
FIRST = date(2026, 12, 1)
#: Every wait is so much shorter than at night: a silent server costs tenths of seconds.
PATIENCE = 0.02
#: One night in so many also builds the site; the others only fetch.
BUILDS_EVERY = 12
#: What a source may take: a night's half hour, so much shorter, and some for a busy machine.
LONGEST_SOURCE = 1_800 * PATIENCE + 20
#: Who takes longer for a whole run, the site included, is stuck, however busy the machine is.
LONGEST_SECONDS = 900.0
MACHINE = ("killed", "disk full", "folder read-only", "two runs", "midnight",
           "push rejected", "key gone")  # fmt: skip


@dataclass
class Table:
    """What a campaign did and found; `breaches` must stay empty."""

    nights: int = 0
    runs: int = 0
    builds: int = 0
    seconds: float = 0.0
    longest: float = 0.0
    observations: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)

    def add(self, other: "Table") -> None:
        """Take in another table."""
        for name in ("nights", "runs", "builds", "observations", "faults", "codes", "outcomes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.breaches += other.breaches
        self.longest = max(self.longest, other.longest)

    def __str__(self) -> str:
        lines = [f"{count:7,}  {what}" for what, count in sorted(self.faults.items())]
        codes = ", ".join(f"{code}: {count}" for code, count in sorted(self.codes.items()))
        outcomes = ", ".join(f"{count} {what}" for what, count in sorted(self.outcomes.items()))
        return "\n".join([
            f"{self.nights:,} nights, {self.runs:,} runs ({self.builds:,} built the site), "
            f"{self.seconds:,.0f} s; the longest run took {self.longest:.1f} s",
            f"{sum(self.faults.values()):,} faults:", *lines,
            f"exit codes (below 0: the signal): {codes}",
            f"outcomes of sources: {outcomes}",
            f"{self.observations:,} observations in the archives at the end",
            f"{len(self.breaches)} breaches (observations lost or changed, wrong numbers, broken "
            "sites, untrue codes)", *self.breaches[:40],
        ])  # fmt: skip


def _git(*command: str, cwd: Path) -> str:
    told = ("git", "-c", "user.name=Night", "-c", "user.email=n@example.org", *command)
    ran = subprocess.run(told, cwd=cwd, capture_output=True, text=True, check=True)  # noqa: S603
    return ran.stdout


@dataclass
class House:
    """One house: its folders, its evenings, and the runner of its commands."""

    folder: Path
    evening: Evening
    runner: Runner
    chance: random.Random
    table: Table = field(default_factory=Table)

    @property
    def root(self) -> Path:
        """Return the checkout."""
        return self.folder / "night"

    def begin(self) -> None:
        """Make the bare repository, the checkout and somebody else's clone."""
        _git("init", "--quiet", "--bare", "--initial-branch=main", "origin", cwd=self.folder)
        _git("clone", "--quiet", "origin", "night", cwd=self.folder)
        make_house(self.root, list(self.evening.world.namespaces))
        (self.root / ".gitignore").write_text("/site/\n/build/\n.*.part\n", encoding="utf-8")
        for name, value in (("user.name", "Night"), ("user.email", "n@example.org")):
            _git("config", name, value, cwd=self.root)
        _git("checkout", "--quiet", "-B", "main", cwd=self.root)
        _git("add", ".", cwd=self.root)
        _git("commit", "--quiet", "-m", "Begin", cwd=self.root)
        _git("push", "--quiet", "-u", "origin", "main", cwd=self.root)
        _git("clone", "--quiet", "origin", "other", cwd=self.folder)

    def night(self, tonight: date, *, builds: bool) -> None:
        """Let one night happen, and check what is left of it."""
        table, evening = self.table, self.evening
        evening.turn(tonight)
        kept = deepcopy(evening.world.namespaces)
        for drawn in self._drawn(LASTING, 0.5):
            LASTING[drawn](evening.world, self.chance)
            kept = deepcopy(evening.world.namespaces)
        for drawn in self._drawn(PASSING, 0.5):
            PASSING[drawn](evening.world, self.chance)
        machine = set(self._drawn(MACHINE, 0.45))
        before = checks.files(self.root / "data/archive")
        site = checks.hashes(self.root / "site")
        if "push rejected" in machine:
            self._pushed_by_somebody_else(tonight)
        code = self._run(tonight, machine, builds=builds)
        if "two runs" in machine or code not in checks.ENDED:
            code = self._run(tonight, machine & {"midnight"}, builds=builds)
        self._check(tonight, before, site)
        if code in checks.ENDED:
            table.breaches += checks.code_breaches(self.root, code, tonight, builds=builds)
            if builds:
                table.breaches += checks.page_breaches(self.root, tonight)
        evening.world.namespaces = kept
        self._commit()
        table.nights += 1
        table.outcomes.update(checks.rows_of_tonight(self.root, tonight).values())

    def _drawn(self, kinds: Iterable[str], likelihood: float) -> Iterator[str]:
        """Yield none, one or two of the kinds, and count them."""
        names = list(kinds)
        while self.chance.random() < likelihood:
            name = self.chance.choice(names)
            self.table.faults[name] += 1
            likelihood /= 3
            yield name

    def _network(self) -> dict[str, Twist]:
        faults: dict[str, Twist] = {}
        times: dict[str, int] = {}
        for source in self.chance.sample(ALL, self.chance.choice([0, 1, 1, 2, 3, 5])):
            kind = self.chance.choice(list(NETWORK))
            self.table.faults[kind] += 1
            faults[source] = NETWORK[kind](self.chance)
            times[source] = self.chance.choice([1, 2, 3, 1_000_000])
        self.evening.calm(faults, times)
        return faults

    def _run(self, tonight: date, machine: set[str], *, builds: bool) -> int:
        """Run the night once, with what befalls the machine; return its exit code."""
        self._network()
        key = "" if "key gone" in machine else "k" * 20
        terms = {"TRACKER_PATIENCE": str(PATIENCE), "OPENROUTER_API_KEY": key}
        environment = {**self.evening.addresses(), **terms}
        time_of_day = "23:59:59.600" if "midnight" in machine else "03:17:00.000"
        order = Order(
            ["nightly" if builds else "fetch", "--root", str(self.root)],
            environment,
            str(self.folder / "log.txt"),
            now=f"{tonight}T{time_of_day}",
            killed_after=self.chance.uniform(0.05, 8.0 if builds else 2.5)
            if "killed" in machine
            else None,
            largest_file=int(10 ** self.chance.uniform(1, 4.5)) if "disk full" in machine else None,
            longest=LONGEST_SECONDS,
        )
        with self._read_only("folder read-only" in machine):
            code, seconds = self.runner.run(order)
        self.table.runs += 1
        self.table.builds += builds
        self.table.codes[code] += 1
        self.table.longest = max(self.table.longest, seconds)
        self._check_ending(tonight, code, machine)
        return code

    def _check_ending(self, tonight: date, code: int, machine: set[str]) -> None:
        befallen = machine & {"killed", "disk full", "folder read-only"}
        if code in checks.ENDED or befallen:
            return
        log = (self.folder / "log.txt").read_text("utf-8", "replace")[-600:]
        what = "was stuck" if code < 0 else f"ended with {code}"
        self.table.breaches.append(f"{tonight}: {what}: {log}")

    @contextmanager
    def _read_only(self, is_on: bool) -> Iterator[None]:
        places = [self.root / "data/archive", self.root / "data/archive/observations" / HUB,
                  self.root, self.root / "build"]  # fmt: skip
        place = self.chance.choice([one for one in places if one.exists()])
        inner = [place, *(one for one in place.rglob("*") if one.is_dir())] if is_on else []
        for one in inner:
            one.chmod(0o555)
        try:
            yield
        finally:
            for one in inner:
                one.chmod(stat.S_IRWXU | 0o055)

    def _check(self, tonight: date, before: dict[str, bytes], site: dict[str, str]) -> None:
        found = [
            *checks.archive_breaches(self.root, before, tonight),
            *checks.number_breaches(self.root, tonight, self.evening.truth()),
            *checks.site_breaches(self.root / "site", site, tonight),
            *checks.deadline_breaches(self.root, tonight, LONGEST_SOURCE),
        ]
        self.table.breaches += [f"{tonight}: {breach}" for breach in found]

    def _pushed_by_somebody_else(self, tonight: date) -> None:
        other = self.folder / "other"
        _git("pull", "--quiet", "origin", "main", cwd=other)
        (other / "notes.txt").write_text(f"{tonight}\n", encoding="utf-8")
        _git("add", ".", cwd=other)
        _git("commit", "--quiet", "-m", "Somebody else", cwd=other)
        _git("push", "--quiet", "origin", "HEAD:main", cwd=other)

    def _commit(self) -> None:
        command = ("make", "--no-print-directory", "-f", str(MAKEFILE), "commit")
        ran = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)  # noqa: S603
        if ran.returncode:
            self.table.breaches.append(f"the commit failed: {ran.stdout[-300:]}{ran.stderr[-300:]}")

    def end(self) -> None:
        """Check the whole history: nothing was ever taken out, and everything was pushed."""
        told = _git("log", "--format=", "--numstat", "--", "data/archive", cwd=self.root)
        for line in told.splitlines():
            added, taken, path = line.split("\t")
            if taken != "0":
                self.table.breaches.append(f"git: {path} lost {taken} rows and got {added}")
        if _git("diff", "--stat", "HEAD", "origin/main", "--", "data/archive", cwd=self.root):
            self.table.breaches.append("git: what the nights added was not all pushed")
        observed = (self.root / "data/archive/observations").rglob("*.csv")
        self.table.observations = sum(path.read_bytes().count(b"\n") - 1 for path in observed)


def nights_of_one_house(folder: Path, nights: int, *, seed: int, builds_every: int) -> Table:
    """Run `nights` nights in a new house below `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    chance = random.Random(seed)  # noqa: S311  no secret
    runner = Runner.start()
    began = time.monotonic()
    try:
        with Evening(seed, folder) as evening:
            house = House(folder, evening, runner, chance)
            house.begin()
            tonight = FIRST
            for number in range(nights):
                house.night(tonight, builds=number % builds_every == builds_every // 2)
                missed = chance.choice([0] * 8 + [1, 3])
                house.table.faults["nights missed"] += missed
                tonight += timedelta(days=1 + missed)
            house.end()
    finally:
        runner.stop()
    house.table.seconds = time.monotonic() - began
    return house.table
