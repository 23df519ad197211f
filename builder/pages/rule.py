"""One page per rule version: its limits, and which chips it reaches by their figures."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Condition, Rule, Threshold
from builder.model.entities.policy import Event
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._acts import OUTCOME_ORDER, outcome_word
from builder.pages._every_fact import every_fact
from builder.pages._facts import fact_table
from builder.pages._figures.chip_matrix import outcome
from builder.pages._mentioned import mentioning
from builder.pages._pools import rows_of
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every rule version of the catalog."""
    for rule in site.catalog.rules.values():
        yield _page(site, rule)


def _page(site: Site, rule: Rule) -> Page:
    path = entity_page("rules", rule.id)
    facts = (one for one in every_fact(site.catalog, rule) if one.label[:10] != "Thresholds")
    return Page(
        path,
        rule.name,
        say("{name}: its limits, and which chips they reach.", name=rule.name),
        "rule.md.j2",
        lambda: {
            "entity": rule,
            "limits": _limits(rule) if rule.thresholds else None,
            "reached": _reached(site, rule, path),
            "after": [r for r in site.catalog.rules.values() if r.replaces == rule.id],
            "before": site.catalog.rules.get(rule.replaces or ""),
            "events": [e for _, e in mentioning(site, "rules", rule.id) if isinstance(e, Event)],
            "facts": fact_table(site.catalog, rule, path, facts),
        },
        None,
        f"data/catalog/rules/{rule.id}.yml",
    )


def _limits(rule: Rule) -> Markup:
    rows = tuple(
        (
            Cell(one.paragraph),
            Cell(outcome_word(one.outcome)),
            Cell(_market(one)),
            Cell(" · ".join(_condition(condition) for condition in one.all_of)),
        )
        for one in rule.thresholds
    )
    columns = (
        Column("paragraph", say("Paragraph")),
        Column("outcome", say("Outcome")),
        Column("market", say("Chips")),
        Column("limits", say("All of these hold")),
    )
    return table(Table("limits", say("Its limits, as data"), columns, rows, sortable=False))


def _market(one: Threshold) -> str:
    return {
        "data-center": say("designed or marketed for data centers"),
        "other": say("all others"),
    }.get(one.market or "", say("all"))


def _condition(one: Condition) -> str:
    name = {
        "tpp": say("processing performance"),
        "performance_density": say("performance density"),
        "interconnect_gbps": say("link to other chips, GB/s"),
        "bandwidth_gbps": say("memory bandwidth, GB/s"),
    }[one.quantity]
    low, high = (text.decimal(v, 2 if v % 1 else 0) if v is not None else "" for v in
                 (one.at_least, one.below))  # fmt: skip
    if low and high:
        return say("{name} from {low} to below {high}", name=name, low=low, high=high)
    if low:
        return say("{name} from {low}", name=name, low=low)
    return say("{name} below {high}", name=name, high=high)


def _reached(site: Site, rule: Rule, path: str) -> Markup | None:
    frame = site.frame("chip-rules")
    rows = list(rows_of(frame[frame["rule"] == rule.id]))
    if not rows:
        return None
    rows.sort(key=lambda row: (OUTCOME_ORDER[row.outcome], row.chip))
    cells = tuple(_cells(site, row, path) for row in rows)
    columns = (
        Column("chip", say("Chip")),
        Column("outcome", say("By its published figures")),
        Column("paragraph", say("Paragraph")),
    )
    return table(
        Table("reached", say("What it says of each chip"), columns, cells, filterable=True)
    )


def _cells(site: Site, row: Any, path: str) -> tuple[Cell, ...]:
    chip = site.catalog.chips[row.chip]
    return (
        Cell(chip.name, None, text.link(path, entity_page("chips", chip.id))),
        Cell(outcome(row), row.strictest),
        Cell(row.paragraphs or "–"),
    )
