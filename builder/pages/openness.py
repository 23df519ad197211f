"""Openness: the terms under which models are given away, where they hold, and tags that differ."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder import text
from builder.charts.table import Cell, Column, Table, table
from builder.model.paths import entity_page, metric_csv
from builder.model.site import Page, Site
from builder.pages._figures.openness import CATALOG, METRIC, NAMES, classes
from builder.pages._pools import rows_of
from builder.speech import say

PATH = "openness.md"
WATCH = "licence-watch"


def view(site: Site) -> Iterator[Page]:
    """Yield the page of openness."""
    yield Page(
        PATH,
        say("Openness"),
        say(
            "Under which terms models are given away, by country, family and year; where their "
            "licences do not hold; and licence tags that differ from those of the base."
        ),
        "openness.md.j2",
        lambda: _drawn(site),
        site.as_of if site.catalog.models else None,
    )


def _drawn(site: Site) -> dict[str, Any]:
    frame = site.frame(METRIC)
    models = frame[frame["source"] == CATALOG]
    pools = frame[(frame["source"] != CATALOG) & (frame["dimension"] == "country")]
    newest = pools[pools["period"] == pools["period"].max()]
    titles = {
        "country": say("Catalogued models by country"),
        "year": say("Catalogued models by year of release"),
        "family": say("Catalogued models by family"),
    }
    return {
        "models": [
            drawn
            for dimension, title in titles.items()
            if (drawn := classes(site, PATH, models, dimension=dimension, title=title))
        ],
        "repositories": classes(
            site, PATH, newest, dimension="country", title=say("Repositories by country")
        ),
        "licences": _licences(site),
        "territories": [one for one in site.catalog.licences.values() if one.territory],
        "watch": _watch(site),
        "metrics": [site.derived[one].metric for one in (METRIC, WATCH)],
    }


def _licences(site: Site) -> Markup:
    """Return every licence with its class and the territories that it leaves out."""
    rows = tuple(
        (
            Cell(one.name, None, one.url),
            Cell(say(NAMES[one.openness or "unknown"])),
            Cell(text.listing(one.territory.excluded) if one.territory else ""),
            Cell(", ".join(one.hub_tags)),
            Cell(text.whole(models), models),
        )
        for licence_id, one in site.catalog.licences.items()
        for models in [
            sum(
                bool(model.licence and model.licence.id == licence_id)
                for model in site.catalog.models.values()
            )
        ]
    )
    columns = (
        Column("licence", say("Licence")),
        Column("terms", say("Terms")),
        Column("not-in", say("Not in")),
        Column("tags", say("Tag on the Hub")),
        Column("models", say("Models"), unit=say("catalogued"), kind="number"),
    )
    return table(Table("licences", say("Licences, and how they are classed"), columns, rows))


def _watch(site: Site) -> Markup | None:
    frame = site.frame(WATCH)
    if frame.empty:
        return None
    words = {"changed": say("changed"), "looser": say("tag differs")}
    rows = tuple(
        (
            _repository(site, row.entity),
            Cell(words[row.mark]),
            Cell(row.tag),
            Cell(row.compared_tag),
            Cell(row.compared_with),
            Cell(text.whole(row.steps), row.steps),
        )
        for row in rows_of(frame.sort_values(["steps", "entity"], ascending=[False, True]))
    )
    columns = (
        Column("repository", say("Repository")),
        Column("mark", say("What")),
        Column("tag", say("Tag")),
        Column("other-tag", say("Other tag")),
        Column("other", say("Of the base, or of the day")),
        Column("steps", say("Freer by"), unit=say("classes"), kind="number"),
    )
    csv = text.link(PATH, metric_csv(WATCH))
    return table(Table("watch", say("Tags that differ"), columns, rows, csv_href=csv))


def _repository(site: Site, name: str) -> Cell:
    model = site.catalog.model_by_repository.get(name.lower())
    goal = text.link(PATH, entity_page("models", model.id)) if model else None
    return Cell(name, None, goal)
