"""What a reader may narrow a search by: the kind of a page, and the country it is about."""

from builder.model.entities import Country, Entity, Organization
from builder.model.site import Page, Site
from builder.speech import say

#: How readers call one page of a folder.
KIND_NAMES = {
    "benchmarks": "Benchmark",
    "chips": "Chip",
    "claims": "Claim",
    "corrections": "Correction",
    "countries": "Country",
    "events": "Event",
    "families": "Family",
    "models": "Model",
    "organizations": "Organization",
    "rules": "Rule",
}


def facets(page: Page, site: Site) -> dict[str, str]:
    """Return kind and country of a page, empty where it has none."""
    folder, _, name = page.path.removesuffix(".md").rpartition("/")
    entity = site.catalog.entities.get(folder, {}).get(name)
    kind = KIND_NAMES.get(folder) if entity else None
    return {
        "kind": say(kind) if kind else say("Page"),
        "country": _country(site, entity) if entity else "",
    }


def _country(site: Site, entity: Entity) -> str:
    """Return the country of an entity: its own, or that of who makes it."""
    if isinstance(entity, Country):
        return entity.name
    catalog = site.catalog
    owner = getattr(entity, "organization", None) or getattr(entity, "vendor", None)
    organization = catalog.organizations.get(owner) if isinstance(owner, str) else entity
    if not isinstance(organization, Organization):
        return ""
    return catalog.countries[organization.country].name
