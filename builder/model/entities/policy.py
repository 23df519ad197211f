"""Dated acts of states and companies, with what is known of their state on a day."""

from typing import ClassVar, Literal

from pydantic import Field

from builder.model.entities._base import Sourced
from builder.model.fields import (
    ChipId,
    Count,
    CountryId,
    Day,
    EventId,
    FactSource,
    ModelId,
    OrganizationId,
    PartialDate,
    RuleId,
    Shape,
    Text,
)


class Status(Shape):
    """What was known of an act on a day. Later days may know better."""

    state: Literal[
        "in-force", "suspended", "revoked", "expired", "superseded", "proposed", "done", "unknown"
    ] = Field(description="in-force: the evidence of that day says so; no promise for today.")
    as_of: Day = Field(description="The day of the evidence.")
    source: FactSource


class Answered(Shape):
    """An act that another one answers, and who says so."""

    event: EventId = Field(description="The act that is answered.")
    source: FactSource


class Window(Shape):
    """What is compared before and after an act, over how many days, fixed before anybody looked."""

    measure: Literal["token-share", "download-share"] = Field(
        description="token-share: of the tokens that a marketplace passed on; download-share: of "
        "the 30-day downloads of the Hub."
    )
    country: CountryId = Field(description="Whose share.", examples=["cn"])

    days_before: Count = Field(description="Days before the act.", examples=[28])
    days_after: Count = Field(description="Days from the act on.", examples=[28])
    declared: Day = Field(description="The day on which the window was fixed.")


class Event(Sourced):
    """A dated act: a rule, a listing, a licence, a counter-measure, an announcement."""

    kind: ClassVar[str] = "events"

    on: PartialDate = Field(description="The day it was announced or done.")
    type: Literal[
        "rule", "listing", "licence", "counter-measure", "statute", "enforcement", "investigation",
        "tariff", "subsidy", "agreement", "disclosure", "release", "announcement",
    ] = Field(description="What sort of act it is.")  # fmt: skip
    instrument: Text | None = Field(
        default=None,
        description="The legal or commercial form, as its author calls it.",
        examples=["interim final rule"],
    )
    by: tuple[CountryId, ...] = Field(
        default=(), description="The states that acted.", examples=[["us"]]
    )
    by_organizations: tuple[OrganizationId, ...] = Field(
        default=(), description="The organizations that acted.", examples=[["nvidia"]]
    )
    against: tuple[CountryId, ...] = Field(
        default=(), description="The countries it is aimed at.", examples=[["cn"]]
    )
    organizations: tuple[OrganizationId, ...] = Field(
        default=(), description="The organizations it is about.", examples=[["huawei"]]
    )
    models: tuple[ModelId, ...] = Field(
        default=(), description="The models it is about.", examples=[["deepseek-r1"]]
    )
    chips: tuple[ChipId, ...] = Field(
        default=(), description="The chips it is about.", examples=[["h20"]]
    )
    rules: tuple[RuleId, ...] = Field(
        default=(), description="The rule versions it brought.", examples=[["3a090-2023-10"]]
    )
    answers: tuple[EventId | Answered, ...] = Field(
        default=(),
        description="The acts of the other side that it answers, as its author or a source says.",
        examples=[["2022-10-07-advanced-computing-rule"]],
    )
    changes: tuple[EventId, ...] = Field(
        default=(),
        description="The earlier acts that it widens, corrects, suspends, reverses or ends.",
        examples=[["2022-10-07-advanced-computing-rule"]],
    )
    effective: PartialDate | None = Field(
        default=None, description="The day from which it holds, if another."
    )
    citation: Text | None = Field(
        default=None, description="The document, as lawyers cite it.", examples=["87 FR 62186"]
    )
    effect: Text = Field(
        description="What it does or did, in our own words.",
        examples=["Licences are needed for the A100 and the H100."],
    )
    status: Status | None = Field(default=None, description="What was last known of it.")
    window: Window | None = Field(
        default=None, description="The window of its event study, if there is one."
    )

    def answered(self) -> tuple[str, ...]:
        """Return the ids of the acts that it answers."""
        return tuple(one if isinstance(one, str) else one.event for one in self.answers)
