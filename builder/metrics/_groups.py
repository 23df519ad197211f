"""For which country, organization and family a repository counts."""

from builder.model.catalog import Catalog

UNMAPPED = "unmapped"
UNDECLARED = "undeclared"
SEVERAL = "several"
#: Groups that are no group: they are a share of their own, and have no rank.
NOBODY = (UNMAPPED, UNDECLARED, SEVERAL)
DIMENSIONS = ("country", "organization", "family")


def groups_of(repository: str, catalog: Catalog) -> tuple[str, str, str, str]:
    """Return the country, organization and family of a repository, and its owner.

    The groups are those of its publisher: catalog ids, or `unmapped`. The owner is the organization
    or, where we know none, the namespace behind a slash.
    """
    organization = catalog.organization_of(repository)
    families = catalog.families_of(repository)
    family = families[0].id if families else UNMAPPED
    if organization is None:
        return UNMAPPED, UNMAPPED, family, f"/{repository.partition('/')[0].lower()}"
    return organization.country, organization.id, family, organization.id
