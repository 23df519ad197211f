"""The shapes as JSON Schemas: for editors, which complete and check with them, and for readers.

Draft 2020-12. The reference pages are drawn from the same schemas, so the three cannot differ.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.model.entities import KINDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of one kind's files."""
    shape = KINDS[kind]
    told = shape.model_json_schema()
    told["properties"].pop("id")  # it is the file name, and never written in the file
    told["required"] = [name for name in told["required"] if name != "id"]
    _plain(told)
    return {"$schema": DRAFT, "$id": f"{kind}.json", "title": shape.__name__, **told}


def schema_texts() -> Mapping[str, str]:
    """Return the text of every schema file by its name."""
    return {
        f"{kind}.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS
    }


def _plain(node: Any) -> None:
    """Take out what only pydantic needs: titles that repeat the key, and the null of unknown.

    Unknown is absent: a key with nothing behind it is a mistake, and editors shall say so.
    """
    if isinstance(node, dict):
        _without_null(node)
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inner:
        _plain(one)


def _without_null(node: dict[str, Any]) -> None:
    if not isinstance(node.get("title"), dict):
        node.pop("title", None)
    if "default" in node and node["default"] is None:
        del node["default"]
    forms = [one for one in node.pop("anyOf", ()) if one.get("type") != "null"]
    if len(forms) == 1:
        node |= {**forms[0], **node}
    elif forms:
        node["anyOf"] = forms


@dataclass(frozen=True)
class Key:
    """One key of a kind's files: what it is called, what stands there, and what it means."""

    name: str
    form: str
    required: bool
    meaning: str
    example: str


@dataclass(frozen=True)
class Part:
    """A kind's file, or a mapping inside it, with its keys."""

    name: str
    meaning: str
    keys: tuple[Key, ...]


def parts(kind: str) -> Iterator[Part]:
    """Yield what may stand in a kind's files: the file first, then each mapping inside it."""
    told = schema(kind)
    yield Part("", str(told["description"]), tuple(_keys(told)))
    for name, inner in told.get("$defs", {}).items():
        if "properties" in inner:
            yield Part(name, str(inner.get("description", "")), tuple(_keys(inner)))


def _keys(shape: Mapping[str, Any]) -> Iterator[Key]:
    required = shape.get("required", [])
    for name, field in shape["properties"].items():
        examples = field.get("examples") or _first_examples(field)
        yield Key(
            name=name,
            form=_form(field),
            required=name in required,
            meaning=str(field.get("description", "")),
            example=_yaml_like(examples[0]) if examples else "",
        )


def _first_examples(field: Mapping[str, Any]) -> list[Any]:
    """Return the examples of a key that are told by its type alone."""
    forms = [*field.get("anyOf", ()), field.get("items", {})]
    return next((list(form["examples"]) for form in forms if form.get("examples")), [])


def _form(field: Mapping[str, Any]) -> str:
    """Say in words what stands at a key."""
    forms: dict[str, Callable[[], str]] = {
        "x-kind": lambda: f"id of {field['x-kind']}",
        "$ref": lambda: str(field["$ref"]).rpartition("/")[2],
        "enum": lambda: "one of " + ", ".join(map(str, field["enum"])),
        "const": lambda: str(field["const"]),
        "anyOf": lambda: " or ".join(dict.fromkeys(map(_form, field["anyOf"]))),
        "items": lambda: f"list: {_form(field['items'])}",
        "additionalProperties": lambda: f"mapping: {_form(field['additionalProperties'])}",
        "format": lambda: "day" if field["format"] == "date" else "text",
    }
    told = next((say for mark, say in forms.items() if mark in field), None)
    if told:
        return told()
    return {"boolean": "true or false", "string": "text"}.get(field["type"], str(field["type"]))


def _yaml_like(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
