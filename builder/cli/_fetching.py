"""Fetches into the archive and tells how it went, for every command that asks the web."""

import os
from datetime import date
from pathlib import Path

import click

from builder.cli._tell import tell
from builder.model.finding import Severity, stop_publication
from builder.pipeline.night import Fetched, Night, chosen, fetch
from builder.pipeline.report import write_report
from builder.pipeline.root import Root
from builder.pipeline.world import load
from builder.store.archive import Archive
from builder.web import Web, hub_token, overrides, patience


def web() -> Web:
    """Return a fresh connection, with the addresses and the patience that the environment sets."""
    limits, clocks = patience(os.environ)
    return Web(overrides(os.environ), limits=limits, clocks=clocks)


def keys() -> frozenset[str]:
    """Return the names of the variables that hold something; a Hub token may stand elsewhere."""
    held = frozenset(name for name, value in os.environ.items() if value.strip())
    return held | {"HF_TOKEN"} if hub_token() else held - {"HF_TOKEN"}


def fetch_all(
    root: Root,
    names: tuple[str, ...],
    as_of: date,
    *,
    report: Path | None = None,
    without_key: bool = False,
) -> tuple[Fetched, ...] | None:
    """Fetch into the archive and tell how it went; None when the data stands in the way.

    With `report`, what the night is remembered by is written into that folder.
    """
    catalog, panel, findings = load(root, as_of)
    if stop_publication(findings):
        tell(findings, "text", least=Severity.WARNING)
        return None
    fetched = fetch(
        chosen(catalog, names),
        web,
        Night(as_of, catalog, panel, Archive(root.archive), keys(), without_key),
    )
    for one in fetched:
        click.echo(f"fetched {one}")
    if report:
        _, after, found = load(root, as_of)
        write_report(report, as_of, fetched, panels=(panel, after), findings=found)
    return fetched
