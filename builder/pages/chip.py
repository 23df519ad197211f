"""One page per chip: its figures, and what each rule version says of it, and why."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Chip
from builder.model.fields import first_day
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._acts import state_told
from builder.pages._every_fact import every_fact
from builder.pages._facts import fact_table
from builder.pages._figures.chip_matrix import outcome, span, versions
from builder.pages._mentioned import mentioning
from builder.pages._pools import rows_of
from builder.speech import say


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every chip of the catalog."""
    for chip in site.catalog.chips.values():
        yield _page(site, chip)


def _page(site: Site, chip: Chip) -> Page:
    path = entity_page("chips", chip.id)
    return Page(
        path,
        chip.name,
        say("{name}: what it can do, and what each version of the export controls says of it.",
            name=chip.name),
        "chip.md.j2",
        lambda: {
            "entity": chip,
            "performance": _performance(site, chip),
            "rules": _rules(site, chip, path),
            "events": _events(site, chip),
            "state": state_told,
            "facts": fact_table(site.catalog, chip, path, every_fact(site.catalog, chip)),
        },
        None,
        f"data/catalog/chips/{chip.id}.yml",
    )  # fmt: skip


def _own(site: Site, metric: str, chip: Chip) -> list[Any]:
    """Return the rows of a metric that are about the chip."""
    by_chip = site.counted_once(
        ("by chip", metric), lambda: dict(list(site.frame(metric).groupby("chip")))
    )
    return list(rows_of(by_chip[chip.id])) if chip.id in by_chip else []


def _performance(site: Site, chip: Chip) -> str:
    for row in _own(site, "chip-performance", chip):
        if not text.is_unknown(row.tpp_low):
            told = {"tpp": span(row.tpp_low, row.tpp_high)}
            if text.is_unknown(row.density_low):
                return say("Its total processing performance is {tpp}. Its die area is not known, "
                           "and so neither is its performance density.", **told)  # fmt: skip
            density = span(row.density_low, row.density_high, 2)
            return say("Its total processing performance is {tpp}, and its performance density "
                       "{density} per mm².", **told, density=density)  # fmt: skip
    return say("No operations a second were published by a source that we trust, so its total "
               "processing performance is unknown.")  # fmt: skip


def _events(site: Site, chip: Chip) -> list[Any]:
    found = [one for kind, one in mentioning(site, "chips", chip.id) if kind == "events"]
    return sorted(found, key=lambda one: first_day(one.on), reverse=True)


def _rules(site: Site, chip: Chip, path: str) -> Markup:
    told = {row.rule: row for row in _own(site, "chip-rules", chip)}
    rows = tuple(
        (
            Cell(rule.name, None, text.link(path, entity_page("rules", rule.id))),
            Cell(text.partial_day(rule.effective), first_day(rule.effective).isoformat()),
            Cell(outcome(told[rule.id])),
            Cell(told[rule.id].paragraphs or "–"),
        )
        for rule in versions(site)
        if rule.id in told
    )
    columns = (
        Column("rule", say("Rule version")),
        Column("from", say("From"), kind="date"),
        Column("outcome", say("By its published figures")),
        Column("paragraph", say("Paragraph")),
    )
    caption = say("What each version of the rules says of it, for export to China")
    return table(Table("chip-rules", caption, columns, rows, sortable=False))
