"""Named checks over the whole catalog and panel. One file is one check; all of them always run."""

import inspect
import sys
from collections.abc import Mapping
from datetime import date
from types import ModuleType

from builder.model.catalog import Catalog
from builder.model.finding import Check, Finding
from builder.model.panel import Panel
from builder.model.registry import plugins


def checks() -> Mapping[str, ModuleType]:
    """Return every check by id; its module's docstring says to a reader what it protects."""
    return plugins(sys.modules[__name__])


def told() -> tuple[Check, ...]:
    """Return every check as it is told to people."""
    return tuple(
        Check(name, inspect.getdoc(module) or "", module.BAD, module.GOOD)
        for name, module in checks().items()
    )


def check(catalog: Catalog, panel: Panel, *, as_of: date) -> tuple[Finding, ...]:
    """Run every check and return all findings, sorted by place, each once."""
    found = (
        finding
        for module in checks().values()
        for finding in module.check(catalog, panel, as_of=as_of)
    )
    return tuple(sorted(set(found)))
