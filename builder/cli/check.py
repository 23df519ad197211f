"""`tracker check`: every finding at once."""

from datetime import date
from pathlib import Path

import click

from builder.cli._options import as_of_option, ends_well, root_option
from builder.cli._tell import tell
from builder.errors import Exit
from builder.model.finding import stop_publication
from builder.pipeline.guard import changes_since, generated, guard
from builder.pipeline.root import Root
from builder.pipeline.sentences import lacking_words
from builder.pipeline.world import load


@click.command("check")
@root_option
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.option(
    "--changes-from",
    "reference",
    metavar="REF",
    help="Also check what changed since this branch or commit: nobody edits by hand what the "
    "night writes or a command makes.",
)
@ends_well
def command(root: Path, as_of: date, form: str, reference: str | None) -> Exit:
    """Check the catalog and the archive; tell everything at once."""
    place = Root(root)
    catalog, _, findings = load(place, as_of)
    findings = tuple(sorted({*findings, *lacking_words(place, catalog)}))
    if reference is not None:
        guarded = guard(changes_since(place.folder, reference), catalog)
        findings = tuple(sorted({*findings, *guarded, *generated(place)}))
    tell(findings, form)
    return Exit.FINDINGS if stop_publication(findings) else Exit.WELL
