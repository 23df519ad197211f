"""The steps that more than one command takes: fetch into the archive, build from it."""

import time
from datetime import date
from pathlib import Path

import click

from builder.cli._options import keys, web
from builder.cli._tell import tell
from builder.errors import Exit
from builder.model.finding import Severity, stop_publication
from builder.pipeline.build import ENGINE, build
from builder.pipeline.night import Fetched, Night, chosen, fetch
from builder.pipeline.report import write_report
from builder.pipeline.root import Root
from builder.pipeline.world import derived_site, load, sources_health
from builder.store.archive import Archive


def fetch_all(
    root: Root,
    names: tuple[str, ...],
    as_of: date,
    *,
    report: Path | None = None,
    without_key: bool = False,
) -> tuple[Fetched, ...] | None:
    """Fetch into the archive and tell how it went; None when the data stands in the way.

    With `report`, what the night is remembered by is written into that folder.
    """
    catalog, panel, findings = load(root, as_of)
    if stop_publication(findings):
        tell(findings, "text", least=Severity.WARNING)
        return None
    fetched = fetch(
        chosen(catalog, names),
        web,
        Night(as_of, catalog, panel, Archive(root.archive), keys(), without_key),
    )
    for one in fetched:
        click.echo(f"fetched {one}")
    if report:
        _, after, found = load(root, as_of)
        write_report(report, as_of, fetched, panels=(panel, after), findings=found)
    return fetched


def build_site(root: Root, output: Path | None, as_of: date, *, engine: str = ENGINE) -> Exit:
    """Check and build; publish nothing while a finding is an error."""
    began = time.monotonic()
    catalog, panel, findings = load(root, as_of)
    tell(findings, "text", least=Severity.WARNING)
    if stop_publication(findings):
        click.echo("nothing was published", err=True)
        return Exit.FINDINGS
    site = derived_site(catalog, panel, as_of=as_of, findings=findings)
    built = build(root, site, output or root.site, engine=engine)
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
