"""Derived metrics: pure functions of the panel and the catalog. One file is one metric."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import ModuleType

from builder.metrics._world import World, world_of
from builder.model.catalog import Catalog
from builder.model.metric import Derived, Metric
from builder.model.panel import Panel
from builder.model.registry import plugins


def declared() -> Mapping[str, Metric]:
    """Return what every metric of this folder says of itself, by id."""
    return {name: module.METRIC for name, module in plugins(sys.modules[__name__]).items()}


class _WhenAsked(Mapping[str, Derived]):
    """Every metric by id, each derived when it is first asked for: a preview shows few of them."""

    def __init__(self, panel: Panel, catalog: Catalog, as_of: date) -> None:
        self._given = (panel, catalog, as_of)
        self._known: dict[str, Derived] = {}

    @cached_property
    def _world(self) -> World:
        return world_of(*self._given)

    @cached_property
    def _modules(self) -> Mapping[str, ModuleType]:
        return plugins(sys.modules[__name__])

    def __getitem__(self, metric_id: str) -> Derived:
        if metric_id not in self._known:
            module = self._modules[metric_id]
            self._known[metric_id] = Derived(module.METRIC, module.derive(self._world))
        return self._known[metric_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def derive(panel: Panel, catalog: Catalog, as_of: date) -> Mapping[str, Derived]:
    """Return every metric of this folder, by id, each derived when it is first asked for.

    `panel` must already be the view from the day that is built (`Panel.as_of`).
    """
    return _WhenAsked(panel, catalog, as_of)
