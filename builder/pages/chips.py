"""Chips: what each can do, what each rule version says of it, who holds how much compute."""

from collections.abc import Iterator

from builder.model.paths import index_page
from builder.model.site import Page, Site
from builder.pages._acts import outcome_word
from builder.pages._figures.chip_matrix import matrix, outcome, versions
from builder.pages._figures.chip_timeline import chip_timeline
from builder.pages._pools import rows_of
from builder.speech import say

PATH = index_page("chips")


def view(site: Site) -> Iterator[Page]:
    """Yield the page of all chips."""
    frame = site.frame("chip-rules")
    shown = {row.outcome: outcome(row) for row in rows_of(frame) if not row.disputed}
    yield Page(
        PATH,
        say("Chips"),
        say("AI chips against the export controls: what each can do, and what each version of the "
            "rules says of it, with the figures that decide."),
        "chips.md.j2",
        lambda: {
            "chips": len(site.catalog.chips),
            "timeline": chip_timeline(site, PATH) if site.catalog.chips else None,
            "matrix": matrix(site, PATH),
            "rules": versions(site),
            "words": [(shown[one], outcome_word(one)) for one in shown],
            "unknown": int((frame["outcome"] == "unknown").sum()),
            "cells": len(frame),
        },
    )  # fmt: skip
