"""`tracker schema`: the schemas that editors complete and check with."""

from pathlib import Path

import click

from builder.cli._options import ends_well, root_option
from builder.errors import Exit
from builder.model.schema import schema_texts
from builder.pipeline.root import Root
from builder.store.csv_file import write_whole


@click.command("schema")
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what is out of date.")
@ends_well
def command(root: Path, *, only_check: bool) -> Exit:
    """Write data/schema from the shapes of the catalog."""
    folder = Root(root).schemas
    texts = {folder / name: text for name, text in schema_texts().items()}
    strays = {path for path in folder.glob("*") if path not in texts}
    old = {p for p, text in texts.items() if not p.exists() or p.read_text("utf-8") != text}
    for path in sorted(old | strays):
        click.echo(f"{path.relative_to(root)} {'is out of date' if only_check else 'is renewed'}")
    if only_check:
        return Exit.FINDINGS if old | strays else Exit.WELL
    for path in old:
        write_whole(path, texts[path])
    for path in strays:
        path.unlink()
    return Exit.WELL
