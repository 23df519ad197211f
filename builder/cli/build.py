"""`tracker build`: check the data and build the site."""

from datetime import date
from pathlib import Path

import click

from builder.cli._building import build_site
from builder.cli._options import as_of_option, ends_well, output_option, root_option
from builder.errors import Exit
from builder.pipeline.build import ENGINE
from builder.pipeline.engine import ENGINES
from builder.pipeline.root import Root


@click.command("build")
@root_option
@output_option
@as_of_option
@click.option(
    "--engine", type=click.Choice(sorted(ENGINES)), default=ENGINE, help="Default: mkdocs."
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="A language beside English, complete or not; may be repeated, and `en` alone is English "
    "alone. Default: all complete ones.",
)
@ends_well
def command(
    root: Path, output: Path | None, as_of: date, engine: str, languages: tuple[str, ...]
) -> Exit:
    """Check the data and build the site from it. Asks no network."""
    return build_site(Root(root), output, as_of, engine=engine, languages=languages)
