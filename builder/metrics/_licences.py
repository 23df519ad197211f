"""How open a licence is: the classes, from the freest down, and the class of a Hub tag."""

from collections.abc import Mapping

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.entities import Model

UNKNOWN, CLOSED = "unknown", "closed"
#: From the freest down. Not known is no class: it can be any of them.
CLASSES = (
    "permissive",
    "copyleft",
    "restricted",
    "territory-limited",
    "non-commercial",
    CLOSED,
    UNKNOWN,
)
PLACE = {name: place for place, name in enumerate(CLASSES)}


def class_by_tag(catalog: Catalog) -> Mapping[str, str]:
    """Return the class of each licence tag of the Hub that the catalog knows."""
    return {
        tag: licence.openness or UNKNOWN
        for licence in catalog.licences.values()
        for tag in licence.hub_tags
    }


def class_of_tags(tags: str, known: Mapping[str, str]) -> str:
    """Return the class of a repository's tags; of several the tightest that is known."""
    found = [known.get(tag, UNKNOWN) for tag in tags.split()]
    classed = [name for name in found if name != UNKNOWN]
    return max(classed, key=PLACE.__getitem__) if classed else UNKNOWN


def class_of_model(model: Model, catalog: Catalog) -> str:
    """Return the class of a catalogued model: closed weights have no licence that counts."""
    if model.weights == CLOSED:
        return CLOSED
    licence = catalog.licences.get(model.licence.id) if model.licence else None
    return (licence.openness if licence else None) or UNKNOWN


def newest(attributes: pd.DataFrame, attribute: str) -> Mapping[str, str]:
    """Return the newest word of any source on each repository, by its lower-cased name."""
    told = attributes[attributes["attribute"] == attribute].sort_values(
        ["vintage", "source"], kind="stable"
    )
    return {
        entity.lower(): value
        for entity, value in zip(told["entity"], told["value"], strict=True)
        if value
    }
