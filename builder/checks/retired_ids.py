"""An id that was once published keeps its meaning: a link to it never leads to another thing.

A renamed entity keeps its old id among its `aliases`. Nothing else may then be called so.
"""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "organizations/old-house": "name: The Younger House\nsource: atlas\ncountry: aa\n"
    "roles: [models]\n",
    "organizations/new-house": """\
name: New House
aliases:
  - old-house       # its id until it was renamed; another file now has that id
source: atlas
country: aa
roles: [models]
""",
}
GOOD = {
    "organizations/new-house": """\
name: New House
aliases:
  - old-house       # its id until it was renamed
source: atlas
country: aa
roles: [models]
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find aliases that are the id of another entity of the kind."""
    for kind, entity in catalog.everything():
        for index, alias in enumerate(entity.aliases):
            retired = alias.lower()
            if retired != entity.id and catalog.has(kind, retired):
                yield Finding(
                    catalog.place(kind, entity.id, "aliases", index),
                    Severity.ERROR,
                    "retired-ids",
                    f"was once `{retired}`, and data/catalog/{kind}/{retired}.yml is another",
                    f"give the other file a new name; links to {retired} lead here",
                )
