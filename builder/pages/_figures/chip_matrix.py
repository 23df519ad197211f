"""What each rule version says of each chip, as a table."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts._svg import element
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Rule, Threshold
from builder.model.fields import first_day
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._acts import missing_word, outcome_word
from builder.pages._pools import rows_of
from builder.speech import say, say_many

METRIC = "chip-rules"


def versions(site: Site) -> Sequence[Rule]:
    """Return the rule versions that have outcomes, the oldest first."""
    known = set(site.frame(METRIC)["rule"])
    found = [rule for own, rule in site.catalog.rules.items() if own in known]
    return sorted(found, key=lambda rule: (first_day(rule.effective), rule.regime, rule.id))


def columns_of(site: Site) -> Sequence[tuple[Rule, ...]]:
    """Return the rule versions, those with the same limits for chips together."""
    found: dict[tuple[Threshold, ...], list[Rule]] = {}
    for rule in versions(site):
        found.setdefault(rule.thresholds, []).append(rule)
    return [tuple(rules) for rules in found.values()]


def _heading(rules: Sequence[Rule]) -> str:
    """Return the name of a column: of several versions the first, and how many follow."""
    if len(rules) == 1:
        return rules[0].name
    return say_many("{name} and {count} later version", "{name} and {count} later versions",
                    len(rules) - 1, name=rules[0].name)  # fmt: skip


def outcome(row: Any) -> Markup:
    """Return an outcome with its sign, its word, and what is missing or disputed."""
    if row.disputed:
        words = [outcome_word(one) for one in row.possible.split(" | ")]
        return element("span", {"class": "outcome outcome-unknown"}, text.either(words))
    missing = ", ".join(missing_word(name) for name in row.missing.split())
    detail = element("small", {}, f"({missing})") if missing else None
    style = {"class": f"outcome outcome-{row.outcome}"}
    return element("span", style, outcome_word(row.outcome), detail)


def matrix(site: Site, page: str) -> Markup:
    """Draw the matrix of all chips, the newest first and those without a day last."""
    together = columns_of(site)
    rules = [same[0] for same in together]
    told = {(row.chip, row.rule): row for row in rows_of(site.frame(METRIC))}
    seen = site.frame("chip-performance").sort_values(["period", "chip"], ascending=[False, True])
    newest_first = sorted(rows_of(seen), key=lambda row: not has_day(site, row.chip))
    rows = tuple(_row(site, page, row, rules=rules, told=told) for row in newest_first)
    columns = (
        Column("chip", say("Chip")),
        Column("tpp", say("Processing performance"), unit="TPP", kind="number"),
        *(
            Column(same[0].id, _heading(same), unit=", ".join(rule.citation for rule in same))
            for same in together
        ),
    )
    return table(
        Table(
            "chip-matrix",
            say("What each version of the rules says of each chip, for export to China"),
            columns,
            rows,
            csv_href=text.link(page, metric_csv(METRIC)),
            row_count_note=say_many("{count} chip.", "{count} chips.", len(rows)),
            filterable=True,
        )
    )


def has_day(site: Site, own: str) -> bool:
    """Say whether it is known when a chip came out or was announced."""
    chip = site.catalog.chips[own]
    return bool(chip.released or chip.announced)


def _row(
    site: Site, page: str, row: Any, *, rules: Sequence[Rule], told: dict[tuple[str, str], Any]
) -> tuple[Cell, ...]:
    chip = site.catalog.chips[row.chip]
    goal = text.link(page, entity_page("chips", chip.id))
    found = [told.get((chip.id, rule.id)) for rule in rules]
    return (
        Cell(chip.name, chip.name.casefold(), goal),
        Cell(span(row.tpp_low, row.tpp_high), row.tpp_high),
        *(Cell(outcome(one), one.strictest) if one else Cell(text.unknown()) for one in found),
    )


def span(low: float, high: float, digits: int = 0) -> str:
    """Return a figure, or the range within which sources disagree."""
    if text.is_unknown(low) or low == high:
        return text.decimal(low, digits)
    return say("{low} to {high}", low=text.decimal(low, digits), high=text.decimal(high, digits))
