"""What is published: families, models and the licences they are given away under."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.entities._base import Dated, Sourced
from builder.model.fields import (
    Amount,
    Count,
    Day,
    FactSource,
    FamilyId,
    LicenceId,
    ModelId,
    OrganizationId,
    Positive,
    RepositoryId,
    Shape,
    Text,
    Url,
)


class Family(Sourced):
    """A line of models under one name, such as Qwen or Llama."""

    kind: ClassVar[str] = "families"

    organization: OrganizationId = Field(description="Who makes it.")
    matches: tuple[Text, ...] = Field(
        min_length=1,
        description="Which repositories belong to it: patterns such as Qwen/Qwen3*, * is anything.",
        examples=[["Qwen/Qwen3*"]],
    )
    rivals: tuple[FamilyId, ...] = Field(
        default=(),
        description="Families that it is set against, each on a page of its own; said once.",
        examples=[["llama"]],
    )


class Parameters(Shape):
    """How large a model is, in billions of parameters."""

    total_b: Positive = Field(description="All parameters, in billions.", examples=[671])
    active_b: Positive | None = Field(
        default=None, description="Parameters used for one token, if fewer.", examples=[37]
    )
    source: FactSource

    @model_validator(mode="after")
    def _active_fit_in_total(self) -> "Parameters":
        if self.active_b is not None and self.active_b > self.total_b:
            raise PydanticCustomError("active", "has more active parameters than parameters in all")
        return self


class LicenceFact(Shape):
    """Under which licence a model is given away, and where that was read."""

    id: LicenceId = Field(description="The licence's file in data/catalog/licences.")
    source: FactSource


class ContextWindow(Shape):
    """How many tokens a model reads at once."""

    tokens: Count = Field(description="Tokens, prompt and answer together.", examples=[128000])
    source: FactSource


class Price(Shape):
    """What a million tokens cost, at list price, from one seller on one day."""

    on: Day = Field(description="The day for which the price holds.")
    input_usd: Amount = Field(description="US dollars a million tokens read.", examples=[0.55])
    output_usd: Amount = Field(description="US dollars a million tokens written.", examples=[2.19])
    seller: Text = Field(description="Who sells at this price.", examples=["DeepSeek"])
    source: FactSource


class Model(Sourced):
    """A released model, with the repositories that hold its weights."""

    kind: ClassVar[str] = "models"

    organization: OrganizationId = Field(description="Who published it.")
    family: FamilyId | None = Field(default=None, description="The line it belongs to.")
    released: Dated | None = Field(
        default=None, description="The day of release; not the day its repository was made."
    )
    parameters: Parameters | None = Field(default=None, description="How large it is.")
    context: ContextWindow | None = Field(default=None, description="How much it reads at once.")
    licence: LicenceFact | None = Field(default=None, description="Under which licence.")
    weights: Literal["open", "restricted", "closed"] | None = Field(
        default=None,
        description="open: anyone may download them; restricted: after asking; closed: nobody.",
    )
    base: ModelId | None = Field(
        default=None, description="The catalogued model that it was made from."
    )
    repositories: tuple[RepositoryId, ...] = Field(
        default=(),
        description="The Hub repositories that hold its weights; none if there are none.",
        examples=[["deepseek-ai/DeepSeek-R1"]],
    )
    rated_as: tuple[Text, ...] = Field(
        default=(),
        description="Names under which benchmarks and price lists know it, where they do not "
        "follow from its own; settings behind a name, such as -high, need no entry.",
        examples=[["kimi-k2-0711-preview"]],
    )
    rivals: tuple[ModelId, ...] = Field(
        default=(),
        description="Models that it is set against, each on a page of its own; said once.",
        examples=[["o1"]],
    )
    prices: tuple[Price, ...] = Field(default=(), description="List prices, each of its own day.")


class Territory(Shape):
    """Who may not use what the licence covers, by where they are."""

    excluded: tuple[Text, ...] = Field(
        min_length=1,
        description="The territories that the licence's text leaves out, in its own words.",
        examples=[["European Union", "United Kingdom", "South Korea"]],
    )
    source: FactSource


class Licence(Sourced):
    """A licence under which models are published."""

    kind: ClassVar[str] = "licences"

    hub_tags: tuple[Text, ...] = Field(
        default=(),
        description="How the Hub's licence tag writes it.",
        examples=[["apache-2.0"]],
    )
    url: Url | None = Field(default=None, description="Its text.")
    openness: (
        Literal["permissive", "copyleft", "restricted", "non-commercial", "territory-limited"]
        | None
    ) = Field(
        default=None,
        description="permissive or copyleft: any use; restricted: limits on use or on large users; "
        "non-commercial: no business use; territory-limited: not everywhere.",
    )
    territory: Territory | None = Field(
        default=None, description="Where its text does not let the model be used."
    )
