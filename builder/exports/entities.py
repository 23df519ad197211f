"""The catalog in the API: an answer per kind, and one per entity with all its facts."""

from collections.abc import Iterator

from builder.exports._api import FOLDER, address, download, envelope
from builder.exports._shapes import Entities, Link, OneEntity
from builder.model.entities import KINDS, Entity, Source, Sourced
from builder.model.paths import KIND_OF_DIMENSION, entity_page, ratings_json
from builder.model.site import Download, Site

#: Kinds without pages of their own.
PAGELESS = ("languages", "licences", "sources")


def export(site: Site) -> Iterator[Download]:
    """Yield an answer per kind of which there are entities, and one per entity."""
    for kind in KINDS:
        entities = site.catalog.entities.get(kind, {})
        if not entities:
            continue
        path = f"entities/{kind}.json"
        links = [_link(site, kind, entity) for entity in entities.values()]
        yield download(
            path,
            f"The entities of the kind {kind}",
            Entities(**envelope(site, path, vintage=site.as_of), kind=kind, entities=links),
            len(links),
        )
        for entity in entities.values():
            yield _one(site, kind, entity)


def _link(site: Site, kind: str, entity: Entity) -> Link:
    return Link(
        id=entity.id,
        name=entity.name,
        url=address(site, f"{FOLDER}entities/{kind}/{entity.id}.json"),
        page=_page(site, kind, entity),
        series=_series(site, kind, entity.id),
    )


def _page(site: Site, kind: str, entity: Entity) -> str | None:
    return None if kind in PAGELESS else address(site, entity_page(kind, entity.id))


def _series(site: Site, kind: str, entity_id: str) -> str | None:
    known = site.once("entities with series", lambda: with_series(site))
    if (kind, entity_id) not in known:
        return None
    return address(site, f"{FOLDER}series/{kind}/{entity_id}.json")


def _ratings(site: Site, kind: str, entity_id: str) -> str | None:
    known = site.once("entities with ratings", lambda: _rated(site))
    return address(site, ratings_json(kind, entity_id)) if (kind, entity_id) in known else None


def _rated(site: Site) -> frozenset[tuple[str, str]]:
    rows = site.frame("board-ratings")
    return frozenset(zip(rows["kind"], rows["own"], strict=True))


def with_series(site: Site) -> frozenset[tuple[str, str]]:
    """Return the kind and id of every entity of which something was observed."""
    shares = site.frame("share-of-downloads")
    groups = shares[["dimension", "group"]].drop_duplicates().itertuples(index=False)
    found = {(KIND_OF_DIMENSION[str(one.dimension)], str(one.group)) for one in groups}
    models = site.catalog.model_by_repository
    seen = set(site.panel.observations["entity"].str.lower())
    return frozenset(
        {(kind, own) for kind, own in found if own in site.catalog.entities[kind]}
        | {("models", model.id) for name, model in models.items() if name in seen}
    )


def _one(site: Site, kind: str, entity: Entity) -> Download:
    path = f"entities/{kind}/{entity.id}.json"
    cited = [entity.source] if isinstance(entity, Sourced) else []
    own = [entity.id] if isinstance(entity, Source) else []
    answer = OneEntity(
        **envelope(
            site, path, sources=[*own, *(c for c in cited if isinstance(c, str))],
            vintage=site.as_of,
        ),
        kind=kind,
        id=entity.id,
        name=entity.name,
        page=_page(site, kind, entity),
        series=_series(site, kind, entity.id),
        ratings=_ratings(site, kind, entity.id),
        facts=entity.model_dump(mode="json", exclude_none=True),
    )  # fmt: skip
    return download(path, f"All facts of {kind}/{entity.id}", answer)
