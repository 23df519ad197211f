"""`tracker explain`: where a published number comes from, and what it was on another day."""

from datetime import date
from pathlib import Path

import click

from builder.cli._options import as_of_option, ends_well, root_option
from builder.errors import Exit
from builder.pipeline.explained import explained
from builder.pipeline.root import Root


@click.command("explain")
@click.argument("number")
@root_option
@as_of_option
@ends_well
def command(number: str, root: Path, as_of: date) -> Exit:
    """Tell a NUMBER's value, sources and hashes. NUMBER@DATE: as it was known on that day."""
    for line in explained(Root(root), number, as_of):
        click.echo(line)
    return Exit.WELL
