"""The sources: each module of this folder asks one place and reads its answers.

A source's id is its file name, and the name of its file in `data/catalog/sources`.
"""

import sys
from collections.abc import Mapping
from datetime import date
from typing import Protocol, cast

from builder.model.catalog import Catalog
from builder.model.registry import plugins
from builder.model.snapshot import Parsed, Snapshot
from builder.web import Web


class SourceModule(Protocol):
    """What every module of this folder offers."""

    def fetch(self, web: Web, catalog: Catalog, as_of: date) -> Snapshot:
        """Ask the source for one night. Never raises for what the source does."""

    def parse(self, snapshot: Snapshot, catalog: Catalog) -> Parsed:
        """Read observations out of a snapshot. Never raises for what an answer says."""


def sources() -> Mapping[str, SourceModule]:
    """Return every source by its catalog id, sorted."""
    return cast("Mapping[str, SourceModule]", plugins(sys.modules[__name__]))
