"""Classes of licences: one bar a group, and the table behind it."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, SourceLine, figure
from builder.charts.stacked import Part, StackedBar, stacked_bar
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import group_cell, source_lines, whole_cell
from builder.pages._pools import group_name, rows_of
from builder.speech import say

METRIC, CATALOG = "openness", "catalog"
#: How many groups have a bar; the table has all.
BARS = 6
#: The classes in the order of the bars, and how readers know them.
NAMES = {
    "permissive": "Permissive",
    "copyleft": "Copyleft",
    "restricted": "Restricted",
    "territory-limited": "Territory-limited",
    "non-commercial": "Non-commercial",
    "closed": "Closed",
    "unknown": "Unknown",
}


def classes(
    site: Site, page: str, rows: pd.DataFrame, *, dimension: str, title: str
) -> Markup | None:
    """Draw the classes of the largest groups of one source; None where there is nothing."""
    rows = rows[rows["dimension"] == dimension]
    if rows.empty:
        return None
    source_id, day = rows["source"].iloc[0], rows["period"].iloc[0].date()
    own = f"openness-{dimension}-{source_id}"
    of = rows.groupby("group")["of"].first()
    largest = of.sort_values(ascending=False, kind="stable").head(BARS).index
    if dimension == "year":
        largest = of.drop("unknown", errors="ignore").sort_index().tail(BARS).index
    bars = [_bar(site, rows[rows["group"] == group], dimension, own) for group in largest]
    cited = [] if source_id == CATALOG else [source_id]
    catalogued = () if cited else text_lines(site, page)
    return figure(
        Figure(
            id=own,
            title=title,
            chart=Markup("\n").join(bars),
            summary=_summary(
                site, rows, dimension, list(largest[-2:] if dimension == "year" else largest[:2]),
            ),
            as_of=day,
            source_lines=(*source_lines(site, page, cited), *catalogued),
            notes=(
                say("Unknown is a share of its own: no source told the terms, or the tag says "
                    "“other”."),
            ),
            table=_table(site, page, rows, dimension=dimension, own=own, title=title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def text_lines(site: Site, page: str) -> tuple[SourceLine, ...]:
    """Return the source lines of the catalog's facts on licences."""
    cited = ("hub-licences", "atom-tracked-models", "os-ai-map")
    known = [one for one in cited if one in site.catalog.sources]
    facts = say("Facts of the catalog, each with its own source")
    return (
        SourceLine(facts, text.link(page, "models/index.md")),
        *source_lines(site, page, known),
    )


def name_of(site: Site, dimension: str, group: str) -> str:
    """Return how readers know a group of this metric."""
    if dimension in ("all", "year"):
        return say("All") if group == "all" else group
    return group_name(site, dimension, group)


def _bar(site: Site, rows: pd.DataFrame, dimension: str, own: str) -> Markup:
    by_class = {row.licence_class: row for row in rows_of(rows)}
    group, of = rows["group"].iloc[0], rows["of"].iloc[0]
    name = name_of(site, dimension, group)
    parts = tuple(
        Part(say(label), by_class[key].share_pct, text.percent(by_class[key].share_pct), key)
        for key, label in NAMES.items()
        if key in by_class
    )
    return stacked_bar(
        StackedBar(
            id=f"{own}-{group}",
            title=name,
            description=", ".join(f"{part.label} {part.text}" for part in parts),
            unit_label=say("{name}: {count} in all", name=name, count=text.whole(of)),
            parts=parts,
        )
    )


def _summary(site: Site, rows: pd.DataFrame, dimension: str, groups: list[str]) -> str:
    told = []
    for group in groups:
        own = rows[rows["group"] == group].set_index("licence_class")
        known = own["known_share_pct"].get("permissive", 0.0)
        unknown = own["share_pct"].get("unknown", 0.0)
        told.append(
            say(
                "{name}: {known} of what is known is permissive, {unknown} of all is not known.",
                name=name_of(site, dimension, group),
                known=text.percent(known),
                unknown=text.percent(unknown),
            )
        )
    return " ".join(told)


def _table(
    site: Site, page: str, rows: pd.DataFrame, *, dimension: str, own: str, title: str
) -> Markup:
    ordered = rows.sort_values(["of", "group", "count"], ascending=[False, True, False])
    cells = tuple(
        (
            Cell(name_of(site, dimension, row.group))
            if dimension in ("all", "year")
            else group_cell(site, page, dimension, row.group),
            Cell(say(NAMES[row.licence_class])),
            whole_cell(row.counted),
            whole_cell(row.of),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.decimal(row.known_share_pct), row.known_share_pct),
            whole_cell(row.downloads_30d),
        )
        for row in rows_of(ordered.rename(columns={"count": "counted"}))
    )
    columns = (
        Column("group", say("Group")),
        Column("class", say("Terms")),
        Column("count", say("Count"), kind="number"),
        Column("of", say("Of"), kind="number"),
        Column("share", say("Share"), unit=say("% of all"), kind="number"),
        Column("known", say("Share"), unit=say("% of known"), kind="number"),
        Column("downloads", say("Downloads"), unit=say("30 days"), kind="number"),
    )
    return table(Table(f"{own}-t", title, columns, cells))
