"""Everything a page may know, as one value; and a page, before it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.finding import Check, Finding
from builder.model.health import Health
from builder.model.metric import Derived
from builder.model.panel import Panel


@dataclass(frozen=True)
class Download:
    """A file that readers may take: its path on the site, what it holds, and its text."""

    path: str
    title: str
    rows: int
    text: str
    source: str
    listed: bool = True


@dataclass(frozen=True)
class Site:
    """The world on one day: the catalog, the panel, what was derived, and how sources do."""

    as_of: date
    catalog: Catalog
    panel: Panel
    derived: Mapping[str, Derived]
    health: Mapping[str, Health]
    findings: tuple[Finding, ...] = ()
    downloads: tuple[Download, ...] = ()
    checks: tuple[Check, ...] = ()

    def frame(self, metric_id: str) -> pd.DataFrame:
        """Return the values of one metric; its columns stand in the metric's module."""
        return self.derived[metric_id].frame


@dataclass(frozen=True)
class Page:
    """One page: where it stands, what it is called, and what its template may say.

    `path` is a Markdown path inside the language (`countries/cn.md`); `newest` is the newest
    period behind its figures, None where it shows none.
    """

    path: str
    title: str
    description: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    newest: date | None = None
    fact_file: str | None = None
