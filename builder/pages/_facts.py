"""The facts of an entity as a table: what, how much, and where it was read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.catalog import Catalog
from builder.model.entities import Entity, Model, Organization, Source, Sourced
from builder.model.fields import SourceReference
from builder.model.paths import entity_page
from builder.speech import say, word

#: What the lists of restrictions are called.
LISTS = {"entity-list": "US Entity List", "section-1260h": "US Section 1260H list"}


@dataclass(frozen=True)
class Fact:
    """One fact: its label, its text, the page it links to, and its source (None: the file's)."""

    label: str
    text: str | None
    page: str | None = None
    source: SourceReference | None = None


def fact_table(catalog: Catalog, entity: Sourced, page: str, facts: Iterable[Fact]) -> Markup:
    """Draw the facts; one that nobody knows is said to be unknown, and cites nobody."""
    rows = tuple(
        (
            Cell(word(fact.label)),
            Cell(
                fact.text or text.unknown(), None, text.link(page, fact.page) if fact.page else None
            ),
            Cell(cited(catalog, fact.source or entity.source) if fact.text else ""),
        )
        for fact in facts
    )
    columns = (Column("fact", "Fact"), Column("value", "Value"), Column("source", "Source"))
    return table(Table("facts", say("Facts, each with its source"), columns, rows, sortable=False))


def cited(catalog: Catalog, reference: SourceReference) -> Markup:
    """Return where a fact was read: publisher, strength of the evidence, and day of reading."""
    citation = catalog.citation(reference)
    name = citation.name if isinstance(citation, Source) else citation.publisher
    told = say(citation.evidence)
    if citation.accessed:
        told = say("{evidence}, read {day}", evidence=told, day=citation.accessed)
    return Markup('<a href="{}" rel="noopener">{}</a> <small>({})</small>').format(
        citation.url, name, told
    )


def model_facts(catalog: Catalog, model: Model) -> Iterable[Fact]:
    """Yield what the catalog knows of a model."""
    yield _entity(catalog, "Organization", "organizations", model.organization)
    owner = catalog.organizations[model.organization]
    yield replace(_entity(catalog, "Country", "countries", owner.country), source=owner.source)
    yield _entity(catalog, "Family", "families", model.family)
    if model.base:
        yield _entity(catalog, "Made from", "models", model.base)
    released, size, context = model.released, model.parameters, model.context
    licence = model.licence
    yield _told("Released", text.partial_day(released.on) if released else None, released)
    yield _told("Parameters", _size(size.total_b, size.active_b) if size else None, size)
    yield _told(
        "Context window",
        say("{count} tokens", count=text.whole(context.tokens)) if context else None,
        context,
    )
    yield _told("Licence", catalog.licences[licence.id].name if licence else None, licence)
    yield Fact("Weights", say(model.weights) if model.weights else None)


def organization_facts(catalog: Catalog, organization: Organization) -> Iterable[Fact]:
    """Yield what the catalog knows of an organization."""
    yield _entity(catalog, "Headquarters", "countries", organization.country)
    for country in organization.disputed:
        yield _entity(catalog, "Others say", "countries", country)
    if organization.parent_country:
        yield _entity(catalog, "Owner in", "countries", organization.parent_country)
    yield Fact("Makes", text.listing(say(role) for role in organization.roles))
    for label, value in (
        ("City", organization.city),
        ("Founded", text.partial_day(organization.founded) if organization.founded else None),
        ("Type", organization.type),
    ):
        if value:
            yield Fact(label, word(value))
    yield Fact("Hub namespaces", ", ".join(organization.namespace_names()) or None)
    for listing in organization.listings:
        told = say("listed {day}", day=text.partial_day(listing.on))
        if listing.until:
            told = say(
                "listed {day} until {until}",
                day=text.partial_day(listing.on),
                until=text.partial_day(listing.until),
            )
        citation = f"; {listing.citation}" if listing.citation else ""
        yield Fact(LISTS[listing.list], told + citation, None, listing.source)


def _entity(catalog: Catalog, label: str, kind: str, entity_id: str | None) -> Fact:
    entity: Entity | None = catalog.entities[kind].get(entity_id or "")
    return Fact(label, entity.name, entity_page(kind, entity.id)) if entity else Fact(label, None)


def _told(label: str, value: str | None, fact: Any) -> Fact:
    """Return a fact; `fact` is the shape that may carry a source of its own."""
    return Fact(label, value, None, fact.source if fact else None)


def _size(total_b: float, active_b: float | None) -> str:
    if active_b is None or active_b == total_b:
        return say("{count} billion", count=text.figure(total_b, 4))
    return say(
        "{count} billion, of which {active} billion are active for a token",
        count=text.figure(total_b, 4),
        active=text.figure(active_b, 4),
    )
