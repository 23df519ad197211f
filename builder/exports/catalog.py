"""The facts of the catalog, one CSV per kind, one row per entity."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from builder.exports._csv import csv_text
from builder.model.entities import KINDS, Entity
from builder.model.paths import catalog_csv
from builder.model.site import Download, Site


def export(site: Site) -> Iterator[Download]:
    """Yield one file per kind of which there are entities; nested facts have `released.on`."""
    for kind in KINDS:
        entities = site.catalog.entities.get(kind, {})
        if not entities:
            continue
        frame = pd.DataFrame([_row(entity) for entity in entities.values()], dtype="object")
        yield Download(
            catalog_csv(kind),
            f"The catalog's {kind}",
            len(frame),
            csv_text(frame),
            "Kept by this project; the source of each fact stands in its row",
        )


def _row(entity: Entity) -> dict[str, Any]:
    """Return an entity as flat columns; lists become JSON, unknown is absent.

    The sentences of a language are no columns: there would be one for each.
    """
    tree = entity.model_dump(mode="json", exclude_none=True, exclude={"words"})
    return {"id": entity.id, **_flat(tree, "")}


def _flat(value: Any, path: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return {
            name: cell
            for key, inner in value.items()
            for name, cell in _flat(inner, f"{path}.{key}" if path else key).items()
        }
    if isinstance(value, list):
        return {path: json.dumps(value, ensure_ascii=False)} if value else {}
    return {path: value}
