"""The facts of an entity as rows of a table: what, how much, and where it was read."""

from dataclasses import dataclass
from typing import Any

from builder import text
from builder.model.catalog import Catalog
from builder.model.entities import Entity, Model, Organization, Source, Sourced
from builder.model.fields import SourceReference
from builder.model.paths import entity_page


#: A fact before its source is looked up: label, text, page, source (None: the file's own).
Row = tuple[str, str, str | None, SourceReference | None]


@dataclass(frozen=True)
class Cited:
    """Where a fact was read: what to print, what to open, how strong it is, and of which day."""

    publisher: str
    url: str
    evidence: str
    accessed: str


@dataclass(frozen=True)
class Fact:
    """One fact: its label, its text, the page it links to, and its evidence."""

    label: str
    text: str
    page: str | None
    cited: Cited


def cited(catalog: Catalog, reference: SourceReference) -> Cited:
    """Return how a source reference is shown."""
    citation = catalog.citation(reference)
    publisher = citation.name if isinstance(citation, Source) else citation.publisher
    accessed = citation.accessed.isoformat() if citation.accessed else ""
    return Cited(publisher, citation.url, citation.evidence, accessed)


def model_facts(catalog: Catalog, model: Model) -> list[Fact]:
    """Return what the catalog knows of a model; what is unknown is said to be unknown."""
    released, context = model.released, model.context
    rows: list[Row] = [
        _entity(catalog, "Organization", "organizations", model.organization),
        _entity(catalog, "Family", "families", model.family),
        *([_entity(catalog, "Made from", "models", model.base)] if model.base else []),
        _told("Released", text.partial_day(released.on) if released else None, released),
        _sizes(model),
        _told("Context window", f"{context.tokens:,} tokens" if context else None, context),
        _licence(catalog, model),
        _told("Weights", model.weights, None),
    ]
    return [_fact(catalog, model, row) for row in rows]


def organization_facts(catalog: Catalog, organization: Organization) -> list[Fact]:
    """Return what the catalog knows of an organization."""
    rows: list[Row] = [
        _entity(catalog, "Headquarters", "countries", organization.country),
        *(_entity(catalog, "Also given as", "countries", c) for c in organization.disputed),
    ]
    if organization.parent_country:
        rows.append(_entity(catalog, "Owner in", "countries", organization.parent_country))
    for label, value in (
        ("City", organization.city),
        ("Founded", text.partial_day(organization.founded) if organization.founded else None),
        ("Type", organization.type),
        ("Hub namespaces", ", ".join(organization.namespace_names()) or None),
    ):
        rows.append(_told(label, value, None))
    for listing in organization.listings:
        name = {"entity-list": "US Entity List", "section-1260h": "US Section 1260H list"}
        until = f" until {text.partial_day(listing.until)}" if listing.until else ""
        on = f"since {text.partial_day(listing.on)}{until}"
        told = f"{on}; {listing.citation}" if listing.citation else on
        rows.append((name[listing.list], told, None, listing.source))
    return [_fact(catalog, organization, row) for row in rows]


def _entity(catalog: Catalog, label: str, kind: str, entity_id: str | None) -> Row:
    entity: Entity | None = catalog.entities[kind].get(entity_id or "")
    if entity is None:
        return label, text.UNKNOWN, None, None
    return label, entity.name, entity_page(kind, entity.id), None


def _told(label: str, value: str | None, fact: Any) -> Row:
    """Return a plain row; `fact` is the shape that may carry a source of its own."""
    return label, value or text.UNKNOWN, None, fact.source if fact else None


def _sizes(model: Model) -> Row:
    size = model.parameters
    if not size:
        return _told("Parameters", None, None)
    shown = f"{size.total_b:,.4g} billion"
    if size.active_b is not None and size.active_b != size.total_b:
        shown += f", of which {size.active_b:,.4g} billion are active for a token"
    return _told("Parameters", shown, size)


def _licence(catalog: Catalog, model: Model) -> Row:
    licence = model.licence
    return _told("Licence", catalog.licences[licence.id].name if licence else None, licence)


def _fact(catalog: Catalog, entity: Sourced, row: Row) -> Fact:
    label, value, page, source = row
    return Fact(label, value, page, cited(catalog, source or entity.source))
