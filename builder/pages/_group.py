"""What the pages of a country, an organization and a family have in common."""

from collections.abc import Iterator
from typing import Any

from builder.model.entities import Entity
from builder.model.paths import KIND_OF_DIMENSION, entity_page
from builder.model.site import Page, Site
from builder.pages._facts import Fact, cited
from builder.pages._figures import history, repositories
from builder.pages._pools import SCOPE_NAMES, Pool, newest_pool


def group_page(
    site: Site, dimension: str, entity: Entity, *, description: str, values: dict[str, Any]
) -> Page:
    """Return the page of one group: standing, history, repositories, and what it alone has."""
    kind = KIND_OF_DIMENSION[dimension]
    path = entity_page(kind, entity.id)
    pool = newest_pool(site)
    standing = list(_standing(site, pool, dimension, entity.id)) if pool else []
    return Page(
        path,
        entity.name,
        description,
        f"{dimension}.md.j2",
        {
            "entity": entity,
            "pool": pool,
            "standing": standing,
            "history": history(
                site, path, scope="language", dimension=dimension, groups=(entity.id,)
            )
            if standing
            else None,
            "repositories": repositories(site, path, pool=pool, dimension=dimension, group=entity.id)
            if standing and pool
            else None,
            "cited": cited(site.catalog, entity.source),  # type: ignore[attr-defined]
            **values,
        },
        pool.period if pool and standing else None,
        f"data/catalog/{kind}/{entity.id}.yml",
    )


def _standing(
    site: Site, pool: Pool, dimension: str, group: str
) -> Iterator[dict[str, Any]]:
    """Yield, per scope, the group's share, rank, dependence and momentum, where it has them."""
    for scope, name in SCOPE_NAMES.items():
        found: dict[str, Any] = {"scope": name}
        for metric_id in ("share-of-downloads", "one-repository-dependence", "momentum"):
            rows = pool.of(site.frame(metric_id))
            rows = rows[
                (rows["scope"] == scope)
                & (rows["dimension"] == dimension)
                & (rows["group"] == group)
            ]
            if len(rows):
                found |= {str(key): value for key, value in rows.iloc[0].items()}
        if "share_pct" in found:
            yield {**found, "scope": name}


def members(facts: list[Fact]) -> list[Fact]:
    """Return the facts that say something: an unknown one is left to the entity's own page."""
    return [fact for fact in facts if fact.text]
