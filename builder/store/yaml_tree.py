"""Arranges what ruamel read of a file as a tree in our form, with every note beside its fact."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tokens import CommentToken

from builder.model.entities import KINDS
from builder.store.explain import shapes_in
from builder.store.yaml_notes import Note
from builder.store.yaml_text import is_bare

Shapes = tuple[type[BaseModel], ...]
_BLOCKS = (LiteralScalarString, FoldedScalarString)


@dataclass
class Entry:
    """A key with its value, or an item of a list: where it stood, and the notes that go with it.

    `indent` is the column at which it will stand. `inner` holds the entries of its value.
    """

    key: Any
    value: Any
    line: int
    column: int
    indent: int
    around: "Entry | None" = None
    inner: list["Entry"] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    @property
    def stands_alone(self) -> bool:
        """Say whether nothing can stand beside it: it is a dash with more below, or a block."""
        return isinstance(self.value, _BLOCKS) or (isinstance(self.key, int) and bool(self.inner))


def entries(node: Any, indent: int = 0, around: Entry | None = None) -> list[Entry]:
    """Return the entries of what ruamel read, with those inside them, in the order of the file."""
    found = []
    pairs = node.items() if isinstance(node, CommentedMap) else ()
    items = enumerate(node) if isinstance(node, CommentedSeq) else ()
    for key, value in (*pairs, *items):
        line, column = node.lc.data[key][:2]
        dash = 0 if isinstance(node, CommentedMap) else 2
        entry = Entry(key, value, line, max(column - dash, 0), indent, around)

        entry.inner = entries(value, indent + 2, entry)
        found.append(entry)
    return found


def every(found: Sequence[Entry]) -> Iterator[Entry]:
    """Yield entries and all inside them, in the order of the file."""
    for one in found:
        yield one
        yield from every(one.inner)


def place_notes(found: Sequence[Entry], told: Sequence[Note]) -> tuple[list[str], list[str]]:
    """Give every note to the entry it is about; return those above all of them, and below."""
    flat = list(every(found))
    lines = [one.line for one in flat]
    header: list[str] = []
    footer: list[str] = []
    for note in told:
        before = bisect_left(lines, note.line) if note.own else bisect_right(lines, note.line)
        after = bisect_right(lines, note.line)
        last = flat[before - 1] if before else None
        _place(note, last, flat[after] if after < len(flat) else None, (header, footer))
    first = flat[0].above if flat else []
    last_blank = max((i for i, one in enumerate(first) if not one), default=-1)
    header += first[: last_blank + 1]
    del first[: last_blank + 1]
    return header, footer


def _place(
    note: Note, last: Entry | None, following: Entry | None, ends: tuple[list[str], list[str]]
) -> None:
    """Give `note` to the `last` entry above it, or to the `following` one, or to either end."""
    if last is None:
        (following.above if following else ends[0]).append(note.text)
    elif not note.own:
        if last.stands_alone or last.beside:
            last.above.append(note.text)
        else:
            last.beside = note.text
    elif note.text and (below := _below(note, last, following)) is not None:
        last.below.append(" " * below + note.text)
    elif following:
        following.above.append(note.text)
    else:
        ends[1].append(note.text)


def _below(note: Note, last: Entry, following: Entry | None) -> int | None:
    """Return at which column `note` stands below `last`; None if it is about what follows."""
    owner: Entry | None = last
    while owner and owner.column > note.column:
        owner = owner.around
    indent = owner.indent if owner else 0
    return indent if indent > (following.indent if following else 0) else None


def arranged(found: Sequence[Entry], shapes: Shapes, *, as_list: bool = False) -> Any:
    """Return entries as ruamel writes them: keys in the order of the shape that fits best."""
    best = None if as_list else _best(found, shapes)
    order = {name: number for number, name in enumerate(best.model_fields)} if best else {}
    node: Any = CommentedSeq() if as_list else CommentedMap()
    for number, one in enumerate(sorted(found, key=lambda one: order.get(one.key, len(order)))):
        key = number if as_list else _text(one.key)
        value = _value(one, _inside(one.key, best) if best else shapes)
        if as_list:
            node.append(value)
        else:
            node[key] = value
        _attach(node, key, one)
    return node


def shapes_of(kind: str) -> Shapes:
    """Return the shape of a whole file of `kind`."""
    return (KINDS[kind],)


def _best(found: Sequence[Entry], shapes: Shapes) -> type[BaseModel] | None:
    keys = {str(one.key) for one in found}
    best = max(shapes, key=lambda shape: len(keys & set(shape.model_fields)), default=None)
    return best if best and keys & set(best.model_fields) else None


def _inside(key: Any, shape: type[BaseModel]) -> Shapes:
    known = shape.model_fields.get(key)
    return tuple(shapes_in(known.annotation)) if known else ()


def _value(one: Entry, shapes: Shapes) -> Any:
    if one.inner:
        return arranged(one.inner, shapes, as_list=isinstance(one.value, CommentedSeq))
    if isinstance(one.value, CommentedMap | CommentedSeq):
        return type(one.value)()
    text = _text(one.value)
    nothing = text == "" and type(text) is str
    return "null" if nothing and isinstance(one.key, int) else text


def _text(value: Any) -> Any:
    """Return a scalar in the least quotes that keep it what it is."""
    if not isinstance(value, SingleQuotedScalarString | DoubleQuotedScalarString):
        return str(value) if not isinstance(value, _BLOCKS) else _block(value)
    text = str(value)
    if is_bare(text):
        return text
    marked = text.isprintable() and ('"' in text or "\\" in text)
    return SingleQuotedScalarString(text) if marked else DoubleQuotedScalarString(text)


def _block(value: Any) -> Any:
    fresh = type(value)(str(value))
    if hasattr(value, "fold_pos"):
        fresh.fold_pos = value.fold_pos
    return fresh


def _attach(node: Any, key: Any, one: Entry) -> None:
    above = [line for i, line in enumerate(one.above) if line or i == 0 or one.above[i - 1]]
    if not (above or one.beside or one.below):
        return
    slot = node.ca.items.setdefault(key, [None, None, None, None])
    slot[1] = [_token(line, one.indent if line else 0) for line in above] or None
    if one.beside or one.below:
        text = "\n".join([one.beside, *one.below])
        slot[0 if isinstance(node, CommentedSeq) else 2] = _token(text, 0)


def _token(text: str, column: int) -> CommentToken:
    return CommentToken(f"{text}\n", start_mark=CommentMark(column), end_mark=None)
