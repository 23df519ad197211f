"""Feeds, the calendar and badges are read back by the programs of others."""

import json
from dataclasses import replace
from datetime import date

import feedparser
import icalendar
import pytest

from builder.exports import downloads
from builder.exports._api import address
from builder.model.site import Site
from builder.news import changes
from tests.world.small_world import catalog_from, small_catalog, small_site

ACTS = {
    "events/act": "name: 'An act; with, marks'\nsource: atlas\n'on': '2026-11-02'\ntype: rule\n"
    "effect: It forbids, at first; everything.\n",
    "events/vague": "name: Some act\nsource: atlas\n'on': '2026-10'\ntype: rule\n"
    "effect: It may forbid.\n",
}


@pytest.fixture(scope="module")
def site() -> Site:
    catalog, findings = catalog_from(ACTS, small_catalog())
    assert findings == ()
    return replace(small_site(), catalog=catalog, _known={})


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    return {one.path: one.text for one in downloads(site)}


def test_every_feed_is_read_without_a_complaint(files: dict[str, str]) -> None:
    feeds = [path for path in files if path.startswith("feeds/")]
    assert "feeds/changes.xml" in feeds
    for path in feeds:
        feed = feedparser.parse(files[path].encode())
        assert not feed.bozo, path
        assert feed.version == "atom10"
        assert feed.feed.id
        assert feed.feed.updated_parsed
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_feed_tells_the_changes_newest_first_and_links_pages(
    site: Site, files: dict[str, str]
) -> None:
    feed = feedparser.parse(files["feeds/changes.xml"].encode())
    assert [entry.title for entry in feed.entries] == [one.sentence for one in changes(site)][:60]
    assert feed.entries[0].link.startswith(site.address)
    own = feedparser.parse(files["feeds/countries/aa.xml"].encode())
    assert own.entries
    assert all("Avaland" in entry.title for entry in own.entries)


def test_every_entity_of_a_fed_kind_has_a_feed_even_an_empty_one(files: dict[str, str]) -> None:
    assert "feeds/models/cor-cloud.xml" in files


def test_the_calendar_holds_whole_days_and_leaves_out_what_has_none(files: dict[str, str]) -> None:
    calendar = icalendar.Calendar.from_ical(files["policy.ics"])
    (act,) = (one for one in calendar.walk("VEVENT") if "limit" not in str(one["UID"]))
    assert act["summary"] == "An act; with, marks"
    assert act["dtstart"].dt == date(2026, 11, 2)
    assert act["dtend"].dt == date(2026, 11, 3)
    assert "It forbids, at first; everything." in act["description"]
    assert act["url"].endswith("/events/act/")


def test_a_badge_is_what_shields_draws(files: dict[str, str]) -> None:
    badges = {path: json.loads(text) for path, text in files.items() if path.startswith("badges/")}
    for badge in badges.values():
        assert badge["schemaVersion"] == 1
        assert set(badge) == {"schemaVersion", "label", "message", "color"}
    assert badges["badges/leader-all.json"]["message"] == "Avaland, 60.0\xa0%, 2026-11-08"
    assert badges["badges/sources/old-lists.json"]["message"].startswith("ended")


def test_llms_names_only_what_is_there(site: Site, files: dict[str, str]) -> None:
    named = [
        line.split("](")[1].split(")")[0] for line in files["llms.txt"].splitlines() if "](" in line
    ]
    assert address(site, "feeds/changes.xml") in named
    paths = [one.removeprefix(site.address) for one in named]
    assert [path for path in paths if not path.endswith("/") and path and path not in files] == []
