"""Says which kind, id and names a new entity may have: refuses what is there already."""

from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import TypeAdapter, ValidationError

from builder.errors import UsageError
from builder.model.catalog import Catalog
from builder.model.entities import KINDS
from builder.model.fields import FileId
from builder.text import slug


def kind_of(word: str) -> str:
    """Return the kind that `word` names, one or many. Raises UsageError if there is none."""
    names = {shape.__name__.lower(): kind for kind, shape in KINDS.items()}
    names |= {kind: kind for kind in KINDS}
    if word.lower() in names:
        return names[word.lower()]
    near = get_close_matches(word.lower()[:60], names, n=1)
    raise UsageError(
        f"there is no kind `{word[:60]}`",
        why=f"the kinds are {', '.join(sorted(set(names) - set(KINDS)))}",
        advice=f"did you mean `{near[0]}`?" if near else "choose one of them",
    )


def checked_id(entity_id: str) -> str:
    """Return `entity_id` if a file may be called so. Raises UsageError with a better one."""
    try:
        return str(TypeAdapter(FileId).validate_python(entity_id))
    except ValidationError as error:
        better = slug(entity_id)[:100].strip("-")
        raise UsageError(
            f"`{entity_id[:60]}` cannot be the name of a file",
            why="ids are up to 100 of a-z, 0-9 and single dashes, and not index or unmapped",
            advice=f"try `{better}`" if better not in ("", entity_id) else "choose another id",
        ) from error


def check_free(catalog: Catalog, kind: str, entity_id: str, *, name: str = "") -> None:
    """Raise UsageError if a file of `kind` has this id already, or goes by this name."""
    if catalog.has(kind, entity_id):
        raise _taken(f"{kind}/{entity_id}", kind, entity_id, "the id is taken")
    wanted = name.casefold()
    for other, known in _names(catalog, kind):
        if known.casefold() == wanted or slug(known) == entity_id:
            raise _taken(name or entity_id, kind, other, f"it is called `{known}` there")


def check_unowned(catalog: Catalog, *, repository: str = "", namespace: str = "") -> None:
    """Raise UsageError if the catalog has this repository or namespace, and say in which file."""
    model = catalog.model_by_repository.get(repository.lower())
    if model:
        raise _taken(repository, "models", model.id, "a repository belongs to one model")
    owner = catalog.organization_by_namespace.get(namespace.lower())
    if owner:
        raise _taken(namespace, "organizations", owner.id, "a namespace has one owner")


def _names(catalog: Catalog, kind: str) -> Iterator[tuple[str, str]]:
    for entity in catalog.entities.get(kind, {}).values():
        for name in (entity.name, *entity.aliases):
            yield entity.id, name


def _taken(what: str, kind: str, entity_id: str, why: str) -> UsageError:
    return UsageError(
        f"{what} is already in data/catalog/{kind}/{entity_id}.yml",
        why=why,
        advice="edit that file; if you mean something else, begin with another id: "
        f"tracker new {KINDS[kind].__name__.lower()} another-id",
    )
