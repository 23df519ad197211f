"""The shapes of the catalog: what people keep, one file per entity.

A fact carries a `source` of its own or inherits the one at the top of its file. A source is the
id of a file in `data/catalog/sources`, or a citation. Unknown is absent: never guessed, never 0.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.fields import (
    Citation,
    Day,
    EntityId,
    Evidence,
    FileId,
    Namespace,
    PartialDate,
    RepositoryId,
    Shape,
    SourceReference,
    Text,
    Url,
)

# Strict: `true` is no number, and neither is a text that looks like one.
Positive = Annotated[float, Field(gt=0, strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(gt=0, strict=True)]


class Entity(Shape):
    """What every tracked thing has. Its id is its file name; its kind is its folder."""

    id: FileId = Field(exclude=True, description="The file name; never written in the file.")
    name: Text = Field(description="The name that readers see.")
    names: dict[EntityId, Text] = Field(
        default_factory=dict, description="The name in other languages, by language code."
    )
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names under which it is known, or was."
    )
    note: Text | None = Field(default=None, description="What a reader must know to read it right.")


class Sourced(Entity):
    """An entity whose facts need evidence."""

    source: SourceReference = Field(description="Where the facts of this file come from.")


class Country(Sourced):
    """A country or territory, by its ISO 3166 code."""

    kind: ClassVar[str] = "countries"


class SourcedNamespace(Shape):
    """A Hub namespace with what is particular about it."""

    name: Namespace
    until: PartialDate | None = Field(
        default=None, description="When it was renamed or left; its history still counts."
    )
    source: SourceReference | None = None


class Listing(Shape):
    """An entry of the organization on a public list of restrictions."""

    list: Literal["entity-list", "section-1260h"]
    on: PartialDate = Field(description="The day of the listing.")
    until: PartialDate | None = Field(default=None, description="The day of the removal.")
    citation: Text | None = Field(default=None, description="The document, as lawyers cite it.")
    source: SourceReference | None = None


class Organization(Sourced):
    """Who publishes models or makes chips."""

    kind: ClassVar[str] = "organizations"

    country: EntityId = Field(description="Where its headquarters are.")
    disputed: tuple[EntityId, ...] = Field(
        default=(), description="Other countries that reasonable people would give."
    )
    parent_country: EntityId | None = Field(
        default=None, description="Where its owner has headquarters, if elsewhere."
    )
    city: Text | None = None
    founded: PartialDate | None = None
    roles: tuple[Literal["models", "chips"], ...] = Field(min_length=1)
    type: Text | None = Field(default=None, description="Company, laboratory, university …")
    namespaces: tuple[Namespace | SourcedNamespace, ...] = Field(
        default=(), description="Its namespaces on the Hugging Face Hub."
    )
    listings: tuple[Listing, ...] = ()

    def namespace_names(self) -> tuple[str, ...]:
        """Return the names of all its namespaces, past ones too."""
        return tuple(n if isinstance(n, str) else n.name for n in self.namespaces)


class Family(Sourced):
    """A line of models under one name, such as Qwen or Llama."""

    kind: ClassVar[str] = "families"

    organization: EntityId
    matches: tuple[Text, ...] = Field(
        min_length=1,
        description="Which repositories belong to it: patterns such as Qwen/Qwen3*, * is anything.",
    )


class Dated(Shape):
    """A day, month or year, and where it was read."""

    on: PartialDate
    source: SourceReference | None = None


class Parameters(Shape):
    """How large a model is, in billions of parameters."""

    total_b: Positive = Field(description="All parameters, in billions.")
    active_b: Positive | None = Field(
        default=None, description="Parameters used for one token, if fewer."
    )
    source: SourceReference | None = None

    @model_validator(mode="after")
    def _active_fit_in_total(self) -> "Parameters":
        if self.active_b is not None and self.active_b > self.total_b:
            raise PydanticCustomError("active", "has more active parameters than parameters in all")
        return self


class LicenceFact(Shape):
    """Under which licence a model is given away, and where that was read."""

    id: EntityId
    source: SourceReference | None = None


class ContextWindow(Shape):
    """How many tokens a model reads at once."""

    tokens: Count
    source: SourceReference | None = None


class Model(Sourced):
    """A released model, with the repositories that hold its weights."""

    kind: ClassVar[str] = "models"

    organization: EntityId
    family: EntityId | None = None
    released: Dated | None = Field(
        default=None, description="The day of release; not the day its repository was made."
    )
    parameters: Parameters | None = None
    context: ContextWindow | None = None
    licence: LicenceFact | None = None
    weights: Literal["open", "restricted", "closed"] | None = None
    base: EntityId | None = Field(
        default=None, description="The catalogued model that it was made from."
    )
    repositories: tuple[RepositoryId, ...] = ()


class Licence(Sourced):
    """A licence under which models are published."""

    kind: ClassVar[str] = "licences"

    hub_tags: tuple[Text, ...] = Field(
        default=(), description="How the Hub's licence tag writes it."
    )
    url: Url | None = None


class Source(Entity):
    """A place that answers with observations or facts, and the terms on which it does."""

    kind: ClassVar[str] = "sources"

    publisher: Text
    url: Url
    accessed: Day | None = Field(default=None, description="The day on which we read it by hand.")
    evidence: Evidence
    licence: Text = Field(description="The terms of its data, in the publisher's own short name.")
    licence_url: Url | None = None
    attribution: Text = Field(description="The line that must stand beside its figures.")
    cadence: Literal["nightly", "weekly", "monthly", "yearly", "ended", "once"]
    key: Literal["none", "optional", "required"] = "none"
    pool: Text | None = Field(
        default=None, description="Which repositories its observations are drawn from."
    )
    comparable: EntityId | None = Field(
        default=None, description="Sources with one value here share a pool and may share a line."
    )
    rank: int = Field(
        default=100,
        strict=True,
        description="Which source speaks first when several know a day: lowest wins.",
    )
    stale_after_days: Count | None = Field(
        default=None, description="From which age on its newest period is called stale."
    )
    successor: EntityId | None = None


KINDS: dict[str, type[Entity]] = {
    shape.kind: shape for shape in (Country, Organization, Family, Model, Licence, Source)
}

__all__ = ["KINDS", "Citation", "Country", "Entity", "Family", "Licence", "Model", "Organization"]
