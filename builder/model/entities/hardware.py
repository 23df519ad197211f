"""Chips, and the rules whose thresholds they are held against."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.entities._base import Dated, Number, Sourced
from builder.model.fields import (
    Amount,
    CountryId,
    OrganizationId,
    PartialDate,
    RuleId,
    Shape,
    Text,
)

Precision = Literal[
    "fp64", "fp32", "tf32", "bf16", "fp16", "fp8", "fp6", "fp4", "int16", "int8", "int4"
]
#: Bits of one operand, the length that total processing performance is counted with.
BITS: dict[str, int] = {
    "fp64": 64, "fp32": 32, "tf32": 32, "bf16": 16, "fp16": 16, "fp8": 8, "fp6": 6, "fp4": 4,
    "int16": 16, "int8": 8, "int4": 4,
}  # fmt: skip


class Chip(Sourced):
    """An accelerator. What follows from its facts (TPP, performance density) is derived."""

    kind: ClassVar[str] = "chips"

    organization: OrganizationId = Field(description="Who designs it.")
    announced: Dated | None = Field(default=None, description="When it was first shown.")
    released: Dated | None = Field(
        default=None, description="When it could first be bought or rented; absent if never."
    )
    market: Literal["data-center", "other"] | None = Field(
        default=None,
        description="Whether it is designed or marketed for data centers: some thresholds differ.",
    )
    sold_for: CountryId | None = Field(
        default=None, description="The country it was made for, if it is a version for one."
    )
    foundry_process: Text | None = Field(
        default=None, description="Who makes it, in which process.", examples=["TSMC 4N"]
    )
    dense_tops: dict[Precision, Number] = Field(
        default_factory=dict,
        description="Tera-operations a second without sparsity, by precision; a multiply-add is "
        "two operations.",
        examples=[{"fp16": 989, "int8": 1979}],
    )
    die_mm2: Number | None = Field(
        default=None, description="Area of all logic dies in the package, mm².", examples=[814]
    )
    memory_gb: Number | None = Field(
        default=None, description="Memory in the package, GB.", examples=[80]
    )
    memory_type: Text | None = Field(default=None, description="Its kind.", examples=["HBM3"])
    bandwidth_tbps: Number | None = Field(
        default=None, description="Memory bandwidth, terabytes a second.", examples=[3.35]
    )
    interconnect_gbps: Number | None = Field(
        default=None,
        description="Bandwidth to other chips, gigabytes a second, both directions together.",
        examples=[900],
    )
    power_w: Number | None = Field(
        default=None, description="Thermal design power, watts.", examples=[700]
    )


#: What a rule compares.
Quantities = Literal["tpp", "performance_density", "interconnect_gbps", "bandwidth_gbps"]


class Condition(Shape):
    """One comparison of a rule: a quantity of the chip against a limit."""

    quantity: Quantities = Field(
        description="tpp: dense TOPS × bits, the highest over precisions, as every version counts "
        "it under one name or another; performance_density: tpp ÷ die area; interconnect_gbps and "
        "bandwidth_gbps: to other chips, and to memory."
    )
    at_least: Amount | None = Field(
        default=None, description="Holds from this value on.", examples=[4800]
    )
    below: Amount | None = Field(
        default=None, description="Holds under this value.", examples=[2400]
    )

    @model_validator(mode="after")
    def _some_limit(self) -> "Condition":
        if self.at_least is None and self.below is None:
            raise PydanticCustomError("condition", "needs `at_least`, `below`, or both")
        return self


class Threshold(Shape):
    """A paragraph of a rule: what happens to a chip for which all its conditions hold."""

    paragraph: Text = Field(description="Where the rule says it.", examples=["3A090.a"])
    outcome: Literal["controlled", "notify", "case-by-case"] = Field(
        description="controlled: a licence is needed; notify: a notice is needed first; "
        "case-by-case: a licence is needed, and each request is weighed on its merits."
    )
    market: Literal["data-center", "other"] | None = Field(
        default=None, description="Only for chips of this market, if it says so."
    )
    all_of: tuple[Condition, ...] = Field(
        min_length=1, description="All of these must hold; write alternatives as two thresholds."
    )


class Rule(Sourced):
    """One version of a rule: what it holds from one day until the next version."""

    kind: ClassVar[str] = "rules"

    regime: Text = Field(
        description="What the versions of one rule have in common.", examples=["ECCN 3A090"]
    )
    issuer: CountryId = Field(description="Whose rule it is.")
    targets: tuple[CountryId, ...] = Field(
        default=(), description="At which countries it is aimed; none: at all.", examples=[["cn"]]
    )
    published: PartialDate | None = Field(default=None, description="The day it was published.")
    effective: PartialDate = Field(description="The first day on which it holds.")
    until: PartialDate | None = Field(
        default=None, description="The day it stopped to hold, if a source says so."
    )
    citation: Text = Field(
        description="The document, as lawyers cite it.", examples=["88 FR 73458"]
    )
    replaces: RuleId | None = Field(default=None, description="The version before it.")
    summary: Text = Field(
        description="What it does, in our own words.",
        examples=["Licences for chips above a total processing performance of 4,800."],
    )
    thresholds: tuple[Threshold, ...] = Field(
        default=(), description="Its thresholds for chips; none if it has no numbers."
    )
