"""The commands, one module each: arguments in, exit codes out. The folder is the registry."""

import sys

import click

from builder import __version__
from builder.model.registry import plugin, plugin_names

#: Commands that run unattended. Where the disk is full, Python keeps what it compiled cut off, and
#: no later night could start: it does not look whether all was written. So these keep nothing.
UNATTENDED = ("fetch", "nightly")


class _Commands(click.Group):
    """The commands of this folder. Only the one that is run is loaded: a build needs no network."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return plugin_names(sys.modules[__name__])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        sys.dont_write_bytecode |= cmd_name in UNATTENDED
        command: click.Command = plugin(sys.modules[__name__], cmd_name).command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tracker")
def main() -> None:
    """Fetch, check and build the AI Geopolitics Tracker.

    Exit codes: 0 all well; 1 findings of severity error, nothing published; 2 usage; 3 published,
    but a source failed or is stale beyond its limit; 4 nothing could be fetched and nothing new
    published; 5 internal.
    """
