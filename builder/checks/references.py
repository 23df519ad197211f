"""Every id that a fact mentions belongs to an entity of the catalog."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from builder.model.catalog import Catalog
from builder.model.finding import Finding, Severity
from builder.model.mentions import mentions
from builder.model.panel import Panel

BAD = {
    "organizations/new": """\
name: New
source: atlas
country: aaa     # a slip for aa: there is no data/catalog/countries/aaa.yml
roles: [models]
"""
}
GOOD = {
    "organizations/new": """\
name: New
source: atlas
country: aa
roles: [models]
"""
}


#: So many misspelt ids get a "did you mean". Each is compared with every id of its kind; where
#: there are more, one cause is behind them all, and nobody should wait a minute to hear of it.
SUGGESTIONS = 40
#: No id is as long; what is, is quoted only so far.
MOST_QUOTED = 120


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find ids that no file of the kind has."""
    near: dict[tuple[str, str], str | None] = {}
    for kind, entity in catalog.everything():
        for location, target, value in mentions(entity):
            if not catalog.has(target, value):
                if (target, value) not in near and len(near) < SUGGESTIONS:
                    near[target, value] = _nearest(value, catalog.entities.get(target, {}))
                nearest = near.get((target, value))
                named = value[:MOST_QUOTED]
                lacking = f"add data/catalog/{target}/{named}.yml"
                yield Finding(
                    catalog.place(kind, entity.id, *location),
                    Severity.ERROR,
                    "references",
                    f"`{'.'.join(map(str, location))}` names `{named}`, and data/catalog/{target} "
                    f"has no {named}.yml",
                    f"did you mean `{nearest}`?" if nearest else lacking,
                )


def _nearest(value: str, ids: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(value, ids, n=1)), None)
