"""The commands: `tracker build | fetch | check | nightly`. Thin: arguments in, exit codes out."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.errors import Exit, TrackerError
from builder.model.finding import Finding, Severity, stop_publication
from builder.pipeline.build import build
from builder.pipeline.night import Fetched, Night, chosen, fetch
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.world import derived_site, load, sources_health
from builder.store.archive import Archive
from builder.web import Web, overrides


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date:
    """Read `--as-of`. This is the one place that looks at the clock for today."""
    if value is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day like 2026-11-24") from error


def _folder(option: str, default: Path | None, text: str) -> Callable[[Any], Any]:
    kind = click.Path(path_type=Path, file_okay=False, resolve_path=True)
    return click.option(option, type=kind, default=default, help=text)


as_of_option = click.option(
    "--as-of", callback=_day, metavar="DATE", help="Which day is today. Default: today in UTC."
)
root_option = _folder("--root", CHECKOUT, "The folder with data/ and docs/. Default: the checkout.")
output_option = _folder("--output", None, "Where the site goes. Default: site/ in the root.")


def _ends_well(command: Callable[..., Exit]) -> Callable[..., None]:
    """Turn what a command returns or raises into an exit code and a message."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        try:
            code = command(**arguments)
        except TrackerError as error:
            click.echo(f"tracker: {error}", err=True)
            code = error.exit_code
        except Exception:
            traceback.print_exc()
            click.echo("tracker: a mistake of ours; please report the lines above", err=True)
            code = Exit.INTERNAL
        sys.exit(int(code))

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tracker")
def main() -> None:
    """Fetch, check and build the AI Geopolitics Tracker.

    Exit codes: 0 all well; 1 findings of severity error, nothing published; 2 usage; 3 published,
    but a source failed or is stale beyond its limit; 4 nothing could be fetched and nothing new
    published; 5 internal.
    """


@main.command("build")
@root_option
@output_option
@as_of_option
@_ends_well
def build_command(root: Path, output: Path | None, as_of: date) -> Exit:
    """Check the data and build the site from it. Asks no network."""
    return _build(Root(root), output, as_of)


@main.command("check")
@root_option
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@_ends_well
def check_command(root: Path, as_of: date, form: str) -> Exit:
    """Check the catalog and the archive; tell everything at once."""
    _, _, findings = load(Root(root), as_of)
    _tell(findings, form)
    return Exit.FINDINGS if stop_publication(findings) else Exit.WELL


@main.command("fetch")
@click.argument("sources", nargs=-1)
@root_option
@as_of_option
@_ends_well
def fetch_command(sources: tuple[str, ...], root: Path, as_of: date) -> Exit:
    """Ask the SOURCES, or all of them, for tonight's observations, and archive them."""
    place = Root(root)
    fetched = _fetch(place, sources, as_of)
    if fetched is None:
        return Exit.FINDINGS
    if fetched and all(one.outcome == "failed" for one in fetched):
        return Exit.NOTHING_NEW
    return Exit.WELL if all(one.outcome == "ok" for one in fetched) else Exit.STALE


@main.command("nightly")
@root_option
@output_option
@as_of_option
@_ends_well
def nightly_command(root: Path, output: Path | None, as_of: date) -> Exit:
    """Fetch, check and build: the whole night."""
    place = Root(root)
    fetched = _fetch(place, (), as_of)
    if fetched is None:
        return Exit.FINDINGS
    code = _build(place, output, as_of)
    if code is Exit.WELL and any(one.outcome in ("failed", "partial") for one in fetched):
        return Exit.STALE
    return code


def _fetch(root: Root, names: tuple[str, ...], as_of: date) -> tuple[Fetched, ...] | None:
    """Fetch into the archive and tell how it went; None when the data stands in the way."""
    catalog, panel, findings = load(root, as_of)
    if stop_publication(findings):
        _tell(findings, "text")
        return None
    fetched = fetch(
        chosen(catalog, names),
        lambda: Web(overrides(os.environ)),
        Night(as_of, catalog, panel, Archive(root.archive)),
    )
    for one in fetched:
        click.echo(f"fetched {one}")
    return fetched


def _build(root: Root, output: Path | None, as_of: date) -> Exit:
    """Check and build; publish nothing while a finding is an error."""
    began = time.monotonic()
    catalog, panel, findings = load(root, as_of)
    _tell(findings, "text")
    if stop_publication(findings):
        click.echo("nothing was published", err=True)
        return Exit.FINDINGS
    site = derived_site(catalog, panel, as_of=as_of, findings=findings)
    built = build(root, site, output or root.site)
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


def _tell(findings: tuple[Finding, ...], form: str) -> None:
    """Print findings for people, for GitHub's annotations, or for machines."""
    if form == "json":
        click.echo(json.dumps([_plain(finding) for finding in findings], indent=1))
        return
    for finding in findings:
        click.echo(_annotation(finding) if form == "github" else str(finding), err=form == "text")
    if form == "text":
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        click.echo(f"{len(findings)} findings, {errors} of them errors", err=True)


def _plain(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "path": place.path, "line": place.line, "column": place.column,
        "severity": finding.severity.word, "check": finding.check,
        "message": finding.message, "advice": finding.advice,
    }  # fmt: skip


def _annotation(finding: Finding) -> str:
    """Return a GitHub workflow command; its own marks are escaped as GitHub asks."""
    place = finding.place
    spot = f"file={_property(place.path)},line={place.line or 1},col={place.column or 1}"
    text = f"{finding.message}. {finding.advice}".replace("%", "%25").replace("\n", "%0A")
    return f"::{finding.severity.word} {spot},title={_property(finding.check)}::{text}"


def _property(value: str) -> str:
    for mark, code in (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"), (":", "%3A"), (",", "%2C")):
        value = value.replace(mark, code)
    return value
