"""Turns what the Hub says of a repository or a namespace into a draft; never more than it says.

Everything from the Hub is hostile: a value is taken over only where the shape allows it, and all
else is told in a comment.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.model.catalog import Catalog
from builder.model.fields import Text
from builder.sources._hub_item import Item
from builder.sources.hugging_face import ID, Owner
from builder.store.scaffold import Draft

WEIGHTS = {"no": "open", "auto": "restricted", "manual": "restricted"}
Told = tuple[Any, str]


def model_draft(item: Item, catalog: Catalog, as_of: date) -> Draft:
    """Return the draft of a model from its repository on the Hub."""
    attributes = item.attributes(as_of)
    tell: dict[str, Callable[[], Told]] = {
        "name": lambda: _name(item.entity.partition("/")[2]),
        "source": lambda: (ID, ""),
        "organization": lambda: _organization(item.entity, catalog),
        "family": lambda: _family(item.entity, catalog),
        "released": lambda: _released(attributes),
        "parameters": lambda: _parameters(attributes),
        "licence": lambda: _licence(attributes, catalog),
        "weights": lambda: _weights(attributes),
        "base": lambda: _base(attributes, catalog),
        "repositories": lambda: ([item.entity], "Add its other formats: AWQ, FP8, GGUF …"),
    }
    return _draft("models", {key: one() for key, one in tell.items()})


def organization_draft(namespace: str, owner: Owner | None) -> Draft:
    """Return the draft of an organization from its namespace on the Hub."""
    if owner is None:
        return Draft("organizations")
    models = f"The Hub counts {owner.models:,} models of this namespace."
    roles = ["models"] if owner.models else None
    told = {
        "name": _name(owner.fullname) if owner.fullname else (None, ""),
        "source": (ID, "The country is not known to the Hub: cite where you read it."),
        "roles": (roles, models),
        "namespaces": ([namespace], ""),
    }
    return _draft("organizations", told)


def _draft(kind: str, told: dict[str, Told]) -> Draft:
    values = {key: value for key, (value, _) in told.items() if value is not None}
    remarks = {key: (remark,) for key, (_, remark) in told.items() if remark}
    return Draft(kind, values, remarks)


def _name(name: str) -> Told:
    try:
        return TypeAdapter(Text).validate_python(name), ""
    except ValidationError:
        return None, f"The Hub calls it {name!r}, which no name here may look like."


def _organization(repository: str, catalog: Catalog) -> Told:
    owner = catalog.organization_of(repository)
    if owner:
        return owner.id, ""
    namespace = repository.partition("/")[0]
    return None, f"Nobody in the catalog has the namespace: tracker new organization {namespace}"


def _family(repository: str, catalog: Catalog) -> Told:
    found = [family.id for family in catalog.families_of(repository)]
    if len(found) == 1:
        return found[0], ""
    which = f"The patterns of {' and '.join(found)} match" if found else "No family's pattern fits"
    return None, f"{which}: see data/catalog/families."


def _released(attributes: dict[str, str]) -> Told:
    made = attributes.get("created")
    on = f" ({made})" if made else ""
    told = f"The day its repository was made{on} is not the day of release"
    return None, f"{told}: look for the announcement, and cite it."


def _parameters(attributes: dict[str, str]) -> Told:
    total, ground = attributes.get("parameters", ""), attributes.get("parameters_note")
    if total and ground == "safetensors":
        billions = float(f"{int(total) / 1e9:.4g}")
        told = f"The Hub counts {int(total):,} in its safetensors; rounded to four digits."
        return {"total_b": int(billions) if billions.is_integer() else billions}, told
    if ground == "packed":
        return (
            None,
            "Several weights are packed into one element: the Hub's count is not theirs.",
        )
    return None, "The Hub does not count them."


def _licence(attributes: dict[str, str], catalog: Catalog) -> Told:
    tags = attributes.get("licence", "").split()
    found = sorted({licence for tag in tags for licence in _licences(tag, catalog)})
    if len(found) == 1:
        return {"id": found[0]}, ""
    if not tags:
        return None, "The Hub states no licence."
    which = f"are of {' and '.join(found)}" if found else "are of no file in data/catalog/licences"
    return None, f"The Hub's licence tags {', '.join(tags)} {which}."


def _licences(tag: str, catalog: Catalog) -> Iterator[str]:
    for licence in catalog.licences.values():
        if tag in (one.lower() for one in licence.hub_tags):
            yield licence.id


def _weights(attributes: dict[str, str]) -> Told:
    gate = attributes.get("gated", "")
    return WEIGHTS.get(gate), "" if gate else "The Hub does not say whether one must ask for them."


def _base(attributes: dict[str, str], catalog: Catalog) -> Told:
    pairs = [one.partition(":")[::2] for one in attributes.get("base_models", "").split()]
    told = ", ".join(f"{relation} of {base}" for relation, base in pairs)
    if not told:
        return None, "The Hub names none."
    known = {m.id for _, base in pairs if (m := catalog.model_by_repository.get(base.lower()))}
    only = known.pop() if len(known) == 1 and len({base for _, base in pairs}) == 1 else None
    missing = "" if only else " Not one file of data/catalog/models has just that repository."
    return only, f"The Hub says: {told}.{missing}"
