"""The figures and tables that several pages show, drawn from the metrics' frames."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup

from builder import text
from builder.charts.bar import Bar, BarChart, bar_chart
from builder.charts.figure import Figure, SourceLine, figure
from builder.charts.line import Line, LineChart, Segment, line_chart
from builder.charts.stacked import Part, StackedBar, stacked_bar
from builder.charts.table import Cell, Column, Table, table
from builder.model.entities import Source
from builder.model.paths import entity_page, metric_csv, observations_csv, series_csv
from builder.model.site import Site
from builder.pages._pools import (
    SCOPE_NAMES,
    UNMAPPED,
    Pool,
    group_name,
    group_page,
    rows_of,
    shares,
)

SHARE = "share-of-downloads"
SHOWN = 12
#: A line chart with more lines than this cannot be told apart.
LINES = 6


def source_lines(site: Site, page: str, source_ids: Iterable[str]) -> tuple[SourceLine, ...]:
    """Return the attribution of each source, linked to its row on the page of sources."""
    health = text.link(page, "health.md")
    return tuple(
        SourceLine(site.catalog.sources[source_id].attribution, f"{health}#{source_id}")
        for source_id in source_ids
    )


def split(site: Site, page: str, pool: Pool) -> Markup:
    """Draw the shares of countries in both scopes, one bar under the other."""
    bars, rows = [], []
    for scope, name in SCOPE_NAMES.items():
        found = shares(site, pool, scope=scope, dimension="country")
        bars.append(_stacked(site, page, found, scope=scope, name=name))
        rows += [_share_cells(site, page, row, "country", name) for row in rows_of(found)]
    denominator = Column("scope", "Of", note="Both are shares of 30-day downloads of the pool.")
    return figure(
        Figure(
            id="split",
            title="Two denominators, one day: downloads by the publisher's country",
            chart=Markup("\n").join(bars),
            summary=_split_summary(site, pool),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(f"Pool: {pool.source.pool}.", "Unmapped publishers are never spread."),
            table=table(
                Table(
                    "split-table",
                    "Shares of 30-day downloads by country",
                    (Column("country", "Country"), denominator, *_SHARE_COLUMNS),
                    tuple(rows),
                )
            ),
            csv_href=text.link(page, metric_csv(SHARE)),
        )
    )


_SHARE_COLUMNS = (
    Column("share", "Share", unit="%", kind="number"),
    Column("downloads", "Downloads", unit="30 days", kind="number"),
    Column("repositories", "Repositories", unit="in the pool", kind="number"),
)


def _stacked(site: Site, page: str, rows: pd.DataFrame, *, scope: str, name: str) -> Markup:
    mapped = rows[rows["group"] != UNMAPPED]
    parts = [
        Part(
            group_name(site, "country", row.group),
            row.share_pct,
            text.percent(row.share_pct),
            row.group,
            text.link(page, entity_page("countries", row.group)),
        )
        for row in rows_of(mapped.head(5))
    ]
    rest = mapped.iloc[5:]
    if len(rest):
        share = rest["share_pct"].sum()
        parts.append(Part(f"{len(rest)} more countries", share, text.percent(share), "others"))
    nobody = rows.loc[rows["group"] == UNMAPPED, "share_pct"].sum()
    parts.append(Part("Unmapped publishers", nobody, text.percent(nobody), UNMAPPED))
    total, repositories = _denominator(rows)
    return stacked_bar(
        StackedBar(
            id=f"split-{scope}",
            title=f"Share of 30-day downloads by country, {name}",
            description=", ".join(f"{part.label} {part.text}" for part in parts),
            unit_label=f"{name.capitalize()}: {text.compact(total)} downloads of 30 days, "
            f"{text.whole(repositories)} repositories",
            parts=tuple(parts),
        )
    )


def _denominator(rows: pd.DataFrame) -> tuple[float, int]:
    """Return the downloads and the repositories of the pool that `rows` are shares of."""
    if rows.empty:
        return 0.0, 0
    return float(rows["pool_downloads_30d"].iloc[0]), int(rows["pool_repositories"].iloc[0])


def _split_summary(site: Site, pool: Pool) -> str:
    told = []
    for scope, name in SCOPE_NAMES.items():
        rows = shares(site, pool, scope=scope, dimension="country")
        leaders = [
            f"{group_name(site, 'country', row.group)} {text.percent(row.share_pct)}"
            for row in rows_of(rows[rows["group"] != UNMAPPED].head(2))
        ]
        told.append(f"of {name}: {', '.join(leaders)}")
    return f"Shares of 30-day downloads on {text.day(pool.period)} {'; '.join(told)}."


def ranking(site: Site, page: str, *, pool: Pool, scope: str, dimension: str) -> Markup:
    """Draw the groups of one dimension by their share, with all of them in the table."""
    rows = shares(site, pool, scope=scope, dimension=dimension)
    total, repositories = _denominator(rows)
    what = f"Share of downloads by {dimension}, {SCOPE_NAMES[scope]}"
    of = f"% of {text.compact(total)} downloads of 30 days, {text.whole(repositories)} repositories"
    own = f"ranking-{dimension}-{scope}"
    shown = pd.concat([rows[~rows["last"]].head(SHOWN), rows[rows["last"]]])
    bars = tuple(_bar(site, page, row, dimension) for row in rows_of(shown))
    return figure(
        Figure(
            id=own,
            title=what,
            chart=bar_chart(BarChart(f"{own}-c", what, _told(bars), of, bars)),
            summary=_leader_summary(bars, rows),
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(f"Pool: {pool.source.pool}.",),
            table=table(
                Table(
                    f"{own}-t",
                    f"{what}: all {len(rows)}",
                    (Column("group", dimension.capitalize()), *_SHARE_COLUMNS),
                    tuple(_share_cells(site, page, row, dimension) for row in rows_of(rows)),
                    csv_href=text.link(page, metric_csv(SHARE)),
                )
            ),
            csv_href=text.link(page, metric_csv(SHARE)),
        )
    )


def _bar(site: Site, page: str, row: Any, dimension: str) -> Bar:
    group = str(row.group)
    share = float(row.share_pct)
    goal = group_page(dimension, group)
    return Bar(
        group_name(site, dimension, group),
        share,
        text.percent(share),
        group,
        text.link(page, goal) if goal else None,
    )


def _told(bars: tuple[Bar, ...]) -> str:
    return ", ".join(f"{bar.label} {bar.text}" for bar in bars)


def _leader_summary(bars: tuple[Bar, ...], rows: pd.DataFrame) -> str:
    if not bars:
        return "No observation in this pool."
    mapped = rows[~rows["last"]]
    ties = int((mapped["rank"] == 1).sum())
    if ties > 1:
        return f"{ties} groups share the first place with {bars[0].text}."
    second = f", ahead of {bars[1].label} with {bars[1].text}" if len(mapped) > 1 else ""
    return f"{bars[0].label} has the largest share, {bars[0].text}{second}."


def _share_cells(
    site: Site, page: str, row: Any, dimension: str, scope_name: str | None = None
) -> tuple[Cell, ...]:
    group = str(row.group)
    share = row.share_pct
    downloads = row.downloads_30d
    count = row.repositories
    goal = group_page(dimension, group)
    first = Cell(
        group_name(site, dimension, group), None, text.link(page, goal) if goal else None
    )
    scope = (Cell(scope_name),) if scope_name else ()
    return (
        first,
        *scope,
        Cell(text.decimal(share), share),
        Cell(text.whole(downloads), downloads),
        Cell(text.whole(count), count),
    )


def history(
    site: Site,
    page: str,
    *,
    scope: str,
    dimension: str,
    groups: tuple[str, ...] | None = None,
) -> Markup:
    """Draw how shares moved. Each source is a stretch of its own: pools are never joined."""
    rows = site.frame(SHARE)
    rows = rows[(rows["scope"] == scope) & (rows["dimension"] == dimension)]
    chosen = groups or _largest(rows)
    rows = rows[rows["group"].isin(chosen)].sort_values("period")
    own = f"history-{dimension}-{scope}"
    title = f"Share of downloads over time by {dimension}, {SCOPE_NAMES[scope]}"
    lines = tuple(_line(site, rows[rows["group"] == group], dimension, group) for group in chosen)
    ids = sorted(rows["source"].unique())
    return figure(
        Figure(
            id=own,
            title=title,
            chart=line_chart(
                LineChart(
                    id=f"{own}-c",
                    title=title,
                    description=_spans(rows),
                    unit_label="% of the 30-day downloads of each day's pool",
                    lines=lines,
                    format=text.percent,
                    zero=True,
                )
            ),
            summary=_spans(rows),
            as_of=rows["period"].max().date() if len(rows) else None,
            source_lines=source_lines(site, page, ids),
            notes=_pool_notes(site, ids),
            csv_href=text.link(page, metric_csv(SHARE)),
            table=_history_table(site, page, rows, own=own, dimension=dimension, title=title),
        )
    )


def _largest(rows: pd.DataFrame) -> tuple[str, ...]:
    newest = rows[(rows["period"] == rows["period"].max()) & (rows["group"] != UNMAPPED)]
    return tuple(newest.nlargest(LINES, "share_pct")["group"])


def _line(site: Site, rows: pd.DataFrame, dimension: str, group: str) -> Line:
    segments = tuple(
        Segment(
            tuple((row.period.date(), float(row.share_pct)) for row in rows_of(stretch)),
            backfilled=_backfilled(site.catalog.sources[str(source_id)]),
        )
        for source_id, stretch in rows.groupby("source")
    )
    return Line(group_name(site, dimension, group), segments, group)


def _backfilled(source: Source) -> bool:
    return source.cadence in ("once", "ended")


def _spans(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No observation."
    days = rows["period"].nunique()
    first, last = rows["period"].min().date(), rows["period"].max().date()
    when = text.day(first) if first == last else f"{text.day(first)} to {text.day(last)}"
    return f"{days} observed days, {when}, from {rows['source'].nunique()} pools."


def _pool_notes(site: Site, source_ids: list[str]) -> tuple[str, ...]:
    sources = [site.catalog.sources[source_id] for source_id in source_ids]
    return tuple(f"{source.name}: {source.pool}." for source in sources)


def _history_table(
    site: Site, page: str, rows: pd.DataFrame, *, own: str, dimension: str, title: str
) -> Markup:
    cells = tuple(
        (
            Cell(row.period.date().isoformat(), row.period.date().isoformat()),
            Cell(group_name(site, dimension, row.group)),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.whole(row.downloads_30d), row.downloads_30d),
            Cell(text.whole(row.pool_downloads_30d), row.pool_downloads_30d),
            Cell(site.catalog.sources[row.source].name),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("period", "Day", kind="date"),
        Column("group", dimension.capitalize()),
        Column("share", "Share", unit="%", kind="number"),
        Column("downloads", "Downloads", unit="30 days", kind="number"),
        Column("pool", "Downloads of the pool", unit="30 days", kind="number"),
        Column("source", "Pool from"),
    )
    return table(Table(f"{own}-t", title, columns, cells, text.link(page, metric_csv(SHARE))))


def dependence(site: Site, page: str, *, pool: Pool) -> Markup:
    """Show what every large country's share hangs on."""
    rows = pool.of(site.frame("one-repository-dependence"))
    rows = rows[(rows["scope"] == "language") & rows["rank"].notna()]
    rows = rows[rows["dimension"] == "country"].sort_values("rank").head(SHOWN)
    cells = tuple(
        (
            Cell(
                group_name(site, "country", row.group),
                None,
                text.link(page, entity_page("countries", row.group)),
            ),
            Cell(row.top_repository),
            Cell(text.decimal(row.top1_pct), row.top1_pct),
            Cell(text.decimal(row.top3_pct), row.top3_pct),
            Cell(text.decimal(row.top10_pct), row.top10_pct),
            Cell(text.decimal(row.share_pct), row.share_pct),
            Cell(text.decimal(row.share_without_top_pct), row.share_without_top_pct),
            Cell(text.whole(row.rank), row.rank),
            Cell(text.whole(row.rank_without_top), row.rank_without_top),
        )
        for row in rows_of(rows)
    )
    return table(
        Table(
            "dependence",
            f"What each country's downloads hang on, {text.day(pool.period)}, language models",
            (
                Column("country", "Country"),
                Column("top", "Top repository"),
                Column("top1", "Top 1", unit="% of its own", kind="number"),
                Column("top3", "Top 3", unit="% of its own", kind="number"),
                Column("top10", "Top 10", unit="% of its own", kind="number"),
                Column("share", "Share", unit="% of pool", kind="number"),
                Column("without", "Share without top 1", unit="% of pool", kind="number"),
                Column("rank", "Rank", kind="number"),
                Column("rank-without", "Rank without top 1", kind="number"),
            ),
            cells,
            csv_href=text.link(page, metric_csv("one-repository-dependence")),
        )
    )


