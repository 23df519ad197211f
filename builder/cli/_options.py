"""The options and the endings that all commands share."""

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from builder.errors import Exit, TrackerError
from builder.pipeline.root import CHECKOUT


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

report_option = _folder("--report", None, "Where the night's commit message and summary go.")


def _of_the_machine(error: OSError) -> TrackerError:
    """Return a full disk, a folder that may not be written and the like as a message of ours."""
    return TrackerError(
        f"the machine refused {error.filename or 'a file'}",
        why=error.strerror or str(error),
        advice="make room or give the right to write, and run it again; what is there is whole",
    )


def ends_well(command: Callable[..., Exit]) -> Callable[..., None]:
    """Turn what a command returns or raises into an exit code and a message."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        try:
            code = command(**arguments)
        except TrackerError as error:
            click.echo(f"tracker: {error}", err=True)
            code = error.exit_code
        except OSError as error:
            click.echo(f"tracker: {_of_the_machine(error)}", err=True)
            code = Exit.INTERNAL
        except Exception:
            traceback.print_exc()
            click.echo("tracker: a mistake of ours; please report the lines above", err=True)
            code = Exit.INTERNAL
        sys.exit(int(code))

    return run
