"""The commands, one module each: arguments in, exit codes out. The folder is the registry."""

import sys

import click

from builder import __version__
from builder.model.registry import plugins


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tracker")
def main() -> None:
    """Fetch, check and build the AI Geopolitics Tracker.

    Exit codes: 0 all well; 1 findings of severity error, nothing published; 2 usage; 3 published,
    but a source failed or is stale beyond its limit; 4 nothing could be fetched and nothing new
    published; 5 internal.
    """


for _name, _module in plugins(sys.modules[__name__]).items():
    main.add_command(_module.command, _name)
