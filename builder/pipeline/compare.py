"""The blast radius of a change: two states of the data, built in memory and held side by side."""

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from builder.errors import UsageError
from builder.model.catalog import Catalog
from builder.model.effect import (
    Effect,
    VerdictKey,
    fact_moves,
    number_moves,
    page_moves,
    verdict_moves,
    verdict_states,
)
from builder.model.finding import Finding, stop_publication
from builder.model.numbers import NUMBER_COLUMNS, numbers
from builder.pages import pages, render
from builder.pipeline.root import Root
from builder.pipeline.world import derived_site, load


@dataclass(frozen=True)
class State:
    """The data on one day, as far as it can be published: numbers, verdicts and pages' texts."""

    catalog: Catalog
    findings: tuple[Finding, ...]
    numbers: pd.DataFrame
    pages: Mapping[str, str]
    verdicts: Mapping[VerdictKey, str] = field(default_factory=dict)

    @property
    def publishable(self) -> bool:
        """Say whether nothing stands in the way of publishing it."""
        return not stop_publication(self.findings)


def state(folder: Path, as_of: date) -> State:
    """Return the state of the data in `folder`; without numbers and pages if it cannot stand."""
    catalog, panel, findings = load(Root(folder), as_of)
    if stop_publication(findings):
        return State(catalog, findings, pd.DataFrame(columns=list(NUMBER_COLUMNS)), {})
    site = derived_site(catalog, panel, as_of=as_of, findings=findings)
    texts = {page.path: render(page, site) for page in pages(site)}
    return State(catalog, findings, numbers(site.derived), texts, verdict_states(site.verdicts))


def compare(before: Path, after: Path, as_of: date) -> tuple[State, Effect]:
    """Return the state in `after`, and everything it moves against the state in `before`.

    Both are built side by side, each by a process of its own, and by the same software: what
    differs is the data alone.
    """
    with ProcessPoolExecutor(max_workers=2) as pool:
        old, new = pool.map(state, (before, after), (as_of, as_of))
    facts = fact_moves(old.catalog, new.catalog)
    known = {(finding.check, finding.message) for finding in old.findings}
    brought = tuple(f for f in new.findings if (f.check, f.message) not in known)
    if not (old.publishable and new.publishable):
        return new, Effect(facts, (), (), brought, "before" if new.publishable else "after")
    moved = number_moves(old.numbers, new.numbers)
    turned = verdict_moves(old.verdicts, new.verdicts)
    return new, Effect(facts, moved, page_moves(old.pages, new.pages), brought, None, turned)


@contextmanager
def data_at(root: Root, ref: str) -> Iterator[Path]:
    """Give a folder with the catalog of the commit `ref`, and the archive of the root as it is.

    Only the night writes the archive, so it is left out of what people's changes move. Raises
    UsageError where `ref` is no commit, or had no catalog.
    """
    run = subprocess.run(  # noqa: S603  no shell; git takes a strange name for a bad revision
        ["git", "archive", "--format=tar", "--end-of-options", ref, "data/catalog"],  # noqa: S607
        cwd=root.folder,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        raise UsageError(
            f"the catalog of {ref!r} cannot be had",
            why=run.stderr.decode("utf-8", "replace").strip() or "git refused",
            advice="name a commit or branch that git knows here, such as origin/main; "
            "fetch it first if it is not here yet",
        )
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(run.stdout)) as tar:
            tar.extractall(folder, filter="data")
        (Path(folder) / "data/archive").symlink_to(root.archive)
        yield Path(folder)


#: How many of the moved numbers are recorded by name, the largest moves first; all are counted.
RECORDED = 40
#: As many more of each source's newest day: verdicts hang on them.
RECORDED_OF_NEWEST = 400


def record(effect: Effect, ref: str) -> list[list[str]]:
    """Return the rows to archive of an edit: its facts, and the past numbers that it moved.

    A file that is new or gone is one row, whatever it says. An edit that moves no number leaves
    no rows: nothing that was published reads otherwise. The total is that against `ref`.
    """
    moved = [one for one in effect.numbers if one.before is not None]
    if not moved:
        return []
    largest = sorted(moved, key=lambda one: (one.unit != "%", -one.size, one.id))
    newest = {one.source: one.period for one in sorted(moved, key=lambda one: one.period)}
    latest = [one for one in largest if one.period == newest[one.source]][:RECORDED_OF_NEWEST]
    named = dict.fromkeys([*largest[:RECORDED], *latest])
    facts = [
        ["fact", f"{one.kind}/{one.entity}/{one.field}", "", "", "", one.before or "",
         one.after or "", ""]
        for one in effect.files
    ]  # fmt: skip
    past = [
        ["number", f"{one.metric}/{one.value_name}/{one.what}", one.source,
         one.period.isoformat(), one.unit, _shown(one.before), _shown(one.after),
         _shown(one.size)]
        for one in named
    ]  # fmt: skip
    total = ["total", f"numbers against {ref}", "", "", "numbers", "", str(len(moved)), ""]
    return [*facts, *past, total]


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
