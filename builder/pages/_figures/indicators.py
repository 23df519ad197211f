"""The six indicators of the home page: one number each, with what it is a part of."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.tile import Tile, tiles
from builder.model.site import Site
from builder.pages._figures._parts import denominator
from builder.pages._pools import (
    SCOPE_NAMES,
    UNMAPPED,
    Pool,
    age,
    group_name,
    group_page,
    rows_of,
    shares,
)
from builder.speech import say

#: A family below this many downloads a month before may grow a hundredfold without meaning much.
LARGE = 1_000_000


@dataclass(frozen=True)
class Indicator:
    """A number with its unit as text (None: unknown), whose it is, of what, and where to go."""

    label: str
    number: str | None
    whose: str
    of: str
    goal: str | None = None


def indicators(site: Site, page: str, pool: Pool) -> Markup:
    """Draw the indicators of `pool` as tiles."""
    found = (
        _leader(site, pool, "language", "country"),
        _leader(site, pool, "all", "country"),
        _leader(site, pool, "language", "organization"),
        _leader(site, pool, "language", "family"),
        _without_top(site, pool),
        _fastest(site, pool),
    )
    shown = (_tile(site, page, pool, one) for one in found)
    return tiles(shown, label=say("Six indicators"))


def _leader(site: Site, pool: Pool, scope: str, dimension: str) -> Indicator:
    label = say(
        "Leading {dimension}, {scope}",
        dimension=say(dimension),
        scope=say(SCOPE_NAMES[scope]),
    )
    rows = shares(site, pool, scope=scope, dimension=dimension)
    for row in rows_of(rows[rows["group"] != UNMAPPED].head(1)):
        whose = group_name(site, dimension, row.group)
        goal = group_page(dimension, row.group)
        return Indicator(label, text.percent(row.share_pct), whose, _share_of(rows), goal)
    return Indicator(label, None, "", say("no tracked group was observed in this pool"))


def _share_of(rows: pd.DataFrame) -> str:
    """Say of what the leader has a share, and where who is not placed could turn the order."""
    placed = rows.loc[rows["group"] != UNMAPPED, "share_pct"].tolist()
    lead = placed[0] - (placed[1] if len(placed) > 1 else 0.0)
    unplaced = float(rows.loc[rows["group"] == UNMAPPED, "share_pct"].sum())
    if unplaced <= lead:
        return say("share of {denominator}", denominator=denominator(rows))
    return say(
        "share of {denominator}; {unplaced} belong to unmapped publishers, more than the lead of "
        "{lead} points",
        denominator=denominator(rows),
        unplaced=text.percent(unplaced),
        lead=text.decimal(lead, 1),
    )


def _of_language(pool: Pool, frame: pd.DataFrame, dimension: str) -> pd.DataFrame:
    rows = pool.of(frame)
    return rows[(rows["scope"] == "language") & (rows["dimension"] == dimension)]


def _without_top(site: Site, pool: Pool) -> Indicator:
    label = say("The leader without its top repository")
    rows = _of_language(pool, site.frame("one-repository-dependence"), "country")
    for row in rows_of(rows[rows["rank"] == 1].head(1)):
        return Indicator(
            label,
            text.percent(row.share_without_top_pct),
            say(
                "{name} without {repository}",
                name=group_name(site, "country", row.group),
                repository=row.top_repository,
            ),
            say(
                "share of the downloads that then remain; with it {share}",
                share=text.percent(row.share_pct),
            ),
            group_page("country", row.group),
        )
    return Indicator(label, None, "", say("no tracked country was observed in this pool"))


def _fastest(site: Site, pool: Pool) -> Indicator:
    rows = _of_language(pool, site.frame("momentum"), "family")
    large = rows[(rows["group"] != UNMAPPED) & (rows["downloads_before"] >= LARGE)]
    for row in rows_of(large.sort_values("change_pct", ascending=False).head(1)):
        return Indicator(
            say("Fastest-growing family in {days}", days=text.days(int(row.span_days))),
            text.signed_percent(row.change_pct),
            group_name(site, "family", row.group),
            say(
                "from {before} to {now} downloads of 30 days, same repositories; families above "
                "{least}",
                before=text.compact(row.downloads_before),
                now=text.compact(row.downloads_now),
                least=text.compact(LARGE),
            ),
            group_page("family", row.group),
        )
    why = say("the pool has no earlier day, a week before, to compare with")
    return Indicator(say("Fastest-growing family"), None, "", why)


def _tile(site: Site, page: str, pool: Pool, one: Indicator) -> Tile:
    health = site.health[pool.source_id]
    digits, _, unit = (one.number or "").partition(text.NO_BREAK)
    return Tile(
        id=text.slug(one.label),
        what=one.label,
        number=digits or None,
        unit=unit,
        denominator=one.of,
        as_of=pool.period,
        state=health.state,
        state_text=age(health),
        href=text.link(page, one.goal) if one.goal else None,
        note=one.whose,
    )
