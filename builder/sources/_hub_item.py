"""Reads one raw item of the Hub's list. Any field may hold anything: what is odd is left out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from builder.model.fields import REPOSITORY
from builder.model.panel import METRIC_COLUMNS
from builder.sources._hub_listing import namespace_of

MAX_TEXT = 300
#: The largest whole number that the archive's columns hold exactly.
MAX_COUNT = 2**53
#: The Hub gives everything made before it kept the time this day; nothing older is known.
FIRST_DAY = date(2022, 3, 2)
GATES = {"auto": "auto", "manual": "manual"}
#: Types of tensors whose elements hold several weights each; `I8` does beside `F8_E8M0` scales.
PACKING = frozenset({"U8", "I32", "U32"})
#: Below this share of all elements they are masks and indexes, not weights.
PACKED_SHARE = 0.01
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|\Z)", re.ASCII)
_RELATION = re.compile(r"[a-z][a-z_-]{0,29}")
_HUB_ID = re.compile(r"[0-9A-Za-z]{1,64}")


def count(value: object) -> int | None:
    """Return a whole number from 0 up, as it is; anything else is None, never 0."""
    return value if type(value) is int and 0 <= value <= MAX_COUNT else None


def line(value: object) -> str:
    """Return a text as one line without control and direction marks, cut at 300 characters."""
    if not isinstance(value, str):
        return ""
    head = value[: 20 * MAX_TEXT]
    shown = head if head.isprintable() else "".join(map(_shown, head))
    return " ".join(shown.split())[:MAX_TEXT].strip()


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() else ""


def _table(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(text for text in map(line, listed) if text)


def _day(value: object) -> date | None:
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


Count = Annotated[int | None, BeforeValidator(count)]
Line = Annotated[str, BeforeValidator(line)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Table = Annotated[dict[Any, Any], BeforeValidator(_table)]


class Item(BaseModel):
    """One repository as the Hub lists it. Empty, None or {} wherever it says nothing usable."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    hub_id: Line = Field(default="", alias="_id")
    entity: Line = Field(default="", alias="id")
    downloads: Count = None
    downloads_all_time: Count = Field(default=None, alias="downloadsAllTime")
    likes: Count = None
    created: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, alias="createdAt")
    gated: Any = None
    disabled: Any = None
    private: Any = None
    pipeline_tag: Line = ""
    library_name: Line = ""
    tags: Texts = ()
    base_models: Any = Field(default=None, alias="baseModels")
    safetensors: Table = Field(default_factory=dict)
    gguf: Table = Field(default_factory=dict)
    card: Table = Field(default_factory=dict, alias="cardData")

    @property
    def key(self) -> str:
        """What makes it the same repository under another name: the Hub's own id."""
        return self.hub_id or self.entity.lower()

    @property
    def values(self) -> dict[str, int | None]:
        """Its metrics, in the order of the archive's columns; None where the Hub says none."""
        return dict(
            zip(METRIC_COLUMNS, (self.downloads, self.downloads_all_time, self.likes), strict=True)
        )

    def attributes(self, as_of: date) -> dict[str, str]:
        """Return what else the Hub says of it, as texts; what it does not say is absent."""
        found = {
            "hub_id": self.hub_id if _HUB_ID.fullmatch(self.hub_id) else "",
            "created": _created(self.created, as_of),
            "pipeline_tag": self.pipeline_tag,
            "library": self.library_name,
            "licence": _joined(_licences(self)),
            "base_models": _joined(_base_models(self)),
            "gated": _gated(self.gated),
            **_parameters(self),
        }
        return {name: text for name, text in found.items() if text}


def read_item(raw: object, namespace: str) -> Item | str:
    """Return `raw` as an item of `namespace`, or in words why it is skipped."""
    if not isinstance(raw, dict):
        return "without fields"
    item = Item.model_validate({key: value for key, value in raw.items() if isinstance(key, str)})
    if not isinstance(raw.get("id"), str) or not raw["id"]:
        return "without id"
    if item.entity != raw["id"] or not re.fullmatch(REPOSITORY, item.entity):
        return "with an id that no repository can have"
    if namespace_of(item.entity) != namespace.lower():
        return "of another namespace"
    return "disabled or private" if item.disabled is True or item.private is True else item


def _joined(tokens: Iterable[str]) -> str:
    """Join whole tokens by spaces, each once, as far as they fit: half an id is another id."""
    text = ""
    for token in dict.fromkeys(tokens):
        longer = f"{text} {token}".strip()
        if len(longer) <= MAX_TEXT:
            text = longer
    return text


def _created(day: date | None, as_of: date) -> str:
    known = day is not None and FIRST_DAY < day <= as_of + timedelta(days=1)
    return day.isoformat() if day and known else ""


def _gated(value: object) -> str:
    if value is False:
        return "no"
    return GATES.get(value, "") if isinstance(value, str) else ""


def _licences(item: Item) -> Iterator[str]:
    tagged = (tag.removeprefix("license:") for tag in item.tags if tag.startswith("license:"))
    for name in (*tagged, *_texts(item.card.get("license"))):
        if name.strip():
            yield "-".join(name.lower().split())


def _base_models(item: Item) -> Iterator[str]:
    """Yield `relation:repository`, from the Hub's own reading or, without one, from the tags."""
    pairs = list(_told_bases(item.base_models)) or list(_tagged_bases(item.tags))
    for relation, base in pairs:
        known = _RELATION.fullmatch(relation) and re.fullmatch(REPOSITORY, base)
        if known and base.lower() != item.entity.lower():
            yield f"{relation}:{base}"


def _told_bases(value: object) -> Iterator[tuple[str, str]]:
    for group in value if isinstance(value, list) else [value]:
        models = _table(group).get("models")
        for model in models if isinstance(models, list) else ():
            yield line(_table(group).get("relation")), line(_table(model).get("id"))


def _tagged_bases(tags: Iterable[str]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        if tag.startswith("base_model:"):
            relation, colon, base = tag.removeprefix("base_model:").partition(":")
            if colon:
                yield relation, base


def _parameters(item: Item) -> dict[str, str]:
    """Return how many weights there are and on what ground, or only that they are packed.

    The Hub counts stored elements; where one element holds several weights, that is no count of
    weights, and the right one is not known.
    """
    total, ground = count(item.safetensors.get("total")), "safetensors"
    if total and _is_packed(_table(item.safetensors.get("parameters")), total):
        return {"parameters_note": "packed"}
    if not total:
        total, ground = count(item.gguf.get("total")), "gguf"
    return {"parameters": str(total), "parameters_note": ground} if total else {}


def _is_packed(elements: dict[Any, Any], total: int) -> bool:
    packing = PACKING | {"I8"} if "F8_E8M0" in elements else PACKING
    return sum(count(elements.get(name)) or 0 for name in packing) > PACKED_SHARE * total
