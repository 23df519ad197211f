"""`tracker publish-data`: the archive as a data set of the Hub."""

import os
from datetime import date
from pathlib import Path

import click

from builder.cli._options import as_of_option, ends_well, root_option
from builder.errors import Exit, UsageError
from builder.pipeline.dataset import dataset
from builder.pipeline.root import Root
from builder.store.archive import Archive
from builder.store.catalog import read_catalog
from builder.web import HUB_ADDRESS, overrides, put_dataset

KEY = "HF_TOKEN"


@click.command("publish-data")
@click.argument("repository", metavar="OWNER/NAME")
@root_option
@as_of_option
@click.option("--dry-run", is_flag=True, help="Say what would be published, and ask nobody.")
@ends_well
def command(repository: str, root: Path, as_of: date, *, dry_run: bool) -> Exit:
    """Put the whole archive into the data set OWNER/NAME of the Hub, in one commit.

    Every table as CSV and Parquet, with a card and a description for machines. Needs a token that
    may write there: HF_TOKEN. What somebody else commits meanwhile is never overwritten.
    """
    token = os.environ.get(KEY, "").strip()
    if not (token or dry_run):
        raise UsageError(
            f"{KEY} is not set",
            why="only who may write to the data set can publish to it",
            advice=f"set {KEY} to a token with the right to write, or look first: --dry-run",
        )
    place = Root(root)
    catalog, _ = read_catalog(place.catalog, place.folder)
    panel = Archive(place.archive).read()
    files = dataset(catalog, panel, as_of, repository=repository)
    for path, body in sorted(files.items()):
        click.echo(f"{len(body):12,}  {path}")
    if dry_run:
        click.echo(f"{len(files)} files would go to {repository}; nothing was sent")
        return Exit.WELL
    endpoint = overrides(os.environ).get("hugging-face", HUB_ADDRESS)
    message = f"The archive as it was known on {as_of.isoformat()}"
    commit = put_dataset(repository, files, message=message, token=token, endpoint=endpoint)
    click.echo(f"{len(files)} files are in {repository}, commit {commit}")
    return Exit.WELL
