"""Everything a page may know, as one value; and a page, before it is rendered."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.finding import Check, Finding
from builder.model.health import Health
from builder.model.metric import Derived
from builder.model.panel import Panel
from builder.model.verdict import Verdict

Known = TypeVar("Known")


#: Where the site stands unless the environment says otherwise: on the machine that builds it.
LOCAL = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Download:
    """A file that readers may take: its path on the site, what it holds, and its text.

    `packed` holds the bytes of a file that is no text; `listed` ones stand on the page of data.
    """

    path: str
    title: str
    rows: int
    text: str
    source: str
    listed: bool = True
    packed: bytes | None = None

    @property
    def body(self) -> bytes:
        """The file as bytes."""
        return self.text.encode() if self.packed is None else self.packed


@dataclass(frozen=True)
class Site:
    """The world on one day: the catalog, the panel, what was derived, and how sources do.

    `address` is where the site is published, with a slash at its end.
    """

    as_of: date
    catalog: Catalog
    panel: Panel
    derived: Mapping[str, Derived]
    health: Mapping[str, Health]
    findings: tuple[Finding, ...] = ()
    downloads: tuple[Download, ...] = ()
    checks: tuple[Check, ...] = ()
    address: str = LOCAL
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    _counted: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, find: Callable[[], Known]) -> Known:
        """Return what `find` finds, looked for only the first time that `key` is asked for.

        For what many pages need of the same site, such as its rows by group.
        """
        if key not in self._known:
            self._known[key] = find()
        return cast("Known", self._known[key])

    def counted_once(self, key: Hashable, find: Callable[[], Known]) -> Known:
        """Return what `find` finds, looked for once for all languages: it may hold no word."""
        if key not in self._counted:
            self._counted[key] = find()
        return cast("Known", self._counted[key])

    def in_words(self, catalog: Catalog, derived: Mapping[str, Derived]) -> "Site":
        """Return this site with the words of another language in its catalog and its metrics."""
        return replace(self, catalog=catalog, derived=derived, _known={})

    def frame(self, metric_id: str) -> pd.DataFrame:
        """Return the values of one metric; its columns stand in the metric's module."""
        return self.derived[metric_id].frame


@dataclass(frozen=True)
class Page:
    """One page: where it stands, what it is called, and what its template may say.

    `path` is a Markdown path inside the language (`countries/cn.md`); `drawn` is what its
    template may say, or the function that draws it when somebody asks, so that listing pages is
    cheap; `newest` is the newest period behind its figures, None where it shows none.
    """

    path: str
    title: str
    description: str
    template: str
    drawn: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    newest: date | None = None
    fact_file: str | None = None

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the template may say, drawn when first asked for."""
        return self.drawn() if callable(self.drawn) else self.drawn
