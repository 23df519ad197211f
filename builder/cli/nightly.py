"""`tracker nightly`: fetch, check and build."""

from datetime import date
from pathlib import Path

import click

from builder.cli._building import build_site
from builder.cli._fetching import fetch_all
from builder.cli._options import as_of_option, ends_well, output_option, root_option
from builder.errors import Exit
from builder.pipeline.root import Root


@click.command("nightly")
@root_option
@output_option
@as_of_option
@ends_well
def command(root: Path, output: Path | None, as_of: date) -> Exit:
    """Fetch, check and build: the whole night."""
    place = Root(root)
    fetched = fetch_all(place, (), as_of)
    if fetched is None:
        return Exit.FINDINGS
    code = build_site(place, output, as_of)
    if code is Exit.WELL and any(one.outcome in ("failed", "partial") for one in fetched):
        return Exit.STALE
    return code
