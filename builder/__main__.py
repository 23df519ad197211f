"""`python -m builder` is `tracker`."""

from builder.cli import main

main(prog_name="tracker")
