"""How findings are told: to people, to GitHub's annotations, to machines."""

import json
from typing import Any

import click

from builder.model.finding import Finding, Severity


def tell(findings: tuple[Finding, ...], form: str, *, least: Severity = Severity.NOTICE) -> None:
    """Print findings for people, for GitHub's annotations, or for machines.

    Those less severe than `least` are only counted.
    """
    shown = [finding for finding in findings if finding.severity <= least]
    if form == "json":
        click.echo(json.dumps([_plain(finding) for finding in shown], indent=1))
        return
    for finding in shown:
        click.echo(_annotation(finding) if form == "github" else str(finding), err=form == "text")
    if form == "text":
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        rest = len(findings) - len(shown)
        hint = f"; {rest} notices are told by: tracker check" if rest else ""
        click.echo(f"{len(findings)} findings, {errors} of them errors{hint}", err=True)


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
