"""Reads `data/catalog`: every YAML file becomes an entity, or findings that say why not."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from builder.model.catalog import Catalog, PlaceMap
from builder.model.entities import KINDS, Entity
from builder.model.finding import Finding, Place, Severity
from builder.store.explain import shape_findings
from builder.store.yaml_file import MAX_BYTES, read_yaml

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
    paths, closed = _walk(folder)
    findings += (_unread(path, root, why) for path, why in closed)
    for path in paths:
        shown = path.relative_to(root).as_posix()
        stray = _stray(path, path.relative_to(folder), shown)
        if stray:
            findings.append(stray)
            continue
        kind, entity_id = path.parent.name, path.stem
        try:
            raw = _read(path)
        except OSError as error:
            findings.append(_unread(path, root, error))
            unreadable.add((kind, entity_id))
            continue
        entity, place_map, found = _entity(kind, entity_id, raw, shown)
        findings.extend(found)
        if entity:
            entities[kind][entity_id] = entity
            places[(kind, entity_id)] = place_map
        else:
            unreadable.add((kind, entity_id))
    return Catalog(entities, places, frozenset(unreadable)), tuple(findings)


def _walk(folder: Path) -> tuple[list[Path], list[tuple[Path, OSError]]]:
    """Return all below `folder` but ordinary folders, and those it could not look into.

    What is in a closed folder must not just be missing.
    """
    found: list[Path] = []
    closed: list[tuple[Path, OSError]] = []
    for here, folders, files in os.walk(
        folder, onerror=lambda error: closed.append((Path(error.filename), error))
    ):
        names = [*files, *(n for n in folders if n.endswith(".yml") or Path(here, n).is_symlink())]
        found += (Path(here, name) for name in names)
    return sorted(found), closed


def _read(path: Path) -> bytes:
    """Read a file, and of one that is too large only enough to see that it is."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _unread(path: Path, root: Path, error: OSError) -> Finding:
    message = f"cannot be read: {error.strerror}"
    advice = "give everybody the right to read it"
    place = Place(path.relative_to(root).as_posix(), 1, 1)
    return Finding(place, Severity.ERROR, "file", message, advice)


def _stray(path: Path, inside: Path, shown: str) -> Finding | None:
    """Return a finding if no entity can stand at `path`, which is `inside` the catalog."""
    message, advice = "", "rename it, or move it out"
    if path.is_symlink():
        # It may point anywhere, also out of the tree: never followed.
        message, advice = "is a link to another file", "put the file itself here"
    elif path.is_dir():
        message = "is a folder"
    elif len(inside.parts) != 2 or inside.parts[0] not in KINDS:
        message = "stands in no folder of the catalog"
        advice = f"put it into one of {', '.join(sorted(KINDS))}"
    elif path.suffix != ".yml":
        message = "is not a .yml file"
    elif not path.is_file():
        message = "is not a file"
    place = Place(shown, 1, 1)
    return Finding(place, Severity.ERROR, "file", message, advice) if message else None


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
        found = tuple(shape_findings(error, KINDS[kind], file.places))
        return None, file.places, found


#: A preview reads the whole catalog again at each save, and all files but one are as they were.
_entity = lru_cache(maxsize=8_192)(read_entity)
