"""Who holds how much compute: owners with their intervals, China's chips, and its share."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import source_lines, told
from builder.pages._pools import rows_of
from builder.speech import language, say

METRIC = "compute-stock"
ALL, CHINA = "all", "china"
_ENDS = ("p50", "p5", "p95")


def newest(site: Site, **where: str) -> pd.DataFrame:
    """Return the rows of the newest complete quarter that has a sum over all makers."""
    frame = site.frame(METRIC)
    whole = frame[(frame["maker"] == ALL) & (frame["owner"] == ALL) & ~frame["provisional"]]
    rows: pd.DataFrame = frame[frame["period"] == whole["period"].max()]
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows


def owner_name(site: Site, owner: str) -> str:
    """Return what an owner is called."""
    found = site.catalog.organizations.get(owner)
    special = {ALL: say("All owners"), CHINA: say("Firms in China"), "other": say("Other owners"),
               "coreweave": "CoreWeave"}  # fmt: skip
    return found.name if found else special.get(owner, owner.capitalize())


def interval(row: Any, what: str = "h100e") -> str:
    """Return an estimate with its interval: 412K (333K–510K)."""
    middle, low, high = (text.compact(getattr(row, f"{what}_{end}")) for end in _ENDS)
    return say("{middle} ({low}–{high})", middle=middle, low=low, high=high)


def owners(site: Site, page: str) -> Markup | None:
    """Draw every owner's compute over all makers; None where nothing was observed."""
    rows = newest(site, maker=ALL).sort_values("h100e_p50", ascending=False)
    rows = rows[rows["owner"] != ALL]
    if rows.empty:
        return None
    bars = tuple(
        Bar(
            owner_name(site, row.owner),
            row.h100e_p50,
            interval(row),
            row.owner,
            _goal(site, page, row),
        )
        for row in rows_of(rows)
    )
    title = say("Computing power by owner")
    unit = say("H100-equivalents, the median and the 5th to 95th percentile")
    chart = BarChart("stock-c", title, told(bars), unit, bars)
    china = rows[rows["owner"] == CHINA]
    return figure(
        Figure(
            id="stock-by-owner",
            title=title,
            chart=bar_chart(chart),
            summary=_summary(china),
            as_of=rows["period"].iloc[0].date(),
            source_lines=source_lines(site, page, sorted(rows["source"].unique())),
            notes=(
                say("It holds no chip of Huawei or any other Chinese maker, so it says what China "
                    "imported and not what China has."),
                say("Sums over makers add the ends of their intervals, which is wider than the "
                    "data would allow."),
            ),
            table=_table(site, rows, "stock-t", title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def _goal(site: Site, page: str, row: Any) -> str | None:
    known = row.owner in site.catalog.organizations
    return text.link(page, entity_page("organizations", row.owner)) if known else None


def _summary(china: pd.DataFrame) -> str:
    if china.empty:
        return say("The data set has no row for China.")
    row = next(rows_of(china))
    return say(
        "Firms in China took delivery of {share} of what the data set counts, between {low} and "
        "{high}: {amount} H100-equivalents.",
        share=text.percent(row.share_pct),
        low=text.percent(row.share_low_pct),
        high=text.percent(row.share_high_pct),
        amount=interval(row),
    )


def _table(site: Site, rows: pd.DataFrame, own: str, caption: str) -> Markup:
    cells = tuple(
        (
            Cell(owner_name(site, row.owner)),
            *(Cell(text.whole(v), v) for v in (row.h100e_p50, row.h100e_p5, row.h100e_p95)),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(say("{low} to {high}", low=text.decimal(row.share_low_pct),
                     high=text.decimal(row.share_high_pct)), row.share_low_pct),
        )
        for row in rows_of(rows)
    )  # fmt: skip
    columns = (
        Column("owner", say("Owner")),
        Column("p50", say("Median"), unit="H100e", kind="number"),
        Column("p5", say("5th percentile"), unit="H100e", kind="number"),
        Column("p95", say("95th percentile"), unit="H100e", kind="number"),
        Column("share", say("Share"), unit=say("% of all owners"), kind="number"),
        Column("span", say("Outer bounds of the share"), unit="%", kind="number"),
    )
    return table(Table(own, caption, columns, cells))


def china_chips(site: Site, page: str) -> Markup | None:
    """Show which chips firms in China took delivery of; None where nothing was observed."""
    rows = newest(site, owner=CHINA).sort_values("h100e_p50", ascending=False)
    rows = rows[rows["chip"] != ALL]
    if rows.empty:
        return None
    cells = tuple(
        (
            Cell(f"{owner_name(site, row.maker)} {row.chip.replace('-', ' ').upper()}"),
            Cell(interval(row, "units"), row.units_p50),
            Cell(interval(row), row.h100e_p50),
            Cell(text.decimal(row.share_pct), row.share_pct),
        )
        for row in rows_of(rows)
    )  # fmt: skip
    columns = (
        Column("chip", say("Chip")),
        Column("units", say("Chips"), unit=say("median (5th to 95th percentile)"), kind="number"),
        Column("h100e", say("Compute"), unit="H100e", kind="number"),
        Column("share", say("Of all that were made"), unit="%", kind="number"),
    )
    caption = say("What firms in China took delivery of, to {day}",
                  day=text.day(rows["period"].iloc[0].date()))  # fmt: skip
    return table(Table("stock-china", caption, columns, cells, text.link(page, metric_csv(METRIC))))


def _bounds(rows: pd.DataFrame) -> tuple[Line, ...]:
    """Return the median of a share with both ends of its interval, a line each."""
    return tuple(
        Line.through(
            name, [(one.period.date(), getattr(one, column)) for one in rows_of(rows)], key=key
        )
        for name, column, key in (
            (say("median"), "share_pct", "cn"),
            (say("upper bound"), "share_high_pct", "high"),
            (say("lower bound"), "share_low_pct", "low"),
        )
    )  # fmt: skip


def china_share(site: Site, page: str) -> Markup | None:
    """Draw China's share over the quarters; None where nothing was observed."""
    frame = site.frame(METRIC)
    rows = frame[(frame["owner"] == CHINA) & (frame["maker"] == ALL)].sort_values("period")
    if rows.empty:
        return None
    lines = _bounds(rows)
    title = say("Share of firms in China, all makers in the data set")
    first, last = (next(rows_of(part)) for part in (rows.head(1), rows.tail(1)))
    summary = say(
        "{now} on {day}, {before} on {start}.",
        now=text.percent(last.share_pct),
        day=text.day(last.period.date()),
        before=text.percent(first.share_pct),
        start=text.day(first.period.date()),
    ) if last.share_pct < first.share_pct else say(
        "{now} on {day}.", now=text.percent(last.share_pct), day=text.day(last.period.date())
    )  # fmt: skip
    chart = LineChart("stock-china-c", title, summary, say("% of H100-equivalents of all owners"),
                      lines, format=text.percent, zero=True, language=language())  # fmt: skip
    return figure(
        Figure(
            id="stock-china-share",
            title=title,
            chart=line_chart(chart),
            summary=summary,
            as_of=last.period.date(),
            source_lines=source_lines(site, page, sorted(rows["source"].unique())),
            notes=(
                say("Makers join as the data set begins with them: Google in 2023, AMD and Amazon "
                    "in 2024. Each makes the total larger."),
            ),
            table=_quarters(rows, title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def _quarters(rows: pd.DataFrame, caption: str) -> Markup:
    """Return China's share, quarter by quarter, the newest first."""
    cells = tuple(
        (
            Cell(text.day(row.period.date()), row.period.date().isoformat()),
            *(Cell(text.decimal(v), v)
              for v in (row.share_pct, row.share_low_pct, row.share_high_pct)),
        )
        for row in rows_of(rows.iloc[::-1])
    )  # fmt: skip
    columns = (
        Column("day", say("Up to"), kind="date"),
        Column("share", say("Share"), unit="%", kind="number"),
        Column("low", say("Lower bound"), unit="%", kind="number"),
        Column("high", say("Upper bound"), unit="%", kind="number"),
    )
    return table(Table("stock-china-t", caption, columns, cells))
