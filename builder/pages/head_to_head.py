"""One page per pair that the catalog sets against each other: models, or families."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from builder.model.paths import entity_page, head_to_head_page
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
from builder.pages._pools import rows_of
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every declared pair."""
    for pair, rows in site.frame(METRIC).groupby("pair"):
        called = names(site, next(rows_of(rows)))
        met = newest_met(rows)["period"]
        path = head_to_head_page(str(pair))
        yield Page(
            path,
            say("{first} v {second}", **called),
            say("{first} and {second} on the benchmarks that rate both on one board: ratings, "
                "difference and interval, and where nothing can be compared.", **called),
            "head_to_head.md.j2",
            partial(_drawn, site, path, rows),
            met.max().date() if len(met) else None,
        )  # fmt: skip


def _drawn(site: Site, path: str, rows: pd.DataFrame) -> dict[str, Any]:
    row = next(rows_of(rows))
    called = names(site, row)
    return {
        "summary": summary(site, rows),
        "standing": standing(site, path, rows),
        "figures": over_all_boards(site, path, rows),
        "missing": list(not_compared(site, rows)),
        "both": [
            (entity_page(row.kind, own), called[side])
            for side, own in (("first", row.first), ("second", row.second))
        ],
        "of": f"{row.kind}/{row.first},{row.kind}/{row.second}",
        "metric": site.derived[METRIC].metric,
    }
