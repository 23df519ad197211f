"""What a night is remembered by: the message of its commit, and the summary of its run.

Nothing that a stranger wrote stands in the message: it goes where words like `Fixes #1` act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from builder.model.finding import Finding, Severity
from builder.model.panel import Panel
from builder.pipeline.night import Fetched
from builder.store.csv_file import write_whole
from builder.text import markdown


@dataclass(frozen=True)
class News:
    """What one source's night adds to what was known: rows, entities never seen, revisions."""

    observations: int
    new_entities: int
    revisions: int
    not_heard_again: int


def news_of(source: str, before: Panel, after: Panel) -> News:
    """Return what `after` knows of `source` and `before` did not."""
    was, now = _series(source, before), _series(source, after)
    added = now.merge(was, how="left", indicator=True, on=list(now.columns))
    added = added[added["_merge"] == "left_only"]
    periods = was.drop_duplicates(["table", "entity", "period"])
    again = added.merge(periods, on=["table", "entity", "period"], suffixes=("", "_old"))
    known, heard = set(was["entity"]), set(added["entity"])
    last = set(was.loc[was["vintage"] == was["vintage"].max(), "entity"])
    return News(
        observations=len(added),
        new_entities=len(heard - known),
        revisions=len(again),
        not_heard_again=len(last - heard) if heard else 0,
    )


def _series(source: str, panel: Panel) -> pd.DataFrame:
    parts = [
        frame.loc[frame["source"] == source, ["entity", "period", "vintage"]].assign(table=name)
        for name, frame in panel.tables().items()
    ]
    return pd.concat(parts, ignore_index=True)


def message(as_of: date, fetched: Sequence[Fetched], before: Panel, after: Panel) -> str:
    """Return the message of the commit: a line per source, of counts and of our own words alone."""
    lines = [f"Archive the night of {as_of}", ""]
    for one in fetched:
        added = news_of(one.source, before, after)
        parts = [f"{added.observations:,} observations"]
        parts += [f"{added.new_entities:,} of them new entities"] if added.new_entities else []
        parts += [f"{added.revisions:,} revised"] if added.revisions else []
        parts += [f"{added.not_heard_again:,} not heard again"] if added.not_heard_again else []
        lines.append(f"{one.source}: {one.outcome}, {', '.join(parts)}")
    return "\n".join(lines) + "\n"


def summary(as_of: date, fetched: Sequence[Fetched], findings: Sequence[Finding]) -> str:
    """Return the summary of the run, as Markdown."""
    rows = "".join(
        f"| {one.source} | {one.outcome} | {one.rows:,} | {one.requests:,} | "
        f"{one.bytes / 1e6:.1f} | {one.seconds:.1f} | {_cell(one.detail)} |\n"
        for one in fetched
    )
    counts = {
        severity: sum(finding.severity is severity for finding in findings)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
    }
    told = ", ".join(f"{count} {severity.word}s" for severity, count in counts.items())
    return (
        f"## The night of {as_of}\n\n"
        "| source | outcome | observations | requests | MB | seconds | said |\n"
        f"|---|---|--:|--:|--:|--:|---|\n{rows}\nFindings: {told}.\n"
    )


def _cell(value: str) -> str:
    """Return a text that a table of Markdown shows as it is, and no longer than anybody reads."""
    return markdown(value[:300]).replace("@", "&#64;")  # which would call somebody


def write_report(
    folder: Path,
    as_of: date,
    fetched: Sequence[Fetched],
    *,
    panels: tuple[Panel, Panel],
    findings: Sequence[Finding],
) -> None:
    """Write `message.txt` and `summary.md` into `folder`; `panels` are before and after."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "message.txt", message(as_of, fetched, *panels))
    write_whole(folder / "summary.md", summary(as_of, fetched, findings))
