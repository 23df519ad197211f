"""One page per pair that the catalog sets against each other: models, or families."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from builder.model.paths import entity_page, head_to_head_page
from builder.model.rivals import Rivals, rivals
from builder.model.site import Page, Site
from builder.pages._figures.meetings import (
    METRIC,
    names,
    newest_met,
    not_compared,
    over_all_boards,
    standing,
    summary,
)
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every declared pair."""
    rows = site.frame(METRIC)
    for pair in rivals(site.catalog):
        called = names(site, pair)
        own = rows[rows["pair"] == pair.id]
        met = newest_met(own)["period"]
        yield Page(
            head_to_head_page(pair.id),
            say("{first} v {second}", **called),
            say("{first} and {second} on the benchmarks that rate both on one board: ratings, "
                "difference and interval, and where nothing can be compared.", **called),
            "head_to_head.md.j2",
            partial(_drawn, site, pair, own),
            met.max().date() if len(met) else None,
        )  # fmt: skip


def _drawn(site: Site, pair: Rivals, rows: pd.DataFrame) -> dict[str, Any]:
    path, called = head_to_head_page(pair.id), names(site, pair)
    return {
        "summary": summary(rows, called),
        "standing": standing(site, path, rows, called),
        "figures": over_all_boards(site, path, rows, called),
        "missing": list(not_compared(site, rows, called)),
        "both": [
            (entity_page(pair.kind, pair.first), called["first"]),
            (entity_page(pair.kind, pair.second), called["second"]),
        ],
        "of": f"{pair.kind}/{pair.first},{pair.kind}/{pair.second}",
        "metric": site.derived[METRIC].metric,
    }
