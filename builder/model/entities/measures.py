"""What is measured, and by whom: benchmarks and sources; and the words of the site's languages."""

from typing import ClassVar, Literal

from pydantic import Field

from builder.model.entities._base import Dated, Entity, Sourced
from builder.model.fields import (
    Count,
    Day,
    EntityId,
    Evidence,
    FactSource,
    PartialDate,
    Positive,
    Shape,
    SourceId,
    Text,
    Url,
)


class Break(Shape):
    """A day on which the scale of a benchmark changed: values across it do not compare."""

    on: PartialDate = Field(description="The first day of the new scale.")
    what: Text = Field(
        description="What changed.", examples=["Style control became the default table."]
    )
    source: FactSource


class Level(Shape):
    """A value of a benchmark at which models count as equally able: what a token costs there."""

    at: float = Field(strict=True, description="The value.", examples=[150.0])
    what: Text = Field(
        description="Which model stands about there.", examples=["GPT-5, by definition"]
    )


class Benchmark(Sourced):
    """A test by which models are compared."""

    kind: ClassVar[str] = "benchmarks"

    measures: Text = Field(
        description="What it measures, in one sentence.",
        examples=["Which of two answers people prefer, in blind pairs."],
    )
    protocol: Text = Field(
        description="How it measures it: who asks, who judges, how often.",
        examples=["Bradley-Terry ratings of anonymous votes, style control on."],
    )
    unit: Text = Field(description="The unit of its values.", examples=["Elo points"])
    better: Literal["higher", "lower"] = Field(description="Which values are better.")
    url: Url = Field(description="Its own page.")
    observed_by: tuple[SourceId, ...] = Field(
        default=(),
        description="The sources whose observations are of this instrument and protocol.",
        examples=[["arena"]],
    )
    least_votes: Count | None = Field(
        default=None,
        description="Values that rest on fewer votes are shown, and take no part in gaps.",
        examples=[1000],
    )
    interval: Literal["told", "share"] = Field(
        default="told",
        description="told: its sources say how sure a value is, if anybody does; share: a value "
        "is the share of so many tasks that were solved, and the interval is that of a share.",
    )
    cumulative: bool = Field(
        default=False,
        description="Whether a day only adds results and earlier ones stay; otherwise each day "
        "is a whole board of its own.",
    )
    levels: tuple[Level, ...] = Field(
        default=(),
        description="The levels at which prices are compared; fixed, so that a price over time "
        "stays one series.",
    )
    started: Dated | None = Field(default=None, description="Its first day.")
    ended: Dated | None = Field(default=None, description="Its last day, if it is not kept up.")
    breaks: tuple[Break, ...] = Field(
        default=(), description="The days on which its scale changed, oldest first."
    )


class Source(Entity):
    """A place that answers with observations or facts, and the terms on which it does."""

    kind: ClassVar[str] = "sources"

    publisher: Text = Field(description="Who answers.", examples=["Hugging Face"])
    url: Url = Field(description="Where it answers, and where the night asks.")
    accessed: Day | None = Field(default=None, description="The day on which we read it by hand.")
    evidence: Evidence = Field(
        description="official: the entity or authority itself; dataset: a published data set; "
        "secondary: somebody reporting on either."
    )
    licence: Text = Field(
        description="The terms of its data, in the publisher's own short name.",
        examples=["CC BY 4.0"],
    )
    licence_url: Url | None = Field(default=None, description="The text of those terms.")
    attribution: Text = Field(
        description="The line that must stand beside its figures.",
        examples=["Epoch AI, CC BY 4.0"],
    )
    cadence: Literal["nightly", "weekly", "monthly", "yearly", "ended", "once"] = Field(
        description="How often it has something new; ended or once: never again."
    )
    key: Literal["none", "optional", "required"] = Field(
        default="none", description="Whether the night needs a key to ask it."
    )
    pool: Text | None = Field(
        default=None,
        description="What its observations are drawn from: the denominator in words.",
        examples=["All model repositories of the catalogued namespaces."],
    )
    comparable: EntityId | None = Field(
        default=None,
        description="Sources with one value here share a pool and may share a line.",
        examples=["hub-top-lists"],
    )
    rank: int = Field(
        default=100,
        strict=True,
        description="Which source speaks first when several know a day: lowest wins.",
        examples=[10],
    )
    stale_after_days: Count | None = Field(
        default=None,
        description="From which age on its newest period is called stale.",
        examples=[3],
    )
    lag_days: Count | None = Field(
        default=None,
        description="How old its newest period usually is when it comes, if we know.",
        examples=[2],
    )
    floor_pct: Positive | None = Field(
        default=None,
        description="Below which part of its last answer's size, in percent, a new answer is an "
        "outage: it is withheld, and the last rows stand in for it, marked stale. Default: 33.",
        examples=[50],
    )
    ceiling_pct: Positive | None = Field(
        default=None,
        description="Above which part of its last answer's size, in percent, a new answer is "
        "believed but told. Default: 300.",
        examples=[200],
    )
    successor: SourceId | None = Field(
        default=None, description="The source that took its place, or could."
    )


class Language(Sourced):
    """A language of the site. Its id is its ISO 639 code; its name is its own word for itself."""

    kind: ClassVar[str] = "languages"

    english: Text = Field(description="Its name in English.", examples=["Chinese"])
    complete: bool = Field(
        default=False,
        description="Whether the site is published in it; until then its words are prepared.",
    )
    words: dict[Text, Text] = Field(
        default_factory=dict,
        description="The words of the site: English on the left, this language on the right.",
        examples=[{"Adoption": "Adoption"}],
    )