def changes(site: Site, page: str, *, pool: Pool) -> Markup:
    """Show which large families grew and which shrank in the last week."""
    rows = pool.of(site.frame("momentum"))
    rows = rows[(rows["scope"] == "language") & (rows["dimension"] == "family")]
    rows = rows[rows["group"] != UNMAPPED].sort_values("downloads_now", ascending=False)
    rows = rows.head(SHOWN).sort_values("change_pct", ascending=False)
    bars = tuple(
        Bar(
            group_name(site, "family", row.group),
            None if text.is_unknown(row.change_pct) else row.change_pct,
            text.signed_percent(row.change_pct),
            row.group,
            text.link(page, entity_page("families", row.group)),
        )
        for row in rows_of(rows)
    )
    before = rows["before"].iloc[0].date() if len(rows) else None
    title = "Momentum of the largest families"
    return figure(
        Figure(
            id="momentum",
            title=title,
            chart=bar_chart(
                BarChart(
                    "momentum-c",
                    title,
                    _told(bars),
                    f"% change of 30-day downloads against {text.day(before)}, same repositories",
                    bars,
                )
            ),
            summary=f"{_count(rows, up=True)} of {len(rows)} families grew, "
            f"{_count(rows, up=False)} shrank.",
            as_of=pool.period,
            source_lines=source_lines(site, page, [pool.source_id]),
            notes=(
                "A rolling counter of 30 days falls when an old burst leaves it.",
                "Repositories that are in the pool on one of the two days only are left out.",
            ),
            table=_changes_table(site, rows),
            csv_href=text.link(page, metric_csv("momentum")),
        )
    )


