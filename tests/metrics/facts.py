"""Worlds of a few licences and models, with two repositories in the pool."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from builder.metrics._world import World, world_of
from builder.model.panel import ATTRIBUTE_COLUMNS, Panel
from tests.metrics.pools import FIRST, panel_of
from tests.world.small_world import LAST_DAY, catalog_from, small_catalog

Tag = tuple[str, str, str, str, str]
#: Organization, licence and weights of a model; None where it is not known.
Facts = tuple[str, str | None, str | None]
CLASSES = {"free": "permissive", "tight": "non-commercial", "limits": "restricted", "odd": None}


def licensed(repository: str, tag: str, day: str = FIRST, source: str = "hugging-face") -> Tag:
    """Return what a source says of a repository's licence on a day."""
    return (source, day, repository, "licence", tag)


def world_of_licences(
    *,
    models: Mapping[str, Facts] | None = None,
    tags: Sequence[Tag] = (),
    bases: Mapping[str, str] | None = None,
    as_of: date = LAST_DAY,
) -> World:
    """Return a world of two repositories of ten downloads, with these models and tags."""
    texts = {f"licences/{name}": _licence(name, found) for name, found in CLASSES.items()}
    texts |= {f"models/{name}": _model(name, *facts) for name, facts in (models or {}).items()}
    under = small_catalog()
    entities = {kind: {} if kind == "models" else own for kind, own in under.entities.items()}
    catalog, findings = catalog_from(texts, type(under)(entities))
    assert findings == ()
    panel = panel_of([(FIRST, "Alpha/Ava-1", 10), (FIRST, "beta/Bor-1", 10)], (), bases)
    told = pd.DataFrame(
        [(source, pd.Timestamp(day), *rest) for source, day, *rest in tags],
        columns=list(ATTRIBUTE_COLUMNS),
    ).astype(dict(panel.attributes.dtypes))
    attributes = pd.concat([panel.attributes, told], ignore_index=True)
    whole = Panel(panel.observations, attributes, panel.ledger)
    return world_of(whole.as_of(as_of), catalog, as_of)


def _licence(name: str, openness: str | None) -> str:
    told = f"openness: {openness}\n" if openness else ""
    return f"name: {name}\nsource: hugging-face\nhub_tags:\n  - {name}\n{told}"


def _model(name: str, organization: str, licence: str | None, weights: str | None) -> str:
    text = f"name: {name}\nsource: hugging-face\norganization: {organization}\n"
    if licence:
        text += f"licence:\n  id: {licence}\n  source: hugging-face\n"
    return text + (f"weights: {weights}\n" if weights else "")
