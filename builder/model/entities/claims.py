"""What the press claims, and the operational definitions under which each claim is judged."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from builder.model.entities._base import Sourced
from builder.model.fields import (
    KEBAB,
    Amount,
    Count,
    Day,
    PartialDate,
    Positive,
    Shape,
    Text,
    Url,
)


class MetricQuery(Shape):
    """Which number decides: one group's value of one column of a metric, in one pool."""

    metric: Text = Field(
        description="The id of a metric, as the Method page names it.",
        examples=["share-of-downloads"],
    )
    value: Text = Field(
        description="The column of the metric that decides.", examples=["share_pct"]
    )
    where: dict[Text, Text] = Field(
        default_factory=dict,
        description="Which rows of the metric, by column; a value that ends with * is a beginning.",
        examples=[{"dimension": "country", "scope": "language"}],
    )
    group: Text = Field(description="The group that the claim is about.", examples=["cn"])
    by: Text = Field(
        default="group", description="The column that tells groups apart.", examples=["group"]
    )
    low: Text | None = Field(
        default=None, description="The column with the lower end of its interval, if it has one.",
        examples=["rating_low"],
    )  # fmt: skip
    high: Text | None = Field(
        default=None, description="The column with the upper end of its interval.",
        examples=["rating_high"],
    )  # fmt: skip
    window_days: Count | None = Field(
        default=None,
        description="The mean of the days in a window that ends with each period; without it, the "
        "period alone.",
        examples=[28],
    )
    least: dict[Text, Amount] = Field(
        default_factory=dict,
        description="What a row needs to count as evidence at all, by column; below it, the "
        "reading cannot be tested.",
        examples=[{"pool_repositories": 100}],
    )

    @model_validator(mode="after")
    def _both_ends(self) -> "MetricQuery":
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("query", "needs both `low` and `high`, or neither")
        return self


Wanted = dict[Text, Text | tuple[Text, ...]]


class CatalogQuery(Shape):
    """How many entities of a kind have certain facts; or what share of others they are."""

    count: Literal["chips", "events", "families", "models", "organizations", "rules"] = Field(
        description="Entities of which kind."
    )
    where: Wanted = Field(
        min_length=1,
        description="Facts that each must have, by key; dots lead inwards and on to the entity "
        "that is named; of a list, any; *_before and *_from compare days, *_above and *_below "
        "numbers.",
        examples=[{"against": "cn", "type": "rule", "on_from": "2024-01-01"}],
    )
    of: Wanted | None = Field(
        default=None,
        description="The entities of which they are a share: then the number is a percentage.",
        examples=[{"organization.country": "cn"}],
    )
    least: Count | None = Field(
        default=None,
        description="How many there must be to count or to share among; with fewer, the reading "
        "cannot be tested.",
        examples=[20],
    )
    whole: Text | None = Field(
        default=None,
        description="Why the catalog holds all that there are. Without it a count is a lower "
        "limit: what it lacks may exist, and too few say nothing.",
        examples=["The list names every entry, and the catalog has each of them."],
    )
    within_days: Count | None = Field(
        default=None,
        description="Only those dated in so many days before the day of judging.",
        examples=[365],
    )


class Times(Shape):
    """A multiple of what another group has."""

    group: Text = Field(description="The group compared with.", examples=["us"])
    times: Positive = Field(description="How many times as much.", examples=[2])


