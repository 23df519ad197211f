"""The facts of an entity as rows of a table: what, how much, and where it was read."""

from dataclasses import dataclass

from builder import text
from builder.model.catalog import Catalog
from builder.model.entities import Entity, Model, Organization, Source, Sourced
from builder.model.fields import SourceReference
from builder.model.paths import entity_page


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
    rows: list[tuple[str, str, str | None, SourceReference | None]] = [
        _entity(catalog, "Organization", "organizations", model.organization),
        _entity(catalog, "Family", "families", model.family),
        _entity(catalog, "Made from", "models", model.base) if model.base else None,
        ("Released", text.partial_day(model.released.on), None, model.released.source)
        if model.released
        else ("Released", text.UNKNOWN, None, None),
        *_sizes(model),
        (
            "Context window",
            f"{text.whole(model.context.tokens)} tokens" if model.context else text.UNKNOWN,
            None,
            model.context.source if model.context else None,
        ),
        _licence(catalog, model),
        ("Weights", model.weights or text.UNKNOWN, None, None),
    ]  # type: ignore[assignment]
    return [_fact(catalog, model, row) for row in rows if row]


def organization_facts(catalog: Catalog, organization: Organization) -> list[Fact]:
    """Return what the catalog knows of an organization."""
    rows: list[tuple[str, str, str | None, SourceReference | None]] = [
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
        rows.append((label, value or text.UNKNOWN, None, None))
    for listing in organization.listings:
        name = {"entity-list": "US Entity List", "section-1260h": "US Section 1260H list"}
        until = f" until {text.partial_day(listing.until)}" if listing.until else ""
        on = f"since {text.partial_day(listing.on)}{until}"
        told = f"{on}; {listing.citation}" if listing.citation else on
        rows.append((name[listing.list], told, None, listing.source))
    return [_fact(catalog, organization, row) for row in rows]


Row = tuple[str, str, str | None, SourceReference | None]


def _entity(catalog: Catalog, label: str, kind: str, entity_id: str | None) -> Row:
    entity: Entity | None = catalog.entities[kind].get(entity_id or "")
    if entity is None:
        return label, text.UNKNOWN, None, None
    return label, entity.name, entity_page(kind, entity.id), None


def _sizes(model: Model) -> list[Row]:
    if not model.parameters:
        return [("Parameters", text.UNKNOWN, None, None)]
    total, active = model.parameters.total_b, model.parameters.active_b
    shown = f"{total:,.4g} billion"
    if active is not None and active != total:
        shown += f", of which {active:,.4g} billion are active for a token"
    return [("Parameters", shown, None, model.parameters.source)]


def _licence(catalog: Catalog, model: Model) -> Row:
    if not model.licence:
        return "Licence", text.UNKNOWN, None, None
    licence = catalog.licences[model.licence.id]
    return "Licence", licence.name, None, model.licence.source


def _fact(catalog: Catalog, entity: Sourced, row: Row) -> Fact:
    label, value, page, source = row
    return Fact(label, value, page, cited(catalog, source or entity.source))
