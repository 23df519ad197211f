"""Who: countries, and the organizations in them."""

from typing import ClassVar, Literal

from pydantic import Field

from builder.model.entities._base import Sourced
from builder.model.fields import CountryId, FactSource, Namespace, PartialDate, Shape, Text


class Country(Sourced):
    """A country or territory, by its ISO 3166 code."""

    kind: ClassVar[str] = "countries"


class SourcedNamespace(Shape):
    """A Hub namespace with what is particular about it."""

    name: Namespace = Field(description="The namespace, as the Hub writes it.")
    until: PartialDate | None = Field(
        default=None, description="When it was renamed or left; its history still counts."
    )
    source: FactSource


class Listing(Shape):
    """An entry of the organization on a public list of restrictions."""

    list: Literal["entity-list", "section-1260h"] = Field(
        description="Which list: the Entity List of the US Department of Commerce, or the list of "
        "Chinese military companies under section 1260H."
    )
    on: PartialDate = Field(description="The day of the listing.")
    until: PartialDate | None = Field(default=None, description="The day of the removal.")
    citation: Text | None = Field(
        default=None,
        description="The document, as lawyers cite it.",
        examples=["84 FR 22961"],
    )
    source: FactSource


class Organization(Sourced):
    """Who publishes models or makes chips."""

    kind: ClassVar[str] = "organizations"

    country: CountryId = Field(description="Where its headquarters are.")
    disputed: tuple[CountryId, ...] = Field(
        default=(),
        description="Other countries that reasonable people would give.",
        examples=[["sg"]],
    )
    parent_country: CountryId | None = Field(
        default=None, description="Where its owner has headquarters, if elsewhere."
    )
    city: Text | None = Field(
        default=None, description="The city of its headquarters.", examples=["Hangzhou"]
    )
    founded: PartialDate | None = Field(default=None, description="When it was founded.")
    roles: tuple[Literal["models", "chips"], ...] = Field(
        min_length=1, description="What it makes.", examples=[["models"]]
    )
    type: Text | None = Field(
        default=None,
        description="What it is: a company, a laboratory, a university …",
        examples=["laboratory"],
    )
    namespaces: tuple[Namespace | SourcedNamespace, ...] = Field(
        default=(),
        description="Its namespaces on the Hugging Face Hub. All that they publish counts as its.",
        examples=[["deepseek-ai"]],
    )
    listings: tuple[Listing, ...] = Field(
        default=(), description="Its entries on public lists of restrictions."
    )

    def namespace_names(self) -> tuple[str, ...]:
        """Return the names of all its namespaces, past ones too."""
        return tuple(n if isinstance(n, str) else n.name for n in self.namespaces)

    def former_and_current_namespaces(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the namespaces that it has left, and of those in use."""
        former = tuple(n.name for n in self.namespaces if not isinstance(n, str) and n.until)
        return former, tuple(name for name in self.namespace_names() if name not in former)
