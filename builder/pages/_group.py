"""What the pages of a country, an organization and a family have in common."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Sourced
from builder.model.paths import KIND_OF_DIMENSION, entity_page, series_csv
from builder.model.site import Page, Site
from builder.pages._facts import cited
from builder.pages._figures.history import history
from builder.pages._figures.repositories import repositories
from builder.pages._pools import SCOPE_NAMES, Pool, newest_pool, row_of, warning
from builder.speech import say

#: A group's row of every metric, by scope and metric.
Standing = dict[str, dict[str, Any]]
METRICS = ("share-of-downloads", "one-repository-dependence", "momentum")


def group_page(
    site: Site,
    dimension: str,
    entity: Sourced,
    *,
    description: str,
    belongs: Callable[[str], bool],
    values: Callable[[], dict[str, Any]],
) -> Page:
    """Return the page of one group: standing, history, repositories, and what it alone has.

    `belongs` says which repositories are the group's; `values` draws what it alone has.
    """
    kind = KIND_OF_DIMENSION[dimension]
    path = entity_page(kind, entity.id)
    pool = newest_pool(site)
    standing = _standing(site, pool, dimension, entity.id) if pool else {}

    def drawn() -> dict[str, Any]:
        shown: dict[str, Markup | None] = dict.fromkeys(("standing", "history", "repositories"))
        if pool and standing:
            shown = _shown(site, pool, dimension, entity, standing=standing)
            shown["repositories"] = repositories(site, path, pool=pool, belongs=belongs)
        return {"entity": entity, "cited": cited(site.catalog, entity.source), **shown, **values()}

    return Page(
        path,
        entity.name,
        description,
        f"{dimension}.md.j2",
        drawn,
        pool.period if pool and standing else None,
        f"data/catalog/{kind}/{entity.id}.yml",
    )


def _shown(
    site: Site, pool: Pool, dimension: str, entity: Sourced, *, standing: Standing
) -> dict[str, Markup | None]:
    """Return the tables and figures of how a group stands, and how it came there."""
    kind = KIND_OF_DIMENSION[dimension]
    return {
        "standing": _table(entity.name, pool, standing, warned=warning(site, pool.source_id)),
        "history": history(
            site,
            entity_page(kind, entity.id),
            scope="language" if "language" in standing else "all",
            dimension=dimension,
            groups=(entity.id,),
            csv=series_csv(kind, entity.id),
        ),
    }


def _standing(site: Site, pool: Pool, dimension: str, group: str) -> Standing:
    """Return, per scope in which the group was observed, its row of every metric."""
    standing = {
        scope: {
            metric_id: row
            for metric_id in METRICS
            if (row := row_of(site, pool, metric_id, group=(scope, dimension, group)))
        }
        for scope in SCOPE_NAMES
    }
    return {scope: rows for scope, rows in standing.items() if METRICS[0] in rows}


def _table(name: str, pool: Pool, standing: Standing, *, warned: str) -> Markup:
    columns = (
        Column("figure", "Figure"),
        *(Column(scope, say("Among {scope}", scope=say(SCOPE_NAMES[scope]))) for scope in standing),
    )
    told = [_told(rows) for rows in standing.values()]
    rows = tuple(
        (Cell(label), *(Cell(one[label]) for one in told)) for label in (told[0] if told else {})
    )
    note = say(
        "Source: {source}. Pool: {pool}.",
        source=pool.source.name + warned,
        pool=pool.source.pool,
    )
    caption = say("{name} on {day}", name=name, day=text.day(pool.period))
    return table(Table("standing", caption, columns, rows, row_count_note=note, sortable=False))


def _told(rows: dict[str, Any]) -> dict[str, str]:
    """Return the standing of a group in one scope, in words, by label."""
    share, hangs, moved = (rows.get(metric_id) for metric_id in METRICS)
    told: dict[str, str] = {}
    if share is not None:
        told[say("Share of downloads")] = say(
            "{part} of {whole}",
            part=text.percent(share.share_pct),
            whole=text.compact(share.pool_downloads_30d),
        )
        told[say("Rank")] = text.whole(share.rank)
        told[say("Downloads of 30 days")] = text.whole(share.downloads_30d)
        told[say("Repositories in the pool")] = say(
            "{part} of {whole}",
            part=text.whole(share.repositories),
            whole=text.whole(share.pool_repositories),
        )
    if hangs is not None:
        told[say("Its top repository")] = say(
            "{repository}, {share} of its own downloads",
            repository=hangs.top_repository,
            share=text.percent(hangs.top1_pct),
        )
        told[say("Without that repository")] = say(
            "{share} of the rest, rank {rank}",
            share=text.percent(hangs.share_without_top_pct),
            rank=text.whole(hangs.rank_without_top),
        )
    told[say("Change of the counter")] = text.unknown()
    if moved is not None:
        told[say("Change of the counter")] = say(
            "{change} in {days}, {count} repositories compared",
            change=text.signed_percent(moved.change_pct),
            days=text.days(int(moved.span_days)),
            count=text.whole(moved.matched_repositories),
        )
    return told
