"""Builds the site and tells how it went, for every command that ends with a site."""

import gc
import time
from datetime import date
from pathlib import Path

import click

from builder.cli._tell import tell
from builder.errors import Exit
from builder.model.finding import Severity, stop_publication
from builder.pipeline.build import ENGINE, build
from builder.pipeline.root import Root
from builder.pipeline.world import derived_site, load, sources_health


def build_site(
    root: Root,
    output: Path | None,
    as_of: date,
    *,
    engine: str = ENGINE,
    languages: tuple[str, ...] = (),
) -> Exit:
    """Check and build; publish nothing while a finding is an error."""
    began = time.monotonic()
    catalog, panel, findings = load(root, as_of)
    tell(findings, "text", least=Severity.WARNING)
    if stop_publication(findings):
        click.echo("nothing was published", err=True)
        return Exit.FINDINGS
    gc.freeze()  # what was read is needed to the end: to look for garbage in it costs seconds
    site = derived_site(catalog, panel, as_of=as_of, findings=findings)
    gc.freeze()
    built = build(root, site, output or root.site, engine=engine, languages=languages)
    gc.unfreeze()
    seconds = time.monotonic() - began
    click.echo(
        f"built {built.pages} pages and {built.downloads} downloads for {as_of} "
        f"in {seconds:.1f} s: {built.output}/index.html"
    )
    behind = [h for h in sources_health(catalog, panel, as_of).values() if h.is_behind]
    for one in behind:
        newest = f"newest period {one.newest}" if one.newest else "no observation yet"
        click.echo(f"{one.source} is {one.state}: {newest}. {one.last_detail}", err=True)
    return Exit.STALE if behind else Exit.WELL
