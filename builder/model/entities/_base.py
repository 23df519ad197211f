"""What the shapes of all kinds are made of."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.fields import (
    FactSource,
    FileId,
    LanguageId,
    PartialDate,
    Positive,
    Shape,
    SourceReference,
    Text,
)


class Entity(Shape):
    """What every tracked thing has. Its id is its file name; its kind is its folder."""

    id: FileId = Field(exclude=True, description="The file name; never written in the file.")
    name: Text = Field(description="The name that readers see.", examples=["DeepSeek-R1"])
    names: dict[LanguageId, Text] = Field(
        default_factory=dict,
        description="The name in other languages, by language code.",
        examples=[{"zh": "深度求索"}],
    )
    aliases: tuple[Text, ...] = Field(
        default=(),
        description="Other names under which it is known, or was.",
        examples=[["High-Flyer AI"]],
    )
    note: Text | None = Field(
        default=None,
        description="What a reader must know to read it right.",
        examples=["The day of release is that of the announcement."],
    )


class Sourced(Entity):
    """An entity whose facts need evidence."""

    source: SourceReference = Field(
        description="Where the facts of this file come from: the id of a file in "
        "data/catalog/sources, or a citation.",
        examples=["hugging-face"],
    )


class Dated(Shape):
    """A day, month or year, and where it was read."""

    on: PartialDate = Field(description="As exact as the source: 2025-01-20, 2025-01 or 2025.")
    source: FactSource


class Quantity(Shape):
    """A number with a source of its own, or the range within which sources disagree."""

    value: Positive | None = Field(
        default=None, description="The number, if all sources agree.", examples=[814]
    )
    low: Positive | None = Field(
        default=None, description="The smallest number that a source gives.", examples=[64]
    )
    high: Positive | None = Field(
        default=None, description="The largest number that a source gives.", examples=[96]
    )
    source: FactSource

    @model_validator(mode="after")
    def _one_number_or_a_range(self) -> "Quantity":
        given = (self.value is not None, self.low is not None, self.high is not None)
        if given not in ((True, False, False), (False, True, True)):
            raise PydanticCustomError("quantity", "needs a `value`, or both `low` and `high`")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise PydanticCustomError("quantity", "has a `low` that is not below its `high`")
        return self


#: A number; or, where it needs its own source or sources disagree, a quantity.
Number = Positive | Quantity
Numbered = Annotated[Number | None, Field(default=None)]


def bounds(number: Number) -> tuple[float, float]:
    """Return the smallest and the largest value that `number` may have."""
    if not isinstance(number, Quantity):
        return number, number
    if number.value is not None:
        return number.value, number.value
    assert number.low is not None  # noqa: S101  the validator saw to it
    assert number.high is not None  # noqa: S101
    return number.low, number.high
