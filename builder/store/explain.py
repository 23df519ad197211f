"""Turns what a shape says of a file into findings that a maintainer can act on."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from builder.model.catalog import Location, PlaceMap
from builder.model.entities import Entity
from builder.model.finding import Finding, Severity
from builder.store.yaml_file import MOST_FINDINGS, shortened


def shape_findings(
    error: ValidationError, shape: type[Entity], places: PlaceMap
) -> Iterator[Finding]:
    """Yield what a file's shape got wrong, each once, where it stands and with advice.

    Pydantic tells a problem of a union once per form, and again for what stands around it; a
    maintainer hears only of the deepest, in words of YAML.
    """
    seen: set[Finding] = set()
    problems = error.errors(include_url=False)[:MOST_PROBLEMS]
    for problem in _deepest(problems, places):
        location, message, advice = _explain(problem, shape, places)
        place = places.find(location)
        finding = Finding(place, Severity.ERROR, "shape", message, advice)
        if finding not in seen:
            seen.add(finding)
            yield finding
        if len(seen) == MOST_FINDINGS:
            more = f"holds more than these {MOST_FINDINGS} mistakes"
            yield Finding(place, Severity.ERROR, "shape", more, "correct these first")
            return


#: So many are looked at: each finding may come of several, one for every form of a union.
MOST_PROBLEMS = 2_000

#: What a union says of a value that is simply not of its other form.
_OTHER_FORM = ("string_type", "model_type", "model_attributes_type")


def _deepest(problems: Iterable[Mapping[str, Any]], places: PlaceMap) -> list[Mapping[str, Any]]:
    """Leave out what only echoes another problem: one of its parts, or another form of it."""
    located: dict[Location, list[Mapping[str, Any]]] = {}
    for problem in problems:
        located.setdefault(_written(problem["loc"], places), []).append(problem)
    # Every location around another one; found once, for a file may hold a hundred thousand.
    outer = {one[:length] for one in located for length in range(1, len(one))}
    kept = []
    for location, here in located.items():
        around = location in outer
        telling = [p for p in here if p["type"] not in _OTHER_FORM]
        forms = [] if around or telling else here[:1]
        kept += forms + [p for p in telling if p["type"] == "missing" or not around]
    return kept


def _explain(
    problem: Mapping[str, Any], shape: type[Entity], places: PlaceMap
) -> tuple[Location, str, str]:
    """Return where a validation problem stands, what is wrong, and what to do."""
    location = _written(problem["loc"], places)
    name = _spelled(location)
    match problem["type"]:
        case "missing":
            key = problem["loc"][-1]
            lacking = f"`{name}` lacks" if location else "lacks"
            return location, f"{lacking} `{key}`", f"add `{key}:`"
        case "extra_forbidden":
            inner = _shape_at(shape, problem["loc"][:-1])
            return location, f"does not know `{name}`", _known_keys(str(location[-1]), inner)
        case "hidden_character" | "markup":
            text = f"`{name}` {problem['msg']}"
            return location, text, "write it in plain words; pages add all markup themselves"
        case "string_pattern_mismatch" | "string_too_long" | "reserved" if problem["loc"] == (
            "id",
        ):
            advice = "use up to 100 of a-z, 0-9 and single dashes, and not index or unmapped"
            return (), f"has the name `{shortened(problem['input'])}`", advice
        case "string_pattern_mismatch":
            advice = f"it must look like {problem['ctx']['pattern']}"
            return location, f"`{name}` is {_input(problem)}", advice
        case _:
            return location, *_explain_value(problem, shape, location)


def _explain_value(
    problem: Mapping[str, Any], shape: type[Entity], location: Location
) -> tuple[str, str]:
    """Return what is wrong with a value of a key that is known, and what to do."""
    name = _spelled(location)
    if problem["input"] is None and location:
        around = _shape_at(shape, location[:-1])
        return f"`{name}` is empty", _advice_if_empty(location[-1], around)
    advice = _advice(problem, _shape_at(shape, problem["loc"]))
    return f"`{name}` is {_input(problem)}: {_said(problem)}", advice


def _written(location: Location, places: PlaceMap) -> Location:
    """Return the part of a validation path that stands in the file: unions add words to it."""
    written: Location = ()
    for step in location:
        if (*written, step) in places.values:
            written = (*written, step)
    return written


def _spelled(location: Location) -> str:
    return ".".join(shortened(str(step)) for step in location)


def _input(problem: Mapping[str, Any]) -> str:
    return shortened(repr(problem["input"]))


def _shape_at(shape: type[BaseModel], location: Location) -> type[BaseModel]:
    """Return the shape of what stands at `location`, or of the nearest thing around it."""
    for step in location:
        field = shape.model_fields.get(str(step))
        shape = next(shapes_in(field.annotation), shape) if field else shape
    return shape


def shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the shapes that may stand where a field is annotated so."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from shapes_in(part)


def _keys(shape: type[BaseModel]) -> list[str]:
    of_file = issubclass(shape, Entity)
    return [name for name in shape.model_fields if not (of_file and name == "id")]


def _known_keys(key: str, shape: type[BaseModel]) -> str:
    near = get_close_matches(shortened(key), _keys(shape), n=1)
    return f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(_keys(shape))}"


#: How a wrong type is told to people who know YAML, and not Python.
_TYPES = {
    "tuple_type": "is no list",
    "string_type": "is no text",
    "model_type": "holds no keys",
    "model_attributes_type": "holds no keys",
    "dict_type": "holds no keys",
    "float_type": "is no number",
    "int_type": "is no whole number",
    "literal_error": "is not one of the words that can stand here",
    "too_short": "is an empty list",
    "string_too_short": "is an empty text",
}


def _said(problem: Mapping[str, Any]) -> str:
    return _TYPES.get(problem["type"], str(problem["msg"]))


#: What to do about a wrong type; anything else is best seen in a neighbouring file.
_ADVICE = {
    "partial_date": "write the day as 2025-01-20; where only the month is known, as 2025-01",
    "tuple_type": "write one line for each, beginning with `- `",
    "string_type": "put it in quotes if it is meant as text",
    "float_type": "write digits, without quotes and unit: 7, 7.6",
    "int_type": "write digits, without quotes and unit: 8192",
}


def _advice_if_empty(key: str | int, shape: type[BaseModel]) -> str:
    known = shape.model_fields.get(str(key))
    if known and known.is_required():
        return "write its value: every file of this kind needs it"
    return "write its value, or delete the line: unknown is absent"


def _advice(problem: Mapping[str, Any], shape: type[BaseModel]) -> str:
    match problem["type"]:
        case "literal_error":
            return f"choose {problem['ctx']['expected']}"
        case "model_type" | "model_attributes_type":
            return f"write below it: {', '.join(_keys(shape))}"
        case other:
            neighbours = "see the neighbouring files of this kind for how it is written"
            return _ADVICE.get(other, neighbours)
