"""Begins the file of a new entity: refuses doubles, asks the Hub where it knows, writes once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.errors import SourceError, UsageError
from builder.model.catalog import Catalog
from builder.model.fields import NAMESPACE, REPOSITORY
from builder.pipeline.known import check_free, check_unowned, checked_id
from builder.pipeline.prefill import model_draft, organization_draft
from builder.pipeline.root import Root
from builder.sources.hugging_face import owner, repository
from builder.store.scaffold import Draft, scaffold
from builder.text import slug
from builder.web import Web


@dataclass(frozen=True)
class Added:
    """A new file; whether the Hub filled in what it knows; and if not, why it failed."""

    path: Path
    prefilled: bool = False
    failure: SourceError | None = None


def add(
    root: Root,
    catalog: Catalog,
    *,
    kind: str,
    name: str,
    as_of: date,
    ask: Callable[[], Web] | None,
) -> Added:
    """Write the file of a new entity of `kind`; `name` is its id, or what the Hub calls it.

    `ask` opens the web; None stays offline. Raises UsageError, and writes nothing, where the id
    is no id, or the entity is there already.
    """
    on_hub = is_on_hub(kind, name)
    entity_id = checked_id(slug(name.rpartition("/")[2]) if on_hub else name)
    shown = name.rpartition("/")[2] if kind == "models" else ""
    _check_new(catalog, kind, name, entity_id=entity_id, shown=shown if on_hub else "")
    draft, failure = Draft(kind, examples=_examples(kind, name) if on_hub else {}), None
    if ask and on_hub:
        try:
            draft = _asked(ask(), catalog, kind=kind, name=name, as_of=as_of)
        except SourceError as error:
            failure = error
    known = draft.values.get("name", "")
    check_free(catalog, kind, entity_id, name=str(known))
    path = root.catalog / kind / f"{entity_id}.yml"
    _write_new(path, scaffold(draft))
    return Added(path, prefilled=bool(draft.values), failure=failure)


def is_on_hub(kind: str, name: str) -> bool:
    """Say whether the Hub may know `name`: a repository of a model, a namespace of somebody."""
    if kind == "models":
        return re.fullmatch(REPOSITORY, name) is not None
    return kind == "organizations" and re.fullmatch(NAMESPACE, name) is not None


def _examples(kind: str, name: str) -> dict[str, list[str]]:
    return {"repositories" if kind == "models" else "namespaces": [name]}


def _check_new(catalog: Catalog, kind: str, name: str, *, entity_id: str, shown: str) -> None:
    if kind == "models":
        check_unowned(catalog, repository=name)
    if kind == "organizations":
        check_unowned(catalog, namespace=name)
    check_free(catalog, kind, entity_id, name=shown)


def _asked(web: Web, catalog: Catalog, *, kind: str, name: str, as_of: date) -> Draft:
    """Return what the Hub says of `name` as a draft."""
    if kind == "organizations":
        return organization_draft(name, owner(web, catalog, name))
    item = repository(web, catalog, name)
    if item is None:
        raise SourceError(
            f"the Hub has no repository {name}",
            why="it answered 404: there is none of that name, or it is not public",
            advice="compare the name with its page on the Hub, letter by letter",
        )
    if item.entity.lower() != name.lower():
        raise UsageError(
            f"{name} is called {item.entity} on the Hub now",
            why="it was renamed",
            advice=f"tracker new model {item.entity}",
        )
    return model_draft(item, catalog, as_of)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; never another."""
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(
            f"{path} is there already", why="no file is ever overwritten", advice="edit that file"
        ) from error
