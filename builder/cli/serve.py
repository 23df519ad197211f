"""`tracker serve`: a preview that follows every file that is saved."""

import time
from datetime import date
from pathlib import Path
from threading import Thread

import click

from builder.cli._options import as_of_option, ends_well, root_option
from builder.cli._tell import tell
from builder.cli._watching import watching
from builder.errors import Exit
from builder.model.finding import Severity
from builder.pipeline.preview import Preview
from builder.pipeline.root import Root
from builder.web import server

#: Seconds between two looks at the files of a folder whose system tells nothing: a network's.
LOOK_EVERY = 2.0


@click.command("serve")
@click.option("--port", type=int, default=8000, help="Where the preview answers. Default: 8000.")
@root_option
@as_of_option
@ends_well
def command(port: int, root: Path, as_of: date) -> Exit:
    """Show the site while you edit: a saved file is on the page a moment later."""
    preview = Preview(
        Root(root), as_of, lambda findings: tell(findings, "text", least=Severity.WARNING)
    )
    preview.refresh()
    running = server(port, preview.answer, preview.wait)
    click.echo(f"Preview on http://127.0.0.1:{running.server_port}/ — stop it with Ctrl-C")
    Thread(target=running.serve_forever, daemon=True).start()
    try:
        with watching(preview.folders) as watch:
            while True:
                was_told = watch.wait(LOOK_EVERY)
                began = time.monotonic()
                if preview.refresh(at_once=was_told):
                    click.echo(f"taken in within {time.monotonic() - began:.2f} s")
    except KeyboardInterrupt:
        return Exit.WELL
    finally:
        running.shutdown()
        running.server_close()
