"""What figures of shares have in common: sources, denominators, names, cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from builder import text
from builder.charts.bar import Bar
from builder.charts.figure import SourceLine
from builder.charts.line import Mark
from builder.charts.table import Cell, Column
from builder.model.entities import Source
from builder.model.site import Site
from builder.pages._pools import group_name, group_page, rows_of, warning
from builder.speech import say

SHARE = "share-of-downloads"
#: How many bars a ranking shows; its table has them all.
SHOWN = 12
#: A line chart with more lines than this cannot be told apart.
LINES = 6
#: The rows of a long table, oldest first, that stand on a page: it does not grow with the years.
#: The CSV and the JSON of its figure have all.
NEWEST = 60

DOWNLOADS = Column("downloads", "Downloads", unit="30 days", kind="number")
LIKES = Column("likes", "Likes", unit="since creation", kind="number")
SHARE_COLUMNS = (
    Column("share", "Share", unit="%", kind="number"),
    DOWNLOADS,
    Column("repositories", "Repositories", unit="in the pool", kind="number"),
)


def source_lines(site: Site, page: str, source_ids: Iterable[str]) -> tuple[SourceLine, ...]:
    """Return the attribution of each source, linked to its place on the page of sources."""
    health = text.link(page, "health.md")
    return tuple(
        SourceLine(
            site.catalog.sources[source_id].attribution.removeprefix("Source: ")
            + warning(site, source_id),
            f"{health}#{source_id}",
        )
        for source_id in source_ids
    )


def pool_notes(site: Site, source_ids: Iterable[str]) -> tuple[str, ...]:
    """Return what each source's pool is, in words."""
    sources = [site.catalog.sources[source_id] for source_id in source_ids]
    return tuple(
        say("{source}: {pool}.", source=source.name, pool=source.pool) for source in sources
    )


def denominator(rows: pd.DataFrame) -> str:
    """Return what the shares in `rows` are shares of."""
    if rows.empty:
        return say("nothing observed")
    downloads, repositories = rows[["pool_downloads_30d", "pool_repositories"]].iloc[0]
    return say(
        "{downloads} downloads of 30 days, {repositories} repositories",
        downloads=text.compact(downloads),
        repositories=text.whole(repositories),
    )


def suspect_days(site: Site, source_ids: Iterable[str]) -> tuple[Mark, ...]:
    """Return the days whose counters are unusual as a whole, to be marked on a chart."""
    ids = tuple(sorted(source_ids))
    return site.once(("suspect days", ids), lambda: _suspect_days(site, ids))


def _suspect_days(site: Site, source_ids: tuple[str, ...]) -> tuple[Mark, ...]:
    frame = site.frame("counter-integrity")
    days = frame[
        frame["source"].isin(source_ids) & (frame["entity"] == "pool")
        & (frame["mark"] != "checked")
    ]  # fmt: skip
    return tuple(Mark(row.period.date(), _day_mark(row), "suspect") for row in rows_of(days))


def _day_mark(row: Any) -> str:
    if row.mark == "platform-move":
        return say(
            "the median counter of the pool moved by {percent} a day",
            percent=text.percent(row.affected_pct),
        )
    return say(
        "{percent} of the large counters repeat the day before",
        percent=text.percent(row.affected_pct),
    )


def jumps(site: Site, repositories: Iterable[str]) -> tuple[Mark, ...]:
    """Return the days on which counters of these repositories leapt or fell, as marks."""
    places = site.once("leaps by repository", lambda: _leaps(site))
    found = sorted(one for repository in repositories for one in places.get(repository, ()))
    return tuple(
        Mark(
            row.period.date(),
            say(
                "{repository}: {before} on {day}, then {after}",
                repository=row.entity,
                before=text.compact(row.value_before),
                day=text.day(row.before.date()),
                after=text.compact(row.value_after),
            ),
            "suspect",
        )
        for _, row in found
    )


def _leaps(site: Site) -> Mapping[str, list[tuple[int, Any]]]:
    """Return the leaps and falls of each repository, with their place among all."""
    frame = site.frame("counter-integrity")
    found: dict[str, list[tuple[int, Any]]] = {}
    for place, row in enumerate(rows_of(frame[frame["mark"].isin(["jump", "fell"])])):
        found.setdefault(row.entity, []).append((place, row))
    return found


def is_backfilled(source: Source) -> bool:
    """Say whether a source's history was filled in later rather than observed by our nights."""
    return source.cadence in ("once", "ended")


def bar_name(site: Site, dimension: str, group: str) -> str:
    """Return a group's name; what is no country itself has its country's code behind it."""
    catalog, owner = site.catalog, None
    if dimension == "family" and group in catalog.families:
        owner = catalog.organizations[catalog.families[group].organization]
    if dimension == "organization":
        owner = catalog.organizations.get(group)
    name = group_name(site, dimension, group)
    return say("{name} ({code})", name=name, code=owner.country.upper()) if owner else name


def share_bar(site: Site, page: str, row: Any, dimension: str) -> Bar:
    """Return the bar of one group's share."""
    goal = group_page(dimension, row.group)
    return Bar(
        bar_name(site, dimension, row.group),
        row.share_pct,
        text.percent(row.share_pct),
        row.group,
        text.link(page, goal) if goal else None,
    )


def group_cell(site: Site, page: str, dimension: str, group: str) -> Cell:
    """Return the cell that names a group and links to its page."""
    goal = group_page(dimension, group)
    return Cell(group_name(site, dimension, group), None, text.link(page, goal) if goal else None)


def share_cells(row: Any) -> tuple[Cell, Cell, Cell]:
    """Return the cells of SHARE_COLUMNS."""
    return (
        Cell(text.decimal(row.share_pct), row.share_pct),
        whole_cell(row.downloads_30d),
        whole_cell(row.repositories),
    )


def whole_cell(value: Any) -> Cell:
    """Return the cell of a count; an unknown one says so."""
    return Cell(text.whole(value), value)


def told(bars: Sequence[Bar]) -> str:
    """Return what a bar chart shows, in words."""
    return ", ".join(f"{bar.label} {bar.text}" for bar in bars)


def span(rows: pd.DataFrame) -> str:
    """Return which days `rows` are about, and how many pools they come from."""
    if rows.empty:
        return say("No observation.")
    days = rows["period"].nunique()
    first, last = rows["period"].min().date(), rows["period"].max().date()
    when = text.day(first)
    if first != last:
        when = say("{first} to {last}", first=when, last=text.day(last))
    return say(
        "{days} observed days, {when}, from {pools} pools.",
        days=days,
        when=when,
        pools=rows["source"].nunique(),
    )
