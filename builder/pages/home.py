"""Home: who leads, by which definition, as of when; six indicators and what stands behind them."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts._svg import element
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Page, Site
from builder.pages._figures.board import board
from builder.pages._figures.definitions import definition_strip
from builder.pages._figures.indicators import indicators
from builder.pages._figures.ranking import ranking
from builder.pages._figures.split import split
from builder.pages._pools import (
    SCOPE_NAMES,
    UNMAPPED,
    Pool,
    group_name,
    newest_pool,
    rows_of,
    shares,
)
from builder.speech import say

PATH = "index.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    pool = newest_pool(site)
    values: dict[str, Any] = {
        "pool": pool,
        "counts": _counts(site),
        "bold": bold,
        "board": board(site, PATH),
    }
    if pool:
        values |= {
            "answer": _answer(site, pool),
            "tiles": indicators(site, PATH, pool),
            "strip": definition_strip(site, PATH),
            "split": split(site, PATH, pool),
            "organizations": ranking(
                site, PATH, pool=pool, scope="language", dimension="organization"
            ),
            "health": site.health[pool.source_id],
        }
    yield Page(
        PATH,
        say("Who leads in AI?"),
        say(
            "Who leads in AI, by which definition, how sure are we, and what changed: every number "
            "with its source, date, unit and denominator."
        ),
        "home.md.j2",
        values,
        pool.period if pool else None,
    )


def _counts(site: Site) -> dict[str, int]:
    return {kind: len(site.catalog.entities[kind]) for kind in KIND_OF_DIMENSION.values()} | {
        "models": len(site.catalog.models),
        "claims": len(site.catalog.claims),
    }


def _answer(site: Site, pool: Pool) -> dict[str, Any]:
    """Return the first and second country of both scopes: the answer within five seconds."""
    answer: dict[str, Any] = {}
    for scope in SCOPE_NAMES:
        rows = shares(site, pool, scope=scope, dimension="country")
        mapped = rows[rows["group"] != UNMAPPED]
        unmapped = rows.loc[rows["group"] == UNMAPPED, "share_pct"].sum()
        answer[scope] = {
            "leaders": _named(site, mapped.head(2)),
            "repositories": int(rows["pool_repositories"].max()) if len(rows) else 0,
            "downloads": float(rows["pool_downloads_30d"].max()) if len(rows) else 0.0,
            "unmapped_pct": float(unmapped),
        }
    return answer


def _named(site: Site, rows: pd.DataFrame) -> Markup:
    """Return the countries of some rows with their shares, in bold letters."""
    named = (
        bold(f"{group_name(site, 'country', row.group)} {text.percent(row.share_pct)}")
        for row in rows_of(rows)
    )
    return Markup(text.series(named))  # noqa: S704  each is escaped


def bold(value: str) -> Markup:
    """Return a text in bold letters."""
    return element("b", {}, value)
