"""What every metric is derived from: the panel, the catalog and the day, as one value."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from builder.metrics._boards import boards
from builder.metrics._largest import largest
from builder.metrics._pool import Pool, pooled
from builder.metrics._shares import scopes_by_dimension, sums
from builder.model.catalog import Catalog
from builder.model.panel import Panel

#: Of how many of its largest repositories a group's dependence is told.
TOPS = (1, 3, 10)


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

    @cached_property
    def sums(self) -> pd.DataFrame:
        """Every publisher's sums by day, scope and dimension, as of `builder.metrics._shares.sums`.

        Several metrics begin with them, so they are added up once; and so it is with `tops`.
        """
        return sums(self.pool, scopes_by_dimension(self.pool))

    @cached_property
    def tops(self) -> pd.DataFrame:
        """What the largest repositories of each row of `sums` have; as `largest` tells it."""
        cuts = scopes_by_dimension(self.pool)
        return pd.concat([largest(self.pool, cut, *TOPS) for cut in cuts], ignore_index=True)


def world_of(panel: Panel, catalog: Catalog, as_of: date) -> World:
    """Return the world of one day; `panel` must already be the view from it (`Panel.as_of`)."""
    return World(panel, catalog, as_of, pooled(panel, catalog))
