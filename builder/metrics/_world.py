"""What every metric is derived from: the panel, the catalog and the day, as one value."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from builder.metrics._boards import boards
from builder.metrics._pool import Pool, pooled
from builder.model.catalog import Catalog
from builder.model.panel import Panel


@dataclass(frozen=True)
class World:
    """The view of the panel from the day `as_of`, the catalog, and the pool made of both."""

    panel: Panel
    catalog: Catalog
    as_of: date
    pool: Pool

    @cached_property
    def boards(self) -> pd.DataFrame:
        """Every rating of every benchmark; columns of `builder.metrics._boards.boards`."""
        return boards(self.panel, self.catalog)


def world_of(panel: Panel, catalog: Catalog, as_of: date) -> World:
    """Return the world of one day; `panel` must already be the view from it (`Panel.as_of`)."""
    return World(panel, catalog, as_of, pooled(panel, catalog))
