"""The shapes of the catalog: what people keep, one file per entity.

A fact carries a `source` of its own or inherits the one at the top of its file. A source is the
id of a file in `data/catalog/sources`, or a citation. Unknown is absent: never guessed, never 0.
The schemas for editors and the reference pages are made from these shapes.
"""

from builder.model.entities._base import Dated, Entity, Number, Quantity, Sourced, bounds
from builder.model.entities.claims import (
    CatalogQuery,
    Claim,
    Criterion,
    MetricQuery,
    Reading,
    Saying,
)
from builder.model.entities.corrections import Correction
from builder.model.entities.hardware import BITS, Chip, Condition, Rule, Threshold
from builder.model.entities.makers import Country, Listing, Organization
from builder.model.entities.measures import Benchmark, Language, Source
from builder.model.entities.models import Family, Licence, Model
from builder.model.entities.policy import Event

KINDS: dict[str, type[Entity]] = {
    shape.kind: shape
    for shape in (
        Country, Organization, Family, Model, Licence, Benchmark, Chip, Rule, Event, Claim,
        Correction, Source, Language,
    )
}  # fmt: skip

__all__ = [
    "BITS", "KINDS", "Benchmark", "CatalogQuery", "Chip", "Claim", "Condition", "Correction",
    "Country", "Criterion", "Dated", "Entity", "Event", "Family", "Language", "Licence", "Listing",
    "MetricQuery", "Model", "Number", "Organization", "Quantity", "Reading", "Rule", "Saying",
    "Source", "Sourced", "Threshold", "bounds",
]  # fmt: skip
