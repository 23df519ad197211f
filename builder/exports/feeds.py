"""Atom feeds: everything that changed, one per kind of entity, and one per entity."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from builder.exports._api import TERMS, address
from builder.model.paths import FED, entity_feed, entity_page, index_page
from builder.model.site import Download, Site
from builder.news import Change, changes
from builder.speech import language, say
from builder.text import writable

ATOM = "http://www.w3.org/2005/Atom"
#: How many entries a feed holds.
ENTRIES = 60


def export(site: Site) -> Iterator[Download]:
    """Yield the feeds."""
    found = changes(site)
    everything = say("AI Geopolitics Tracker: what changed")
    yield _feed(site, "feeds/changes.xml", everything, "changes.md", found)
    for kind in FED:
        of_kind = [one for one in found if any(kind == of for of, _ in one.entities[:1])]
        title = say("AI Geopolitics Tracker: {kind}", kind=say(kind.capitalize()))
        yield _feed(site, f"feeds/{kind}.xml", title, index_page(kind), of_kind)
        by_entity: dict[str, list[Change]] = {}
        for one in found:
            for own in dict.fromkeys(own for of, own in one.entities if of == kind):
                by_entity.setdefault(own, []).append(one)
        for own, entity in site.catalog.entities.get(kind, {}).items():
            name = say("AI Geopolitics Tracker: {kind}", kind=entity.name)
            path = entity_feed(kind, own)
            yield _feed(site, path, name, entity_page(kind, own), by_entity.get(own, []))


def _feed(site: Site, path: str, title: str, page: str, found: Sequence[Change]) -> Download:
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": language()})
    _add(feed, "id", _tag(site, path))
    _add(feed, "title", title)
    newest = max((one.day for one in found), default=site.as_of)
    _add(feed, "updated", f"{newest.isoformat()}T00:00:00Z")
    _add(feed, "link", "", rel="self", type="application/atom+xml", href=address(site, path))
    _add(feed, "link", "", rel="alternate", type="text/html", href=address(site, page))
    _add(_add(feed, "author", ""), "name", "AI Geopolitics Tracker")
    _add(feed, "rights", TERMS)
    for one in found[:ENTRIES]:
        _entry(site, feed, one)
    Xml.indent(feed)
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode")
    return Download(path, title, len(found[:ENTRIES]), text + "\n", TERMS, listed=False)


def _entry(site: Site, feed: Xml.Element, one: Change) -> None:
    entry = _add(feed, "entry", "")
    _add(entry, "id", _tag(site, one.id))
    _add(entry, "title", one.sentence)
    _add(entry, "updated", f"{one.day.isoformat()}T00:00:00Z")
    page = entity_page(*one.entities[0]) if one.entities else "changes.md"
    _add(entry, "link", "", rel="alternate", type="text/html", href=address(site, page))
    _add(entry, "category", "", term=one.kind)
    _add(entry, "summary", _summary(site, one))


def _summary(site: Site, one: Change) -> str:
    source = site.catalog.sources.get(one.source)
    if source is None:
        return one.sentence
    return say("{sentence} Source: {source}.", sentence=one.sentence, source=source.attribution)


def _add(parent: Xml.Element, name: str, text: str, **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, name, attributes)
    child.text = writable(text) or None
    return child


def _tag(site: Site, own: str) -> str:
    """Return an id that stays the same when the site moves to another scheme or path."""
    host = urlsplit(site.address).hostname or "localhost"
    return f"tag:{host},2026:{own}"
