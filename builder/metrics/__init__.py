"""Derived metrics: pure functions of the panel and the catalog. One file is one metric."""

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache

from builder.metrics._world import world_of
from builder.model.asked import WhenAsked
from builder.model.catalog import Catalog
from builder.model.metric import Derived, Metric
from builder.model.panel import Panel
from builder.model.registry import plugins


def declared() -> Mapping[str, Metric]:
    """Return what every metric of this folder says of itself, by id."""
    return {name: module.METRIC for name, module in plugins(sys.modules[__name__]).items()}


def derive(panel: Panel, catalog: Catalog, as_of: date) -> Mapping[str, Derived]:
    """Return every metric of this folder, by id, each derived when it is first asked for.

    `panel` must already be the view from the day that is built (`Panel.as_of`). No metric sees a
    claim or a language.
    """
    modules = plugins(sys.modules[__name__])
    world = cache(lambda: world_of(panel, catalog.facts, as_of))
    return WhenAsked(
        modules, lambda name: Derived(modules[name].METRIC, modules[name].derive(world()))
    )
