"""Whose models answer what one marketplace passes on: shares of tokens, week by week."""

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.figure import Figure, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import metric_csv
from builder.model.site import Site
from builder.pages._figures._parts import is_backfilled, source_lines
from builder.pages._pools import UNMAPPED, group_name, rows_of
from builder.speech import say

METRIC = "token-share"
REGIONS = {
    "us-ca": "United States and Canada",
    "europe": "Europe",
    "other": "Elsewhere",
    UNMAPPED: "Origin not known",
    "open": "Open weights",
}
#: The United States keep their colour, and what nobody knows is grey.
KEYS = {"us-ca": "us", "other": "other"}


def tokens(site: Site, page: str) -> Markup | None:
    """Draw the shares of tokens by origin; None where no source tells them."""
    frame = site.frame(METRIC)
    rows = frame[frame["dimension"] == "origin"]
    if rows.empty:
        return None
    ids = sorted(rows["source"].unique())
    title = say("Share of tokens on OpenRouter by the origin of the model, by week")
    newest = rows[rows["period"] == rows["period"].max()]
    order = list(newest.sort_values("token_share_pct", ascending=False)["group"])
    return figure(
        Figure(
            id="tokens",
            title=title,
            chart=line_chart(
                LineChart(
                    id="tokens-c",
                    title=title,
                    description=_summary(site, frame),
                    unit_label=say("% of all tokens of the week"),
                    lines=tuple(_line(site, rows, group) for group in order),
                    format=text.percent,
                    format_tick=lambda value: text.percent(value, 0),
                    zero=True,
                )
            ),
            summary=_summary(site, frame),
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, ids),
            notes=(
                say("Tokens are counted by each seller's own tokenizer. A period is the Monday of "
                    "a week. What goes straight to a maker is not seen."),
            ),
            table=_table(site, frame, title),
            csv_href=text.link(page, metric_csv(METRIC)),
        )
    )  # fmt: skip


def _name(site: Site, group: str) -> str:
    return say(REGIONS[group]) if group in REGIONS else group_name(site, "country", group)


def _line(site: Site, rows: pd.DataFrame, group: str) -> Line:
    own = rows[rows["group"] == group]
    segments = tuple(
        Segment(
            tuple((row.period.date(), row.token_share_pct) for row in rows_of(stretch)),
            backfilled=is_backfilled(site.catalog.sources[str(source_id)]),
        )
        for source_id, stretch in own.groupby("source")
    )
    return Line(_name(site, group), segments, KEYS.get(group, group))


def _summary(site: Site, frame: pd.DataFrame) -> str:
    last = frame["period"].max()
    newest = frame[frame["period"] == last]
    origin = newest[newest["dimension"] == "origin"].sort_values("token_share_pct", ascending=False)
    told = text.series(
        f"{_name(site, row.group)} {text.percent(row.token_share_pct)}"
        for row in rows_of(origin.head(3))
    )
    opened = newest.loc[newest["dimension"] == "weights", "token_share_pct"]
    first = say("In the week of {day}: {shares}.", day=text.day(last.date()), shares=told)
    if opened.empty:
        return first
    second = say("{share} went to models with open weights.", share=text.percent(opened.iloc[0]))
    return text.sentences(first, second)


def _table(site: Site, frame: pd.DataFrame, title: str) -> Markup:
    ordered = frame.sort_values(["period", "token_share_pct"], ascending=[False, False])
    cells = tuple(
        (
            Cell(str(row.period.date()), str(row.period.date())),
            Cell(_name(site, row.group)),
            Cell(text.decimal(row.token_share_pct), row.token_share_pct),
        )
        for row in rows_of(ordered)
    )
    columns = (
        Column("period", say("Week of"), kind="date"),
        Column("group", say("Origin, or weights")),
        Column("share", say("Share"), unit="%", kind="number"),
    )
    return table(Table("tokens-t", title, columns, cells))
