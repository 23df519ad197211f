"""`tracker proposed`: documents of the register that wait for a person to make events of them."""

from datetime import date
from pathlib import Path

import click

from builder.cli._options import as_of_option, ends_well, root_option
from builder.errors import Exit, UsageError
from builder.model.proposals import Proposal, event_text, proposals
from builder.pipeline.root import Root
from builder.pipeline.world import load
from builder.store.csv_file import write_whole


@click.command("proposed")
@click.option("--write", "number", metavar="NUMBER", help="Begin an event's file from this one.")
@root_option
@as_of_option
@ends_well
def command(number: str | None, root: Path, as_of: date) -> Exit:
    """List the documents that no event and no rule cites, or begin an event from one."""
    place = Root(root)
    catalog, panel, _ = load(place, as_of)
    found = proposals(catalog, panel)
    if number is None:
        for one in found:
            click.echo(f"{one.number}  {one.published}  {one.type or 'Document'}: {one.title}")
        click.echo(f"{len(found)} documents; begin an event with: tracker proposed --write NUMBER")
        return Exit.WELL
    path = _begin(_chosen(found, number), place)
    click.echo(f"began {path.relative_to(root)}; tracker check says what is still to be filled in")
    return Exit.WELL


def _chosen(found: tuple[Proposal, ...], number: str) -> Proposal:
    for one in found:
        if one.number == number.upper():
            return one
    raise UsageError(
        f"no document {number} waits",
        why="it is not in the archive, or an event or a rule cites it already",
        advice="choose a number that `tracker proposed` lists",
    )


def _begin(proposal: Proposal, place: Root) -> Path:
    path = place.catalog / "events" / f"{proposal.event_id}.yml"
    if path.exists():
        raise UsageError(
            f"{path.name} is there already",
            why="somebody has begun this event, and may have written into it",
            advice="go on with that file, or delete it first",
        )
    write_whole(path, event_text(proposal))
    return path
