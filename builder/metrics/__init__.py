"""Derived metrics: pure functions of the panel and the catalog. One file is one metric."""

import sys
from collections.abc import Mapping

from builder.metrics._pool import pooled
from builder.model.catalog import Catalog
from builder.model.metric import Derived
from builder.model.panel import Panel
from builder.model.registry import plugins


def derive(panel: Panel, catalog: Catalog) -> Mapping[str, Derived]:
    """Derive every metric of this folder, by id.

    `panel` must already be the view from the day that is built (`Panel.as_of`).
    """
    pool = pooled(panel, catalog)
    return {
        metric_id: Derived(module.METRIC, module.derive(pool))
        for metric_id, module in plugins(sys.modules[__name__]).items()
    }