def _count(rows: pd.DataFrame, *, up: bool) -> int:
    return int((rows["change_pct"] > 0).sum() if up else (rows["change_pct"] < 0).sum())


def _changes_table(site: Site, rows: pd.DataFrame) -> Markup:
    cells = tuple(
        (
            Cell(group_name(site, "family", row.group)),
            Cell(text.signed_percent(row.change_pct), row.change_pct),
            Cell(text.whole(row.downloads_before), row.downloads_before),
            Cell(text.whole(row.downloads_now), row.downloads_now),
            Cell(text.whole(row.matched_repositories), row.matched_repositories),
            Cell(text.whole(row.unmatched_repositories), row.unmatched_repositories),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("family", "Family"),
        Column("change", "Change", unit="%", kind="number"),
        Column("before", "Downloads before", unit="30 days", kind="number"),
        Column("now", "Downloads now", unit="30 days", kind="number"),
        Column("matched", "Repositories compared", kind="number"),
        Column("unmatched", "Left out", unit="repositories", kind="number"),
    )
    return table(Table("momentum-t", "Momentum of the largest families", columns, cells))


def repositories(
    site: Site, page: str, *, pool: Pool, dimension: str, group: str
) -> Markup | None:
    """List a group's observed repositories, most downloaded first."""
    seen = pool.of(site.panel.observations)
    owned = [_belongs(site, dimension, group, repository) for repository in seen["entity"]]
    rows = seen[owned].sort_values(["downloads_30d", "entity"], ascending=[False, True])
    if rows.empty:
        return None
    models = site.catalog.model_by_repository
    cells = []
    for row in rows_of(rows):
        model = models.get(row.entity.lower())
        goal = text.link(page, entity_page("models", model.id)) if model else None
        cells.append(
            (
                Cell(row.entity, None, goal),
                Cell(text.whole(row.downloads_30d), row.downloads_30d),
                Cell(text.whole(row.likes), row.likes),
            )
        )
    return table(
        Table(
            "repositories",
            f"Observed repositories on {text.day(pool.period)}, most downloaded first",
            (
                Column("repository", "Repository"),
                Column("downloads", "Downloads", unit="30 days", kind="number"),
                Column("likes", "Likes", unit="since creation", kind="number"),
            ),
            tuple(cells),
            csv_href=text.link(page, observations_csv(pool.source_id)),
            row_count_note=f"{len(cells)} repositories. Pool: {pool.source.pool}.",
        )
    )


def _belongs(site: Site, dimension: str, group: str, repository: str) -> bool:
    if dimension == "family":
        return group in [family.id for family in site.catalog.families_of(repository)]
    owner = site.catalog.organization_of(repository)
    return owner is not None and group == (
        owner.country if dimension == "country" else owner.id
    )


def model_history(site: Site, page: str, model_id: str, names: tuple[str, ...]) -> Markup | None:
    """Draw the 30-day downloads of a model's repositories, those that were observed."""
    wanted = {name.lower() for name in names}
    seen = site.panel.observations
    rows = seen[seen["entity"].str.lower().isin(wanted)].sort_values("period")
    if rows.empty:
        return None
    newest = rows.groupby("entity")["downloads_30d"].last().nlargest(LINES).index
    lines = tuple(
        Line(repository, _stretches(site, rows[rows["entity"] == repository]), repository)
        for repository in newest
    )
    title = "Downloads of the last 30 days, by repository"
    ids = sorted(rows["source"].unique())
    return figure(
        Figure(
            id="downloads",
            title=title,
            chart=line_chart(
                LineChart(
                    id="downloads-c",
                    title=title,
                    description=_spans(rows),
                    unit_label="downloads of the last 30 days",
                    lines=lines,
                    format=text.compact,
                    zero=True,
                )
            ),
            summary=_spans(rows),
            as_of=rows["period"].max().date(),
            source_lines=source_lines(site, page, ids),
            notes=_pool_notes(site, ids),
            table=_observations_table(site, rows),
            csv_href=text.link(page, series_csv("models", model_id)),
        )
    )


def _stretches(site: Site, rows: pd.DataFrame) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            tuple((row.period.date(), _known(row.downloads_30d)) for row in rows_of(stretch)),
            backfilled=_backfilled(site.catalog.sources[str(source_id)]),
        )
        for source_id, stretch in rows.groupby("source")
    )


def _known(value: float) -> float | None:
    return None if text.is_unknown(value) else float(value)


def _observations_table(site: Site, rows: pd.DataFrame) -> Markup:
    cells = tuple(
        (
            Cell(_iso(row.period.date()), _iso(row.period.date())),
            Cell(row.entity),
            Cell(text.whole(row.downloads_30d), row.downloads_30d),
            Cell(text.whole(row.likes), row.likes),
            Cell(site.catalog.sources[row.source].name),
            Cell(_iso(row.vintage.date()), _iso(row.vintage.date())),
        )
        for row in rows_of(rows)
    )
    columns = (
        Column("period", "Day", kind="date"),
        Column("repository", "Repository"),
        Column("downloads", "Downloads", unit="30 days", kind="number"),
        Column("likes", "Likes", unit="since creation", kind="number"),
        Column("source", "Source"),
        Column("vintage", "Learned on", kind="date", note="The day on which we learned the value."),
    )
    return table(Table("downloads-t", "All observations", columns, cells))


def _iso(day: date) -> str:
    return day.isoformat()
