"""Nothing is released, listed or founded after the day the site is built for, or ends first."""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog, Location
from builder.model.entities import Model, Organization
from builder.model.fields import first_day
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find days of the future, and ends that come before their beginnings."""
    for kind, entity in catalog.everything():
        days: list[tuple[Location, str]] = []
        if isinstance(entity, Model) and entity.released:
            days.append((("released", "on"), entity.released.on))
        if isinstance(entity, Organization):
            days += [(("founded",), entity.founded)] if entity.founded else []
            days += [(("listings", i, "on"), x.on) for i, x in enumerate(entity.listings)]
            yield from _ends(entity, catalog)
        for location, day in days:
            if first_day(day) > as_of:
                yield Finding(
                    catalog.place(kind, entity.id, *location),
                    Severity.ERROR,
                    "dates-in-order",
                    f"`{'.'.join(map(str, location))}` is {day}, after {as_of}",
                    "write only what has happened",
                )


def _ends(organization: Organization, catalog: Catalog) -> Iterator[Finding]:
    for index, listing in enumerate(organization.listings):
        if listing.until and first_day(listing.until) < first_day(listing.on):
            yield Finding(
                catalog.place("organizations", organization.id, "listings", index, "until"),
                Severity.ERROR,
                "dates-in-order",
                f"the listing ends on {listing.until}, before it begins on {listing.on}",
                "exchange the two, or correct one",
            )
