"""One page per act: what it does, who acted, what it answers and changes, its state as of a day."""

from collections.abc import Iterator
from typing import Any

from builder.model.entities import Event
from builder.model.paths import entity_page
from builder.model.site import Page, Site
from builder.pages._acts import actors, linked, related, relation_word, state_told, type_name
from builder.pages._every_fact import every_fact
from builder.pages._facts import Fact, cited, fact_table
from builder.pages._figures.studies import studies
from builder.speech import say

ELSEWHERE = ("Effect", "Answers", "Changes", "Window", "Status")


def view(site: Site) -> Iterator[Page]:
    """Yield a page for every event of the catalog."""
    for event in site.catalog.events.values():
        yield _page(site, event)


def _page(site: Site, event: Event) -> Page:
    return Page(
        entity_page("events", event.id),
        event.name,
        say("{name}: what it does, what it answers, and its state as of a day.", name=event.name),
        "event.md.j2",
        lambda: _values(site, event),
        None,
        f"data/catalog/events/{event.id}.yml",
    )


def _values(site: Site, event: Event) -> dict[str, Any]:
    path, catalog = entity_page("events", event.id), site.catalog
    reported = [a for a in event.answers if not isinstance(a, str) and a.source]
    return {
        "entity": event,
        "actors": actors(site, event),
        "kind": type_name(event.type),
        "state": state_told(event),
        "related": [
            (relation_word(name), linked(path, "events", found))
            for name, found in related(site, event).items()
            if found
        ],
        "reported": [cited(catalog, a.source) for a in reported[:1] if a.source],
        "study": studies(site, path, event.id) if event.window else None,
        "facts": fact_table(catalog, event, path, _facts(site, event)),
    }


def _facts(site: Site, event: Event) -> Iterator[Fact]:
    """Yield the facts that stand nowhere else on the page; rows of a list follow its first."""
    shown = False
    for fact in every_fact(site.catalog, event):
        shown = not fact.label.startswith(ELSEWHERE) if fact.label else shown
        if shown:
            yield fact
