"""Chips by the day they came out and what they can do, against the limits of the rules."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.dots import Dot, DotChart, Level, dot_chart
from builder.charts.figure import Figure, SourceLine, figure
from builder.charts.table import Cell, Column, Table, table
from builder.model.fields import first_day
from builder.model.paths import entity_page, index_page, metric_csv
from builder.model.site import Site
from builder.pages._figures.chip_matrix import has_day, span
from builder.pages._pools import rows_of
from builder.speech import language as spoken
from builder.speech import say

METRIC = "chip-performance"
REGIME = "ECCN 3A090"


def chip_timeline(site: Site, page: str) -> Markup:
    """Draw every chip with a known performance and a day, by the country of its designer."""
    rows = [row for row in rows_of(site.frame(METRIC)) if not text.is_unknown(row.tpp_low)]
    dots = tuple(_dot(site, page, row, rows) for row in rows if has_day(site, row.chip))
    title = say("What AI chips can do, and what the rules limit")
    levels = tuple(sorted(_levels(site), key=lambda level: level.value))
    groups = tuple((key, _country(site, key)) for key in sorted({dot.key for dot in dots}))
    chart = DotChart(
        "chip-timeline-c",
        title,
        ", ".join(f"{dot.label} {dot.text}" for dot in dots),
        say("Total processing performance, on an axis by factors"),
        dots,
        levels,
        groups,
        text.whole,
        language=spoken(),
    )
    unknown = len(site.frame(METRIC)) - len(rows)
    return figure(
        Figure(
            id="chip-timeline",
            title=title,
            chart=dot_chart(chart),
            summary=_summary(site, dots),
            as_of=site.as_of,
            source_lines=(
                SourceLine(say("The data sheets and data sets that each chip's page names"),
                           text.link(page, index_page("chips"))),
            ),
            notes=_notes(levels, unknown),
            table=_table(site, page, rows),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def _notes(levels: Sequence[Level], unknown: int) -> tuple[str, ...]:
    """Return how the chart is to be read, and how many chips are not in it."""
    return (
        say("Dashed: the limits of ECCN 3A090 on processing performance, {limits}, from "
            "the day on which each took effect. Below 4,800, density counts as well.",
            limits=", ".join(level.label for level in levels)),
        say("Hollow: announced, and not on sale by our evidence."),
        say("An upright bar is the range within which sources disagree. {count} chips "
            "have no published figure and are not drawn.", count=unknown),
    )  # fmt: skip


def _country_of(site: Site, own: str) -> str:
    owner = site.catalog.organizations.get(site.catalog.chips[own].organization)
    return owner.country if owner else "unknown"


def _country(site: Site, key: str) -> str:
    found = site.catalog.countries.get(key)
    return found.name if found else say("unknown")


def _dot(site: Site, page: str, row: Any, rows: list[Any]) -> Dot:
    """Return a chip's dot; named is what sets a record at home or was made for one country."""
    chip, country = site.catalog.chips[row.chip], _country_of(site, row.chip)
    earlier = [
        other.tpp_high
        for other in rows
        if other.period < row.period and _country_of(site, other.chip) == country
    ]
    return Dot(
        chip.name,
        row.period.date(),
        row.tpp_low,
        row.tpp_high,
        span(row.tpp_low, row.tpp_high),
        country,
        text.link(page, entity_page("chips", chip.id)),
        named=chip.sold_for is not None or row.tpp_high > max(earlier, default=0),
        open=chip.released is None,
    )


def _levels(site: Site) -> Iterator[Level]:
    """Yield each limit on performance of the regime, over the versions that had it."""
    held: dict[float, list[tuple[date, date | None]]] = {}
    for rule in site.catalog.rules.values():
        limits = {
            limit
            for one in rule.thresholds
            for condition in one.all_of
            if condition.quantity == "tpp"
            for limit in (condition.at_least, condition.below)
            if limit
        }
        if rule.regime == REGIME:
            until = first_day(rule.until) if rule.until else None
            for limit in limits:
                held.setdefault(limit, []).append((first_day(rule.effective), until))
    for limit, spans in held.items():
        last = max((until for _, until in spans if until), default=None)
        open_end = any(until is None for _, until in spans)
        first = min(start for start, _ in spans)
        yield Level(text.whole(limit), limit, first, None if open_end else last)


def _summary(site: Site, dots: tuple[Dot, ...]) -> str:
    if not dots:
        return say("The catalog holds no chip with a known performance yet.")
    best = {}
    for dot in sorted(dots, key=lambda one: one.high):
        if dot.day <= site.as_of:
            best[dot.key] = dot
    parts = [
        say("{chip} by a designer in {country}, {value}", chip=dot.label,
            country=_country(site, key), value=dot.text)
        for key, dot in sorted(best.items(), key=lambda pair: -pair[1].high)
    ]  # fmt: skip
    return say(
        "The highest known, announced chips included: {list}.", list=text.series(parts, strong=True)
    )


def _table(site: Site, page: str, rows: list[Any]) -> Markup:
    cells = tuple(
        (
            Cell(site.catalog.chips[row.chip].name, None,
                 text.link(page, entity_page("chips", row.chip))),
            Cell(_country(site, _country_of(site, row.chip))),
            Cell(text.day(row.period.date()), row.period.date().isoformat()),
            Cell(span(row.tpp_low, row.tpp_high), row.tpp_high),
            Cell(span(row.density_low, row.density_high, 2), row.density_high),
        )
        for row in sorted(rows, key=lambda one: (one.period, one.chip), reverse=True)
    )  # fmt: skip
    columns = (
        Column("chip", say("Chip")),
        Column("country", say("Designed in")),
        Column("day", say("Day"), kind="date"),
        Column("tpp", say("Processing performance"), unit="TPP", kind="number"),
        Column("density", say("Performance density"), unit="TPP/mm²", kind="number"),
    )
    return table(Table("chip-timeline-t", say("Chips, the newest first"), columns, cells))
