"""A correction of an upstream value still fits what the source says, or somebody looks at it.

A correction holds only while the source says what it said when we overrode it. When the source
changes its mind, the correction rests, and this check asks for a look.
"""

from collections.abc import Iterator
from datetime import date

from builder.model.catalog import Catalog
from builder.model.corrected import reach
from builder.model.entities import Correction
from builder.model.finding import Finding, Severity
from builder.model.panel import Panel

BAD = {
    "corrections/alpha-licence": """\
name: Alpha's licence
source: atlas
upstream: hugging-face
of: Alpha/Nothing-Of-The-Kind
field: downloads_30d
first: 2026-11-08
action: drop
expect: 7
reason: The counter stood still.
state: open
"""
}
GOOD = {
    "corrections/alpha-licence": """\
name: Alpha's licence
source: atlas
upstream: hugging-face
of: gamma/Cor-1
field: downloads_30d
first: 2026-11-08
last: 2026-11-08
action: drop
expect: 50
reason: The counter stood still.
state: open
"""
}


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Find corrections whose guard does not hold, and those that are about nothing."""
    for correction in catalog.corrections.values():
        found = reach(correction, panel)
        told = f"{correction.upstream} says {found.upstream} of {correction.of}"
        if found.guard == "nothing":
            message = f"the archive holds no {correction.field} of {correction.of} by "
            message += f"{correction.upstream} on its days"
            yield _finding(catalog, correction, "of", message, "correct `of`, `field` or the days")
        elif correction.works and found.guard == "broken":
            message = f"{told} now, not {correction.expect}: the correction rests"
            advice = "look again; then renew `expect`, or set `state` to fixed-upstream"
            yield _finding(catalog, correction, "expect", message, advice)
        elif correction.state == "fixed-upstream" and found.guard == "holds":
            message = f"{told} still, and the correction counts as fixed upstream"
            yield _finding(catalog, correction, "state", message, "set `state` to reported")


def _finding(
    catalog: Catalog, correction: Correction, key: str, message: str, advice: str
) -> Finding:
    place = catalog.place("corrections", correction.id, key)
    return Finding(place, Severity.WARNING, "corrections", message, advice)
