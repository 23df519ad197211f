"""`tracker fix`: the form of the catalog's files."""

from pathlib import Path

import click

from builder.cli._options import ends_well, root_option
from builder.cli._tell import tell
from builder.errors import Exit
from builder.model.finding import stop_publication
from builder.pipeline.formatting import fix
from builder.pipeline.root import Root


@click.command("fix")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what would change.")
@ends_well
def command(paths: tuple[Path, ...], root: Path, *, only_check: bool) -> Exit:
    """Format the files of the catalog at PATH, or all: order of keys, indents, quotes.

    No value and no comment changes. A file that cannot be read stays as it is, with a finding.
    """
    outcomes = list(fix(Root(root), paths, write=not only_check))
    changing = [one.path for one in outcomes if one.changes]
    for path in changing:
        click.echo(f"{path} {'would change' if only_check else 'is formatted'}")
    findings = tuple(sorted(finding for one in outcomes for finding in one.findings))
    if findings:
        tell(findings, "text")
    verb = "would change" if only_check else "formatted"
    click.echo(f"{len(outcomes)} files, {len(changing)} {verb}", err=True)
    return Exit.FINDINGS if stop_publication(findings) or (only_check and changing) else Exit.WELL
