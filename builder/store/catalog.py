"""Reads `data/catalog`: every YAML file becomes an entity, or findings that say why not."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from builder.model.catalog import Catalog, Location, PlaceMap
from builder.model.entities import KINDS, Entity
from builder.model.finding import Finding, Place, Severity
from builder.store.yaml_file import read_yaml

Read = tuple[Catalog, tuple[Finding, ...]]


def read_catalog(folder: Path, root: Path) -> Read:
    """Read every file below `folder`; findings name files relative to `root`.

    Returns the catalog of all files that hold, and all findings of those that do not: nothing
    stops at the first mistake.
    """
    entities: dict[str, dict[str, Entity]] = {kind: {} for kind in KINDS}
    places: dict[tuple[str, str], PlaceMap] = {}
    unreadable: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    for path in sorted(p for p in folder.rglob("*") if not p.is_dir()):
        shown = path.relative_to(root).as_posix()
        stray = _stray(path.relative_to(folder), shown)
        if stray:
            findings.append(stray)
            continue
        kind, entity_id = path.parent.name, path.stem
        entity, place_map, found = read_entity(kind, entity_id, path.read_bytes(), shown)
        findings.extend(found)
        if entity:
            entities[kind][entity_id] = entity
            places[(kind, entity_id)] = place_map
        else:
            unreadable.add((kind, entity_id))
    return Catalog(entities, places, frozenset(unreadable)), tuple(findings)


def _stray(path: Path, shown: str) -> Finding | None:
    """Return a finding if the file stands where no entity can stand."""
    place = Place(shown, 1, 1)
    if len(path.parts) != 2 or path.parts[0] not in KINDS:
        advice = f"put it into one of {', '.join(sorted(KINDS))}"
        return Finding(place, Severity.ERROR, "file", "stands in no folder of the catalog", advice)
    if path.suffix != ".yml":
        return Finding(
            place, Severity.ERROR, "file", "is not a .yml file", "rename it, or move it out"
        )
    return None


def read_entity(
    kind: str, entity_id: str, raw: bytes, shown: str
) -> tuple[Entity | None, PlaceMap, tuple[Finding, ...]]:
    """Read one file's bytes as an entity of `kind`; `shown` is its path in findings."""
    file = read_yaml(shown, raw)
    if file.tree is None:
        return None, file.places, file.findings
    if "id" in file.tree:
        finding = Finding(
            file.places.find(("id",)), Severity.ERROR, "shape", "says `id`", "delete the line: "
            "the file's name is its id"
        )  # fmt: skip
        return None, file.places, (finding,)
    try:
        return KINDS[kind].model_validate({**file.tree, "id": entity_id}), file.places, ()
    except ValidationError as error:
        found = tuple(_shape_findings(error, KINDS[kind], file.places))
        return None, file.places, found


def _shape_findings(
    error: ValidationError, shape: type[Entity], places: PlaceMap
) -> Iterable[Finding]:
    seen: set[Finding] = set()
    for problem in _deepest(error.errors(include_url=False), places):
        location, message, advice = _explain(problem, shape, places)
        finding = Finding(places.find(location), Severity.ERROR, "shape", message, advice)
        if finding not in seen:
            seen.add(finding)
            yield finding


#: What a union says of a value that is simply not of its other form.
_OTHER_FORM = ("string_type", "model_type", "model_attributes_type")


def _deepest(problems: Iterable[Mapping[str, Any]], places: PlaceMap) -> list[Mapping[str, Any]]:
    """Leave out what only echoes another problem: one of its parts, or another form of it."""
    located = [(problem, _written(problem["loc"], places)) for problem in problems]
    kept = []
    for problem, location in located:
        inner = any(len(o) > len(location) and o[: len(location)] == location for _, o in located)
        twin = any(p is not problem and o == location for p, o in located)
        if problem["type"] == "missing" or not (inner or (twin and problem["type"] in _OTHER_FORM)):
            kept.append(problem)
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
            return location[:-1] or (), f"lacks `{key}`", f"add `{key}:`"
        case "extra_forbidden":
            return location, f"does not know `{name}`", _known_keys(str(location[-1]), shape)
        case "hidden_character" | "markup":
            text = f"`{name}` {problem['msg']}"
            return location, text, "write it in plain words; pages add all markup themselves"
        case "string_pattern_mismatch" if location == ("id",) or not location:
            return (), f"has the name `{problem['input']}`", "use a-z, 0-9 and single dashes"
        case "string_pattern_mismatch":
            advice = f"it must look like {problem['ctx']['pattern']}"
            return location, f"`{name}` is {_input(problem)}", advice
        case _:
            return location, f"`{name}` is {_input(problem)}: {problem['msg']}", _advice(problem)


def _written(location: Location, places: PlaceMap) -> Location:
    """Return the part of a validation path that stands in the file: unions add words to it."""
    written: Location = ()
    for step in location:
        if (*written, step) in places.values:
            written = (*written, step)
    return written or location[:1]


def _spelled(location: Location) -> str:
    return ".".join(str(step) for step in location)


def _input(problem: Mapping[str, Any]) -> str:
    text = repr(problem["input"])
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys(key: str, shape: type[Entity]) -> str:
    known = [name for name in shape.model_fields if name != "id"]
    near = get_close_matches(key, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(known)}"


def _advice(problem: Mapping[str, Any]) -> str:
    match problem["type"]:
        case "literal_error" | "enum":
            return f"choose {problem['ctx']['expected']}"
        case "partial_date" | "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return "write the day as 2025-01-20, or 2025-01 where only the month is known"
        case _:
            return "see the neighbouring files of this kind for how it is written"
