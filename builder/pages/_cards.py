"""The card that a page shows where it is shared: what it is about, a number, its day and source."""

from builder import text
from builder.charts.card import Card
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Page, Site
from builder.model.verdict import Verdict
from builder.pages._pools import SCOPE_NAMES, Pool, group_name, newest_pool, rows_of, shares
from builder.pages._verdicts import summary
from builder.speech import say

DIMENSION_OF_KIND = {kind: dimension for dimension, kind in KIND_OF_DIMENSION.items()}
CLAIMS = "claims"
#: How many rows a card has room for.
ROWS = 5


def card_path(page: Page) -> str | None:
    """Return where a page's card stands; None for the many pages that have none of their own."""
    folder, name = _place(page)
    if not page.fact_file:
        if page.path == "index.md":
            return "cards/home.png"
        return f"cards/{folder or name}.png" if name == "index" or not folder else None
    counted = folder in DIMENSION_OF_KIND and page.newest is not None
    return f"cards/{folder}/{name}.png" if counted or folder == CLAIMS else None


def _place(page: Page) -> tuple[str, str]:
    """Return the folder of a page, and its name in it."""
    folder, _, name = page.path.removesuffix(".md").rpartition("/")
    return folder, name


def card_of(site: Site, page: Page) -> Card | None:
    """Return the card of a page; None for a page without one."""
    if card_path(page) is None:
        return None
    folder, name = _place(page)
    if page.fact_file and folder == CLAIMS:
        return _of_claim(site, page, site.verdicts.get(name))
    pool = newest_pool(site)
    if pool is None:
        return Card("", page.title, "", page.description, text.day(site.as_of))
    foot = say(
        "Data as of {day}. Source: {source}", day=text.day(pool.period), source=pool.source.name
    )
    if not page.fact_file:
        bars = _bars(site, pool, "country", "language")
        return Card(
            say("Downloads of language models"), page.title, "", page.description, foot, bars
        )
    return _of_group(site, page, pool, foot)


def _of_claim(site: Site, page: Page, verdict: Verdict | None) -> Card:
    """Return a card that says how the claim was judged; it has no bars, for no number is alone."""
    judged = say("Judged on {day}", day=text.day(site.as_of))
    if verdict is None:
        return Card(say("Claim"), page.title, "", page.description, judged)
    if verdict.latest:
        judged = say(
            "Judged on {day}, data as of {latest}",
            day=text.day(site.as_of), latest=text.day(verdict.latest),
        )  # fmt: skip
    word = text.verdict_word(verdict.now.shown)
    return Card(say("Claim"), page.title, word, summary(verdict), judged)


def _of_group(site: Site, page: Page, pool: Pool, foot: str) -> Card:
    kind, own = _place(page)
    dimension = DIMENSION_OF_KIND[kind]
    for scope in SCOPE_NAMES:
        rows = shares(site, pool, scope=scope, dimension=dimension)
        for row in rows_of(rows[rows["group"] == own]):
            told = say(
                "of {downloads} downloads of {scope} in 30 days",
                downloads=text.compact(row.pool_downloads_30d),
                scope=say(SCOPE_NAMES[scope]),
            )
            share = text.percent(row.share_pct)
            bars = _bars(site, pool, dimension, scope)
            return Card(say(dimension.capitalize()), page.title, share, told, foot, bars)
    return Card(say(dimension.capitalize()), page.title, "", page.description, foot)


def _bars(site: Site, pool: Pool, dimension: str, scope: str) -> tuple[tuple[str, float, str], ...]:
    rows = shares(site, pool, scope=scope, dimension=dimension)
    top = rows[~rows["last"]].head(ROWS)
    longest = top["share_pct"].max() or 1.0
    return tuple(
        (
            group_name(site, dimension, str(row.group)),
            row.share_pct / longest,
            text.percent(row.share_pct),
        )
        for row in rows_of(top)
    )
