"""The shapes of the answers of the static API, from which its description is drawn."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Cell = float | int | str | None


class Answer(BaseModel):
    """What every answer says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: date = Field(description="The day for which the answer was made.")
    vintage: date | None = Field(
        description="The newest day on which a value in it was learned; null without values."
    )
    licence: str = Field(description="Our own terms; those of each source stand beside it.")
    sources: list["SourceLine"] = Field(description="Where the values come from.")
    url: str = Field(description="The address of this answer.")


class SourceLine(BaseModel):
    """A source behind an answer, on its own terms."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    attribution: str = Field(description="The line that must stand beside its figures.")
    licence: str
    url: str
    state: str | None = Field(description="fresh, stale, failed, ended or never.")
    newest: date | None = Field(description="The newest day it has told of.")


class Link(BaseModel):
    """One thing of a list, and where to read more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    url: str = Field(description="Its answer in this API.")
    page: str | None = Field(description="Its page for readers.")
    series: str | None = Field(default=None, description="Its series in this API.")


class Contents(Answer):
    """Where everything is."""

    links: list[Link]


class Entities(Answer):
    """The entities of one kind."""

    kind: str
    entities: list[Link]


class OneEntity(Answer):
    """All facts of one entity; each carries or inherits the source that stands with it."""

    kind: str
    id: str
    name: str
    page: str | None
    series: str | None
    ratings: str | None = Field(description="Its ratings in this API, if a board rates it.")
    facts: dict[str, Any]


class Stretch(BaseModel):
    """A stretch of a series: one metric, one source, one scope. Stretches are never joined."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    unit: str
    source: str
    scope: str = Field(description="language, all, or the repository.")
    backfilled: bool = Field(description="Learned later, from what others recorded.")
    columns: list[str]
    points: list[list[Cell]] = Field(description="One row a day; the first column is the day.")


class Series(Answer):
    """Everything observed of one entity over time."""

    kind: str
    id: str
    name: str
    stretches: list[Stretch]


class RatingsOn(BaseModel):
    """Every rating on one benchmark. Only rows of one day and source may be compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    page: str
    unit: str
    better: str = Field(description="higher or lower.")
    columns: list[str]
    rows: list[list[Cell]] = Field(description="The newest board first; on a board, the best.")


class Ratings(Answer):
    """What a model, or the best of a family, was rated; low and high are 95 %."""

    kind: str
    id: str
    name: str
    benchmarks: list[RatingsOn]


class Blind(BaseModel):
    """Something a metric cannot see, and which way that bends it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    bias: str


class Metric(BaseModel):
    """What a metric is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    question: str
    unit: str
    denominator: str
    window: str
    pool: str
    breaks: list[str]
    limits: list[str]
    blind_spots: list[Blind]
    keys: list[str]
    values: dict[str, str] = Field(description="Each column of values with its unit.")
    url: str
    csv: str = Field(description="Every value of every period.")


class Metrics(Answer):
    """All metrics."""

    metrics: list[Metric]


class MetricValues(Answer):
    """A metric and its values on the newest period of each source."""

    metric: Metric
    columns: list[str]
    rows: list[list[Cell]]


class OneChange(BaseModel):
    """One thing that changed, as a sentence and as numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    day: date
    span: str
    sentence: str
    entities: list[str] = Field(description="kind/id of each entity that it is about.")
    source: str
    values: dict[str, Cell]


class Changes(Answer):
    """What changed, the newest first."""

    day: date | None = Field(description="The one day it is about; null for all.")
    changes: list[OneChange]


#: Every answer by the path that gives it; `{}` parts are described in the paths themselves.
PATHS: dict[str, tuple[type[Answer], str]] = {
    "index.json": (Contents, "Where everything is"),
    "entities/{kind}.json": (Entities, "The entities of one kind"),
    "entities/{kind}/{id}.json": (OneEntity, "All facts of one entity"),
    "series/{kind}/{id}.json": (Series, "Everything observed of one entity over time"),
    "ratings/{kind}/{id}.json": (Ratings, "Every rating of one model or family"),
    "metrics.json": (Metrics, "All metrics, and what each cannot see"),
    "metrics/{metric}.json": (MetricValues, "A metric on the newest period of each source"),
    "sources.json": (Answer, "Every source that observes, and how it is doing"),
    "changes.json": (Changes, "What changed lately"),
    "changes/{day}.json": (Changes, "What changed on one day"),
}
