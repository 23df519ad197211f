"""What is wrong with a fact that a count asks for: its key, its word, its day or its number."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from builder.claims._counted import COMPARED, DAYS, FOLLOWED
from builder.model.catalog import Catalog
from builder.model.entities import KINDS
from builder.model.fields import first_day


def wrong_facts(
    kind: str, key: str, wishes: tuple[str, ...], catalog: Catalog
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one fact that is wanted, and what to do."""
    ending = next((ending for ending in COMPARED if key.endswith(ending)), "")
    path = key.removesuffix(ending)
    lacking = _unknown_key(KINDS[kind], path)
    if lacking:
        shape, step = lacking
        told = f"asks for `{key}`, and {kind} have no `{step}` there"
        yield told, advice_on(step, shape.model_fields)
        return
    for wish in wishes:
        if ending:
            yield from _wrong_bound(key, ending, wish)
        else:
            yield from _wrong_word(kind, path, wish, catalog)


def _wrong_bound(key: str, ending: str, wish: str) -> Iterator[tuple[str, str]]:
    """Yield a day that is none, and a number that is none."""
    try:
        first_day(wish) if ending in DAYS else float(wish)
    except ValueError:
        what, like = ("day", "2024-12-17") if ending in DAYS else ("number", "20")
        yield f"compares `{key}` with `{wish}`, which is no {what}", f"write it like {like}"


def _wrong_word(kind: str, path: str, wish: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield an id that the catalog has not, and a word that a fact with fixed words never is."""
    step = path.rpartition(".")[2]
    named = FOLLOWED.get(step)
    if named and not catalog.has(named, wish):
        told = f"asks for the {step} `{wish}`, and data/catalog/{named} has no {wish}.yml"
        yield told, advice_on(wish, catalog.entities.get(named, {}))
    words = _words_of(KINDS[kind], path)
    if words and wish not in words:
        yield f"asks for `{wish}`, and `{path}` is never that", advice_on(wish, words)


def _words_of(shape: type[BaseModel], path: str) -> tuple[str, ...]:
    """Return the fixed words that a fact is one of; empty if it is free."""
    step, _, rest = path.partition(".")
    field = shape.model_fields.get(step)
    if field is None or get_origin(field.annotation) is dict:
        return ()
    if not rest:
        return tuple(_literals(field.annotation))
    inner = KINDS[FOLLOWED[step]] if step in FOLLOWED else next(_shapes_in(field.annotation), None)
    return _words_of(inner, rest) if inner else ()


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(word) for word in get_args(annotation))
        return
    for part in get_args(annotation):
        yield from _literals(part)


def _unknown_key(shape: type[BaseModel], path: str) -> tuple[type[BaseModel], str] | None:
    """Return the first step of a dotted path that a shape has not, and the shape that lacks it."""
    step, _, rest = path.partition(".")
    field = shape.model_fields.get(step)
    if field is None:
        return shape, step
    if get_origin(field.annotation) is dict:
        return None  # its keys are the data's own
    followed = KINDS[FOLLOWED[step]] if step in FOLLOWED and rest else None
    inner = followed or next(_shapes_in(field.annotation), None)
    return _unknown_key(inner, rest) if rest and inner else None


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _shapes_in(part)


def advice_on(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """Return what a word was probably meant to be, or what there is to choose from."""
    near = get_close_matches(word, list(known), n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    names = list(known)
    return f"it has {', '.join(names[:12])}" if len(names) <= 12 else "see the catalog for its ids"
