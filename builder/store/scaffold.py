"""Writes a catalog file for a person to fill in: every key of the shape, with what it means.

A required key stands there to be filled; an optional one is a comment with its example. What is
known is written, quoted so that it can only ever be read as what it is; what is not stays open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from builder.model.schema import schema
from builder.store.yaml_format import schema_line
from builder.store.yaml_text import comment, written

_HEAD = (
    "# Fill in every key that ends in a colon. An optional one is a comment: to use it, take away",
    "# the `# ` before it and before the lines that belong to it, and write what you know. What",
    "# nobody knows stays away: never guess, never write 0. Delete what you do not need.",
)


_WIDTH = 96


@dataclass(frozen=True)
class Draft:
    """What is known of a new entity before a person fills in the rest.

    `values` are written by key; `remarks` are told in comments above a key; `examples` stand in
    place of the shape's own.
    """

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    remarks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    examples: Mapping[str, Any] = field(default_factory=dict)


def scaffold(draft: Draft) -> str:
    """Return the text of a new file of `draft.kind`, its keys in the order of the shape."""
    told = schema(draft.kind)
    lines = [schema_line(draft.kind), *_HEAD]
    for name in told["properties"]:
        lines += ["", *_key(name, told, draft)]
    return "\n".join(lines) + "\n"


def _key(name: str, told: Mapping[str, Any], draft: Draft) -> Iterator[str]:
    """Yield the lines of one key: what it means, what was found out, and its value or example."""
    node, required = told["properties"][name], name in told["required"]
    for remark in (str(node.get("description", "")), *draft.remarks.get(name, ())):
        yield from (f"# {line}" for line in wrap(comment(remark), _WIDTH))
    choices = _choices(node)
    if choices:
        yield f"# One of: {', '.join(choices)}."
    if name in draft.values:
        yield from block(name, draft.values[name])
        return
    example = draft.examples.get(name, _example(node, told))
    if not required:
        yield from (f"# {line}" for line in block(name, example))
    elif isinstance(example, Mapping) or (example and isinstance(example[0], Mapping)):
        yield from (f"# Example: {comment(line)}" for line in _flat(example))
        yield from block(name, _emptied(example))
    else:
        yield f"# Example: {comment(', '.join(_flat(example)))}"
        yield f"{name}:"
        yield from (f"# {line}" for line in _other_form(name, node, told))


def _other_form(name: str, node: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a key that may hold a mapping in place of one word, if it may."""
    for form in node.get("anyOf", ())[1:]:
        if "properties" in _target(form, told):
            yield "Or, in place of that line:"
            yield from block(name, _example(form, told))


def block(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """Yield the lines of a key and its value, as our files write them."""
    key = f"{indent}{written(name)}:"
    if isinstance(value, Mapping):
        yield key
        for inner, one in value.items():
            yield from block(inner, one, f"{indent}  ")
    elif isinstance(value, list | tuple):
        yield key
        for one in value:
            yield from _item(one, f"{indent}  ")
    else:
        yield f"{key} {_scalar(value)}".rstrip()


def _item(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        lines = [line for key, one in value.items() for line in block(key, one, f"{indent}  ")]
        yield f"{indent}- {lines[0].strip()}"
        yield from lines[1:]
    else:
        yield f"{indent}- {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return written(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def _flat(value: Any) -> Iterator[str]:
    """Yield an example as one text for each of its parts."""
    if isinstance(value, Mapping):
        yield from (f"{key}: {', '.join(_flat(one))}" for key, one in value.items())
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _flat(one)
    else:
        yield _scalar(value)


def _emptied(value: Any) -> Any:
    """Return an example with its keys, and nothing behind them."""
    if isinstance(value, Mapping):
        return {key: _emptied(one) for key, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_emptied(value[0])]
    return None


def _target(node: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the shape that `node` refers to, or itself."""
    if "$ref" in node:
        return dict(told["$defs"][str(node["$ref"]).rpartition("/")[2]])
    return node


def _telling(node: Mapping[str, Any]) -> list[str]:
    """Return the keys that an example of a shape needs: what is required, and one more number."""
    inner, required = node["properties"], list(node.get("required", ()))
    if not required:
        return list(inner)[:1]
    optional = (name for name in inner if name not in required)
    numbers = (n for n in optional if inner[n].get("type") == "number" and inner[n].get("examples"))
    more = next(numbers, None) if len(required) == 1 else None
    return [name for name in inner if name in required or name == more]


def _choices(node: Mapping[str, Any]) -> list[str]:
    inner = node.get("items", node)
    return [str(one) for one in inner.get("enum", ())] or [str(o) for o in _constant(inner)]


def _constant(node: Mapping[str, Any]) -> tuple[Any, ...]:
    return (node["const"],) if "const" in node else ()


def _example(node: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
    """Return the example of a key: its own, or one made of those of its parts."""
    if node.get("examples"):
        return node["examples"][0]
    forms = node.get("anyOf")
    if forms:
        return _example(forms[0], told)
    node = _target(node, told)
    if "properties" in node:
        return {name: _example(node["properties"][name], told) for name in _telling(node)}
    if "items" in node:
        return [_example(node["items"], told)]
    choices = _choices(node)
    if choices:
        return choices[0]
    fallback: Mapping[str, Any] = {"boolean": True, "number": 1, "integer": 1}
    return node["examples"][0] if node.get("examples") else fallback.get(node.get("type", ""), "…")
