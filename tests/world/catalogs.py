"""Small catalogs in memory, for tests that need no files."""

from builder.model.catalog import Catalog
from builder.model.entities import Organization


def catalog_of(*namespaces: str, gone: tuple[str, ...] = ()) -> Catalog:
    """Return a catalog with one organization per namespace; those in `gone` ended in 2025."""
    entries: dict[str, object] = {name: name for name in namespaces}
    entries |= {name: {"name": name, "until": "2025-07"} for name in gone}
    organizations = {
        f"org-{number}": Organization.model_validate(
            {
                "id": f"org-{number}",
                "name": name,
                "source": "somebody",
                "country": "cn",
                "roles": ["models"],
                "namespaces": [entry],
            }
        )
        for number, (name, entry) in enumerate(entries.items())
    }
    return Catalog({"organizations": organizations, "sources": {}})