class Criterion(Shape):
    """What the number must be for the reading to hold: exactly one of these."""

    rank_at_most: Count | None = Field(
        default=None, description="The group's rank among all groups, 1 is the largest.",
        examples=[1],
    )  # fmt: skip
    at_least: Amount | None = Field(default=None, description="The value, or more.", examples=[50])
    at_most: Amount | None = Field(default=None, description="The value, or less.", examples=[5])
    more_than: Text | None = Field(
        default=None, description="More than this group has.", examples=["us"]
    )
    times_at_least: Times | None = Field(
        default=None, description="At least a multiple of what another group has."
    )
    sign: Literal["positive", "negative"] | None = Field(
        default=None, description="Above zero, or below it.", examples=["positive"]
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> "Criterion":
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            known = ", ".join(type(self).model_fields)
            raise PydanticCustomError("test", "needs exactly one of {known}", {"known": known})
        return self

    @property
    def compared_with(self) -> str | None:
        """The other group that the test names, if it names one."""
        return self.times_at_least.group if self.times_at_least else self.more_than


class Reading(Shape):
    """An operational definition of the claim, with the day on which it was declared."""

    id: Annotated[str, Field(pattern=KEBAB)] = Field(
        description="Its name within the claim; never reused.", examples=["all-downloads-30d"]
    )
    declared: Day = Field(description="The day on which it was written down.")
    meaning: Text = Field(
        description="What the claim means if it is read so, in plain words.",
        examples=["Of all downloads in 30 days, most are of models by Chinese organizations."],
    )
    query: MetricQuery | CatalogQuery = Field(
        description="The number that decides: of a metric, or counted in the catalog."
    )
    test: Criterion = Field(description="What that number must be for the reading to hold.")
    same_as: Text | None = Field(
        default=None,
        description="Another reading that has the same answer by its construction: this one is "
        "shown, and not counted a second time.",
        examples=["all-downloads-30d"],
    )


class Saying(Shape):
    """Who said it, where, when, and in which language."""

    by: Text = Field(description="The person or paper that said it.", examples=["SCMP"])
    on: PartialDate = Field(description="When it was said.")
    url: Url | None = Field(default=None, description="Where it can be read.")
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = Field(
        description="In which language, by its ISO 639 code.", examples=["vi"]
    )
    quotation: Annotated[str, Field(max_length=300)] | None = Field(
        default=None,
        description="Its own words, only where the wording is the claim.",
        examples=["the most downloaded large language model"],
    )


class Forecast(Shape):
    """What makes a claim a forecast: its day of reckoning, and how sure its author was."""

    due: Day = Field(description="The day on which its readings are judged, once and for all.")
    probability: Annotated[float, Field(ge=0, le=1, strict=True)] | None = Field(
        default=None,
        description="How probable its author called it, 0 to 1; absent if no number was given.",
        examples=[0.7],
    )
    unclear: Text | None = Field(
        default=None,
        description="What happens if the day comes and the evidence does not settle it.",
        examples=["If no source counts it by then, it stays open and is said to be unresolved."],
    )


class Claim(Sourced):
    """A sentence of the press about who leads, and how it can be tested."""

    kind: ClassVar[str] = "claims"

    statement: Text = Field(
        description="The claim in our own words.",
        examples=["Chinese language models are the most downloaded on the Hub."],
    )
    topic: Literal["adoption", "capability", "openness", "chips", "policy"] = Field(
        description="Under which heading it stands."
    )
    said: tuple[Saying, ...] = Field(min_length=1, description="By whom; the earliest first.")
    readings: tuple[Reading, ...] = Field(
        default=(),
        description="How it can be read and tested. Add-only: none is dropped for its result.",
    )
    untestable: Text | None = Field(
        default=None,
        description="Why it cannot be tested with open data, if it has no reading.",
        examples=["No open source counts chips in use by company."],
    )

    forecast: Forecast | None = Field(
        default=None, description="Its day of reckoning, if it speaks of the future."
    )

    @model_validator(mode="after")
    def _readings_are_told_apart(self) -> "Claim":
        ids = [reading.id for reading in self.readings]
        if len(ids) != len(set(ids)):
            raise PydanticCustomError("reading", "has two readings with one id")
        firsts = {reading.id for reading in self.readings if reading.same_as is None}
        for reading in self.readings:
            if reading.same_as is not None and reading.same_as not in firsts:
                raise PydanticCustomError(
                    "reading", "is the same as `{other}`, and no reading of its own is called so",
                    {"other": reading.same_as},
                )  # fmt: skip
        if not self.readings and self.untestable is None:
            raise PydanticCustomError("reading", "needs `readings`, or `untestable` and why")
        return self
