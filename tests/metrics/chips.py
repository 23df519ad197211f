"""Chips and rules in memory, and the real rule versions of the catalog."""

from pathlib import Path

from builder.metrics._world import World, world_of
from builder.model.catalog import Catalog
from builder.model.entities import Chip, Event, Rule
from builder.model.panel import Panel
from builder.store.catalog import read_entity
from tests.world.small_world import LAST_DAY

CATALOG = Path(__file__).parents[2] / "data" / "catalog"
SOURCE = {
    "url": "https://a.example/",
    "publisher": "A",
    "accessed": "2026-11-01",
    "evidence": "official",
}


def chip(own: str = "one", **facts: object) -> Chip:
    """Return a chip for data centers with these facts."""
    given = {"market": "data-center", "organization": "alpha", "source": SOURCE, **facts}
    return Chip.model_validate({"id": own, "name": own, **given})


def rule(own: str = "law", **facts: object) -> Rule:
    """Return a rule version of 2025 with these facts."""
    given = {
        "regime": "R", "issuer": "aa", "effective": "2025-01-01", "citation": "1 X 1",
        "summary": "S", "source": SOURCE, **facts,
    }  # fmt: skip
    return Rule.model_validate({"id": own, "name": own, **given})


def event(own: str, **facts: object) -> Event:
    """Return an event with these facts."""
    given = {"on": "2025-06-01", "type": "rule", "effect": "E", "source": SOURCE, **facts}
    return Event.model_validate({"id": own, "name": own, **given})


def real_rule(own: str) -> Rule:
    """Return a rule version as the catalog has it."""
    raw = (CATALOG / "rules" / f"{own}.yml").read_bytes()
    entity, _, findings = read_entity("rules", own, raw, own)
    assert not findings
    assert isinstance(entity, Rule)
    return entity


def world_of_facts(*entities: Chip | Rule | Event, panel: Panel | None = None) -> World:
    """Return a world that holds these entities, as seen on the small world's last day."""
    by_kind: dict[str, dict[str, Chip | Rule | Event]] = {}
    for one in entities:
        by_kind.setdefault(type(one).kind, {})[one.id] = one
    return world_of(panel or Panel.empty(), Catalog(by_kind), LAST_DAY)
