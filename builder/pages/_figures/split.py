"""One day under two denominators: the shares of countries, one bar per scope."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts._carried import beside
from builder.charts.figure import Figure, figure
from builder.charts.stacked import Part, StackedBar, stacked_bar
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import (
    SHARE,
    SHARE_COLUMNS,
    denominator,
    group_cell,
    share_cells,
    source_lines,
)
from builder.pages._pools import SCOPE_NAMES, UNMAPPED, Pool, group_name, rows_of, shares
from builder.speech import say

#: Smaller shares than the first of these share one part: nobody could read their names.
NAMED = 4


def split(site: Site, page: str, pool: Pool) -> Markup:
    """Draw the shares of countries in every scope, one bar under the other."""
    found = {scope: shares(site, pool, scope=scope, dimension="country") for scope in SCOPE_NAMES}
    bars = [_bar(site, page, rows, scope) for scope, rows in found.items()]
    return figure(
        Figure(
            id="split",
            title=say("One day, two denominators: downloads by the publisher's country"),
            chart=beside(bars),
            summary=_summary(site, pool, found),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(say("Pool: {pool}.", pool=pool.source.pool), _unmapped_note(found)),
            table=_table(site, page, found),
            csv_href=text.link(page, metric_csv(SHARE)),
        )
    )


def _bar(site: Site, page: str, rows: pd.DataFrame, scope: str) -> Markup:
    parts = _parts(site, page, rows)
    name = say(SCOPE_NAMES[scope])
    return stacked_bar(
        StackedBar(
            id=f"split-{scope}",
            title=say("Share of 30-day downloads by country, {scope}", scope=name),
            description=text.series(f"{part.label} {part.text}" for part in parts),
            unit_label=say(
                "{scope}: {denominator}",
                scope=name[0].upper() + name[1:],
                denominator=denominator(rows),
            ),
            parts=parts,
        )
    )


def _parts(site: Site, page: str, rows: pd.DataFrame) -> tuple[Part, ...]:
    mapped = rows[rows["group"] != UNMAPPED]
    parts = [
        Part(
            group_name(site, "country", row.group),
            row.share_pct,
            text.percent(row.share_pct),
            row.group,
            text.link(page, entity_page("countries", row.group)),
        )
        for row in rows_of(mapped.head(NAMED))
    ]
    rest = mapped.iloc[NAMED:]
    if len(rest):
        share = rest["share_pct"].sum()
        parts.append(
            Part(
                say("{count} more countries", count=len(rest)), share, text.percent(share), "others"
            )
        )
    nobody = rows.loc[rows["group"] == UNMAPPED, "share_pct"].sum()
    if not nobody:
        return tuple(parts)
    return (*parts, Part(say("Unmapped publishers"), nobody, text.percent(nobody), UNMAPPED))


def _unmapped_note(found: dict[str, pd.DataFrame]) -> str:
    if any((rows["group"] == UNMAPPED).any() for rows in found.values()):
        return say("The share of unmapped publishers is never spread over the others.")
    return say(
        "Publishers outside the catalog are not in this pool: the shares are among catalogued."
    )


def _summary(site: Site, pool: Pool, found: dict[str, pd.DataFrame]) -> str:
    told = []
    for scope, rows in found.items():
        leaders = [
            f"{group_name(site, 'country', row.group)} {text.percent(row.share_pct)}"
            for row in rows_of(rows[rows["group"] != UNMAPPED].head(2))
        ]
        told.append(
            say(
                "of {scope}: {leaders}",
                scope=say(SCOPE_NAMES[scope]),
                leaders=text.series(leaders),
            )
        )
    return say(
        "Shares of 30-day downloads on {day} {told}.",
        day=text.day(pool.period),
        told=text.series(told, strong=True),
    )


def _table(site: Site, page: str, found: dict[str, pd.DataFrame]) -> Markup:
    rows = tuple(
        (
            group_cell(site, page, "country", row.group),
            Cell(say(SCOPE_NAMES[scope])),
            *share_cells(row),
        )
        for scope, rows in found.items()
        for row in rows_of(rows)
    )
    columns = (Column("country", "Country"), Column("scope", "Of"), *SHARE_COLUMNS)
    return table(Table("split-t", say("Shares of 30-day downloads by country"), columns, rows))
