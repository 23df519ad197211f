"""`tracker fetch`: tonight's observations into the archive."""

from datetime import date
from pathlib import Path

import click

from builder.cli._fetching import fetch_all
from builder.cli._options import as_of_option, ends_well, report_option, root_option
from builder.errors import Exit
from builder.pipeline.root import Root


@click.command("fetch")
@click.argument("sources", nargs=-1)
@root_option
@as_of_option
@report_option
@click.option("--without-key", is_flag=True, help="Ask although a key that was there is gone.")
@ends_well
def command(
    sources: tuple[str, ...], root: Path, as_of: date, report: Path | None, *, without_key: bool
) -> Exit:
    """Ask the SOURCES, or all of them, for tonight's observations, and archive them."""
    place = Root(root)
    fetched = fetch_all(place, sources, as_of, report=report, without_key=without_key)
    if fetched is None:
        return Exit.FINDINGS
    outcomes = {one.outcome for one in fetched} - {"skipped"}  # for want of a key: no failure
    if outcomes == {"failed"}:
        return Exit.NOTHING_NEW
    return Exit.WELL if outcomes <= {"ok"} else Exit.STALE
