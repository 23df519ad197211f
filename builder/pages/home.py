"""Home: who leads, by which definition, as of when; six indicators and what stands behind them."""

from collections.abc import Iterator
from typing import Any

from builder import text
from builder.charts.tile import Tile, tiles
from builder.model.health import Health
from builder.model.paths import KIND_OF_DIMENSION
from builder.model.site import Page, Site
from builder.pages._figures.ranking import ranking
from builder.pages._figures.split import split
from builder.pages._pools import (
    SCOPE_NAMES,
    UNMAPPED,
    Pool,
    group_name,
    group_page,
    newest_pool,
    rows_of,
    shares,
)

PATH = "index.md"


def view(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    pool = newest_pool(site)
    values: dict[str, Any] = {"pool": pool, "counts": _counts(site)}
    if pool:
        values |= {
            "answer": _answer(site, pool),
            "tiles": tiles(_tiles(site, pool), label="Six indicators"),
            "split": split(site, PATH, pool),
            "organizations": ranking(
                site, PATH, pool=pool, scope="language", dimension="organization"
            ),
            "health": site.health[pool.source_id],
        }
    yield Page(
        PATH,
        "Who leads in AI?",
        "Who leads in AI, by which definition, how sure are we, and what changed: every number "
        "with its source, date, unit and denominator.",
        "home.md.j2",
        values,
        pool.period if pool else None,
    )


def _counts(site: Site) -> dict[str, int]:
    return {kind: len(site.catalog.entities[kind]) for kind in KIND_OF_DIMENSION.values()} | {
        "models": len(site.catalog.models)
    }


def _answer(site: Site, pool: Pool) -> dict[str, Any]:
    """Return the first and second country of both scopes: the answer within five seconds."""
    answer: dict[str, Any] = {}
    for scope in SCOPE_NAMES:
        rows = shares(site, pool, scope=scope, dimension="country")
        mapped = rows[rows["group"] != UNMAPPED]
        unmapped = rows.loc[rows["group"] == UNMAPPED, "share_pct"].sum()
        answer[scope] = {
            "leaders": [
                (group_name(site, "country", row.group), row.share_pct)
                for row in rows_of(mapped.head(2))
            ],
            "repositories": int(rows["pool_repositories"].max()) if len(rows) else 0,
            "downloads": float(rows["pool_downloads_30d"].max()) if len(rows) else 0.0,
            "unmapped_pct": float(unmapped),
        }
    return answer


def _tiles(site: Site, pool: Pool) -> Iterator[Tile]:
    for scope in ("language", "all"):
        yield from _leader_tiles(site, pool, scope, "country")
    yield from _leader_tiles(site, pool, "language", "organization")
    yield from _leader_tiles(site, pool, "language", "family")
    yield from _dependence_tiles(site, pool)
    yield from _momentum_tiles(site, pool)


def _leader_tiles(site: Site, pool: Pool, scope: str, dimension: str) -> Iterator[Tile]:
    rows = shares(site, pool, scope=scope, dimension=dimension)
    for row in rows_of(rows[rows["group"] != UNMAPPED].head(1)):
        yield _tile(
            site,
            pool,
            label=f"Leading {dimension}, {SCOPE_NAMES[scope]}",
            number=row.share_pct,
            note=group_name(site, dimension, str(row.group)),
            of=f"share of {text.compact(row.pool_downloads_30d)} downloads of 30 days, "
            f"{text.whole(row.pool_repositories)} repositories",
            goal=group_page(dimension, str(row.group)),
        )


def _dependence_tiles(site: Site, pool: Pool) -> Iterator[Tile]:
    rows = pool.of(site.frame("one-repository-dependence"))
    rows = rows[(rows["scope"] == "language") & (rows["dimension"] == "country")]
    for row in rows_of(rows[rows["rank"] == 1].head(1)):
        yield _tile(
            site,
            pool,
            label="The leader without its top repository",
            number=row.share_without_top_pct,
            note=f"{group_name(site, 'country', str(row.group))} without {row.top_repository}",
            of=f"share of the downloads that then remain; with it {text.percent(row.share_pct)}",
            goal=group_page("country", str(row.group)),
        )


def _momentum_tiles(site: Site, pool: Pool) -> Iterator[Tile]:
    rows = pool.of(site.frame("momentum"))
    rows = rows[(rows["scope"] == "language") & (rows["dimension"] == "family")]
    large = rows[(rows["group"] != UNMAPPED) & (rows["downloads_before"] >= 1_000_000)]
    for row in rows_of(large.sort_values("change_pct", ascending=False).head(1)):
        yield _tile(
            site,
            pool,
            label=f"Fastest-growing family in {text.days(int(row.span_days))}",
            number=row.change_pct,
            signed=True,
            note=group_name(site, "family", str(row.group)),
            of=f"from {text.compact(row.downloads_before)} to {text.compact(row.downloads_now)} "
            "downloads of 30 days, same repositories; families above 1M",
            goal=group_page("family", str(row.group)),
        )


def _tile(
    site: Site,
    pool: Pool,
    *,
    label: str,
    number: float,
    note: str,
    of: str,
    goal: str | None,
    signed: bool = False,
) -> Tile:
    shown = text.signed_percent(number) if signed else text.percent(number)
    health = site.health[pool.source_id]
    digits, _, unit = shown.partition(text.NO_BREAK)
    return Tile(
        id=text.slug(label),
        what=label,
        number=digits,
        unit=unit,
        denominator=of,
        as_of=pool.period,
        state=health.state,
        state_text=_age(health),
        href=text.link(PATH, goal) if goal else None,
        note=note,
    )


def _age(health: Health) -> str:
    """Return how old the figures are, and why, in the words of a badge."""
    why = {"ended": "back-filled", "failed": "source down"}.get(health.state, health.state)
    return f"{why}, {text.days(health.age_days or 0)} old"
