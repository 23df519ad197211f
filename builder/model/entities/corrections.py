"""Corrections of upstream values: what we drop, override or flag, and until when."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.entities._base import Sourced
from builder.model.fields import Amount, Day, SourceId, Text


class Correction(Sourced):
    """One upstream value, or a run of days of one, that we do not take as it is."""

    kind: ClassVar[str] = "corrections"

    upstream: SourceId = Field(description="The source whose value is corrected.")
    of: Text = Field(
        description="What the value is of, as the source calls it: a repository, a model …",
        examples=["Qwen/Qwen3-VL-2B-Instruct"],
    )
    field: Text = Field(
        description="Which value: a metric such as downloads_30d, or an attribute such as licence.",
        examples=["downloads_30d"],
    )
    first: Day | None = Field(
        default=None, description="The first day it concerns; absent for an attribute."
    )
    last: Day | None = Field(default=None, description="The last day it concerns.")
    action: Literal["drop", "override", "flag"] = Field(
        description="drop: no value; override: `value` instead; flag: kept, and marked suspect."
    )
    value: Amount | Text | None = Field(
        default=None, description="What stands there instead, for an override.", examples=[1900000]
    )
    expect: Amount | Text | None = Field(
        default=None,
        description="What the source said when we overrode it. Says it something else today, the "
        "correction rests and a finding asks for a look.",
        examples=[166000000],
    )
    reason: Text = Field(
        description="Why, in a sentence that a reader of the page understands.",
        examples=["The counter of the Hub repeated the day before."],
    )
    state: Literal["open", "reported", "fixed-upstream", "withdrawn"] = Field(
        description="open or reported: it works; fixed-upstream or withdrawn: it rests."
    )

    @property
    def works(self) -> bool:
        """Say whether it is to be applied."""
        return self.state in ("open", "reported")

    def concerns(self, day: date) -> bool:
        """Say whether `day` lies in its run of days."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @model_validator(mode="after")
    def _fits_its_action(self) -> "Correction":
        if (self.action == "override") != (self.value is not None):
            raise PydanticCustomError(
                "correction", "needs a `value` for an override, and only then"
            )
        if self.action != "flag" and self.expect is None:
            raise PydanticCustomError("correction", "needs `expect`: what the source says today")
        if self.last is not None and (self.first is None or self.last < self.first):
            raise PydanticCustomError("correction", "has a `last` without a `first` before it")
        return self
