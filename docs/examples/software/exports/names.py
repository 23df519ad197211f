"""The names of all entities, for who wants to find them in texts."""

from collections.abc import Iterator

import pandas as pd

from builder.exports._csv import csv_text
from builder.model.site import Download, Site

SOURCE = "Kept by this project"


def export(site: Site) -> Iterator[Download]:
    """Yield one table: kind, id, name."""
    rows = [
        (kind, entity.id, entity.name)
        for kind, entities in site.catalog.entities.items()
        for entity in entities.values()
    ]
    names = pd.DataFrame(rows, columns=["kind", "id", "name"])
    yield Download("data/names.csv", "Names", len(names), csv_text(names), SOURCE)
