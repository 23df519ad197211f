"""`tracker new`: the first lines of a new file of the catalog."""

from datetime import date
from pathlib import Path

import click

from builder.cli._fetching import web
from builder.cli._options import as_of_option, ends_well, root_option
from builder.cli._tell import tell
from builder.errors import Exit
from builder.pipeline.adding import Added, add, is_on_hub
from builder.pipeline.known import kind_of
from builder.pipeline.root import Root
from builder.pipeline.world import load


@click.command("new")
@click.argument("kind")
@click.argument("name", metavar="ID_OR_NAME")
@root_option
@as_of_option
@click.option("--offline", is_flag=True, help="Do not ask the Hub; write an empty file.")
@ends_well
def command(kind: str, name: str, root: Path, as_of: date, *, offline: bool) -> Exit:
    """Begin the file of a new KIND: model, organization, event, chip, claim and so on.

    A model may be named by its Hub repository (Owner/Repo), an organization by its namespace: then
    the file is filled in with what the Hub knows. All else is named by its id.
    """
    place, kind = Root(root), kind_of(kind)
    catalog, _, _ = load(place, as_of)
    added = add(place, catalog, kind=kind, name=name, as_of=as_of, ask=None if offline else web)
    _say(added, offline=offline, on_hub=is_on_hub(kind, name))
    shown = added.path.relative_to(root).as_posix()
    _, _, findings = load(place, as_of)
    tell(tuple(one for one in findings if one.place.path == shown), "text")
    return Exit.STALE if added.failure else Exit.WELL


def _say(added: Added, *, offline: bool, on_hub: bool) -> None:
    click.echo(f"wrote {added.path}")
    if added.failure:
        click.echo(f"tracker: {added.failure}\n  the file is an empty scaffold", err=True)
    elif offline:
        click.echo("offline: the Hub was not asked, and the file is an empty scaffold")
    elif added.prefilled:
        click.echo("filled in with what the Hub says; the comments say what it does not")
    elif on_hub:
        click.echo("the Hub knows nobody of this name, and the file is an empty scaffold")
