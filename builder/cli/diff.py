"""`tracker diff`: what a change of the data moves, before it is merged."""

from datetime import date
from pathlib import Path

import click

from builder.cli._effect import FORMS
from builder.cli._options import as_of_option, ends_well, root_option
from builder.cli._tell import tell
from builder.errors import Exit
from builder.pipeline.compare import compare, data_at, record
from builder.pipeline.root import Root
from builder.store.archive import Archive


@click.command("diff")
@click.argument("ref")
@root_option
@as_of_option
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text")
@click.option("--record", "keep", is_flag=True, help="Archive what moved, for the Changes page.")
@ends_well
def command(ref: str, root: Path, as_of: date, form: str, *, keep: bool) -> Exit:
    """Tell everything that the data here moves against the commit REF, largest first.

    Both states are built by the software that is here, so that only the data differs.
    """
    with data_at(Root(root), ref) as before:
        new, effect = compare(before, root, as_of)
    if not new.publishable:
        tell(new.findings, "text")
    click.echo(FORMS[form](effect, ref))
    if keep and new.publishable:
        Archive(Root(root).archive).append_changes(as_of, record(effect, ref))
    return Exit.WELL if new.publishable else Exit.FINDINGS
