"""The small types that catalog shapes are made of, and the rules that hostile text must pass."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
#: What the Hub accepts as a namespace, and as the name behind the slash.
NAMESPACE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$"
REPOSITORY = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$"
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
#: Names of files and groups of our own, which no entity may take.
RESERVED = ("index", "unmapped")
#: Marks that would let a name write markup or a template, on any page, in any language.
FORBIDDEN_IN_TEXT = ("<", ">", "|", "{{", "}}", "{%", "%}", "`")
MAX_TEXT = 2_000
MAX_ID = 100


class Shape(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


def plain_text(value: str) -> str:
    """Return `value` unless it holds what no name or sentence of ours needs.

    Refused are control characters, marks that turn the reading direction, and the opening
    characters of HTML, Markdown tables and Jinja: a page escapes them all the same, but a fact
    that contains them is a mistake or an attack, and its author should hear of it.
    """
    for character in value:
        category = unicodedata.category(character)
        if category in ("Cf", "Zl", "Zp") or (category == "Cc" and character != "\n"):
            name = unicodedata.name(character, f"control character U+{ord(character):04X}")
            raise PydanticCustomError(
                "hidden_character", "contains the hidden character {name}", {"name": name}
            )
    for mark in FORBIDDEN_IN_TEXT:
        if mark in value:
            raise PydanticCustomError(
                "markup", "contains '{mark}', which no plain text here may hold", {"mark": mark}
            )
    return value


def partial_date(value: Any) -> Any:
    """Check a date that is known to the day, the month or the year: 2025-01-20, 2025-01, 2025."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a year alone, which YAML reads as a number
    match = PARTIAL_DATE.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("partial_date", "is not a date like 2025-01-20 or 2025-01")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError as error:
        raise PydanticCustomError(
            "partial_date", "is not a day that exists ({why})", {"why": str(error)}
        ) from error
    return value


def whole_day(value: Any) -> Any:
    """Check a date that is known to the day; a bare number would pass for seconds since 1970."""
    if not isinstance(value, date) and len(str(value)) != len("2025-01-20"):
        raise PydanticCustomError("partial_date", "is not a whole day like 2025-01-20")
    return value if isinstance(value, date) else partial_date(value)


def free_name(value: str) -> str:
    """Return `value` unless a page or a group of our own is called so."""
    if value in RESERVED:
        raise PydanticCustomError("reserved", "is a name that the site itself uses")
    return value


def first_day(value: str) -> date:
    """Return the first day that the partial date `value` may mean."""
    return date.fromisoformat((value + "-01-01")[:10])


def _secure_url(value: str) -> str:
    TypeAdapter(HttpUrl).validate_python(value)
    if any(character.isspace() for character in value):
        raise PydanticCustomError("url", "holds a blank")
    return plain_text(value)


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True),
    AfterValidator(plain_text),
]
#: The id of an entity: its file name. Capitals are folded, so `NO` is Norway's `no`.
EntityId = Annotated[
    str,
    BeforeValidator(lambda v: v.lower() if isinstance(v, str) else v),
    Field(pattern=KEBAB, max_length=MAX_ID),
]
#: A file name that can be an id: here capitals are a mistake.
FileId = Annotated[str, Field(pattern=KEBAB, max_length=MAX_ID), AfterValidator(free_name)]
Namespace = Annotated[str, Field(pattern=NAMESPACE, examples=["deepseek-ai"])]
RepositoryId = Annotated[str, Field(pattern=REPOSITORY, examples=["deepseek-ai/DeepSeek-R1"])]
PartialDate = Annotated[
    str,
    BeforeValidator(partial_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
                {"type": "integer", "description": "A year alone."},
            ],
            "examples": ["2025-01-20", "2025-01", "2025"],
        }
    ),
]
Url = Annotated[str, AfterValidator(_secure_url), Field(examples=["https://example.org/paper"])]
Day = Annotated[date, BeforeValidator(whole_day), Field(examples=["2026-11-24"])]
Evidence = Literal["official", "dataset", "secondary"]
# Strict: `true` is no number, and neither is a text that looks like one.
Positive = Annotated[float, Field(gt=0, strict=True, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(gt=0, strict=True)]


@dataclass(frozen=True)
class Refers:
    """Marks an id that must be the file name of an entity of `kind`."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell the kind in the schema too, for the reference pages."""
        return {**handler(core), "x-kind": self.kind}


CountryId = Annotated[EntityId, Refers("countries"), Field(examples=["cn"])]
OrganizationId = Annotated[EntityId, Refers("organizations"), Field(examples=["deepseek"])]
FamilyId = Annotated[EntityId, Refers("families"), Field(examples=["qwen"])]
ModelId = Annotated[EntityId, Refers("models"), Field(examples=["deepseek-r1"])]
LicenceId = Annotated[EntityId, Refers("licences"), Field(examples=["apache-2-0"])]
BenchmarkId = Annotated[EntityId, Refers("benchmarks"), Field(examples=["arena-text"])]
ChipId = Annotated[EntityId, Refers("chips"), Field(examples=["h100-sxm"])]
RuleId = Annotated[EntityId, Refers("rules"), Field(examples=["3a090-2023-10"])]
EventId = Annotated[EntityId, Refers("events"), Field(examples=["2022-10-07-3a090"])]
SourceId = Annotated[EntityId, Refers("sources"), Field(examples=["hugging-face"])]
LanguageId = Annotated[EntityId, Refers("languages"), Field(examples=["zh"])]


class Citation(Shape):
    """Where a fact was read: one document, by one publisher, on one day."""

    url: Url = Field(description="The address of the document.")
    publisher: Text = Field(description="Who published it.", examples=["Federal Register"])
    accessed: Day = Field(description="The day on which we read it.")
    evidence: Evidence = Field(
        description="official: the entity or authority itself; dataset: a published data set; "
        "secondary: somebody reporting on either."
    )


#: A fact's source: the id of a file in data/catalog/sources, or a citation of its own.
SourceReference = SourceId | Citation
#: The `source` that any fact may carry; without it, the source at the top of the file speaks.
FactSource = Annotated[
    SourceReference | None,
    Field(
        default=None,
        description="Where this fact was read, if elsewhere than the file's own source.",
        examples=["hugging-face"],
    ),
]
