"""A night on which repositories are called otherwise: told, and no loss of anybody."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from builder.model.catalog import Catalog
from builder.pipeline.night import Fetched, Night, fetch
from builder.pipeline.renamed import in_words
from builder.sources import hugging_face
from builder.store.archive import Archive
from builder.web import Web
from tests.world.catalogs import catalog_of
from tests.world.clock import TurnedClock
from tests.world.hub import Hub
from tests.world.hub_world import Namespace, make_item
from tests.world.small_world import catalog_from

FIRST = date(2026, 11, 24)
SOURCE = """\
name: Hub
publisher: Hub
url: https://hub.example
evidence: official
licence: Facts
attribution: "Source: Hub"
cadence: nightly
pool: Everything
"""


@pytest.fixture
def catalog() -> Catalog:
    found, findings = catalog_from({"sources/hugging-face": SOURCE}, catalog_of("a", "b"))
    assert findings == ()
    return found


def night(hub: Hub, catalog: Catalog, archive: Archive, number: int = 0) -> Fetched:
    as_of = FIRST + timedelta(days=number)
    panel = archive.read().as_of(as_of)
    web = Web({"hugging-face": hub.url}, clocks=TurnedClock().time, token=lambda: None)
    modules = {"hugging-face": hugging_face}
    (fetched,) = fetch(modules, lambda: web, Night(as_of, catalog, panel, archive))
    return fetched


@pytest.fixture
def archive(hub: Hub, catalog: Catalog, tmp_path: Path) -> Archive:
    """Give an archive of one night: ten repositories of `a`, one of `b`."""
    hub.world.namespaces["a"] = Namespace(
        "a", repositories=[make_item(f"a/m{n}") for n in range(10)]
    )
    hub.world.namespaces["b"] = Namespace("b", repositories=[make_item("b/m")])
    archive = Archive(tmp_path)
    assert night(hub, catalog, archive).outcome == "ok"
    return archive


def test_a_repository_with_a_new_name_is_told(hub: Hub, catalog: Catalog, archive: Archive) -> None:
    hub.world.namespaces["a"].repositories[0]["id"] = "a/renamed"
    fetched = night(hub, catalog, archive, 1)
    assert (fetched.outcome, fetched.detail) == ("ok", "renamed: a/m0 is now a/renamed")
    assert archive.read().ledger["detail"].iloc[-1] == fetched.detail
    assert night(hub, catalog, archive, 2).detail == ""


def test_what_moves_to_another_tracked_namespace_is_no_loss_and_no_gain(
    hub: Hub, catalog: Catalog, archive: Archive
) -> None:
    moving = hub.world.namespaces["a"].repositories[1:]
    del hub.world.namespaces["a"].repositories[1:]
    for item in moving:
        item["id"] = item["id"].replace("a/", "b/m-")
        hub.world.namespaces["b"].repositories.append(item)
    fetched = night(hub, catalog, archive, 1)
    assert (fetched.outcome, fetched.rows) == ("ok", 11)
    assert fetched.detail == (
        "renamed: a/m1 is now b/m-m1, a/m2 is now b/m-m2, a/m3 is now b/m-m3, "
        "a/m4 is now b/m-m4, a/m5 is now b/m-m5, and 4 more"
    )


def test_as_many_repositories_gone_without_having_moved_are_an_outage(
    hub: Hub, catalog: Catalog, archive: Archive
) -> None:
    del hub.world.namespaces["a"].repositories[1:]
    fetched = night(hub, catalog, archive, 1)
    assert (fetched.outcome, fetched.rows) == ("partial", 1)
    assert fetched.detail == "withheld: a has 1 repositories after 10"


def test_growth_beyond_the_ceiling_is_believed_and_told(
    hub: Hub, catalog: Catalog, archive: Archive
) -> None:
    more = [make_item(f"a/new{n}", n) for n in range(31)]
    hub.world.namespaces["a"].repositories.extend(more)
    fetched = night(hub, catalog, archive, 1)
    assert (fetched.outcome, fetched.rows) == ("ok", 42)
    assert fetched.detail == "grew: a has 41 repositories after 10"


def test_an_attribute_that_the_hub_no_longer_tells_of_a_repository_is_gone(
    hub: Hub, catalog: Catalog, archive: Archive
) -> None:
    item = hub.world.namespaces["a"].repositories[0]
    item["tags"], item["gated"] = [], None
    night(hub, catalog, archive, 1)

    def told(as_of: date) -> set[str]:
        panel = archive.read().as_of(as_of)
        own = panel.attributes[panel.attributes["entity"] == "a/m0"]
        return set(own["attribute"])

    assert told(FIRST) - told(FIRST + timedelta(days=1)) == {"licence", "gated"}
    path = archive.day_file("attributes", "hugging-face", FIRST + timedelta(days=1))
    assert path.read_text() == "entity,attribute,value\na/m0,gated,\na/m0,licence,\n"


def test_an_attribute_that_the_hub_tells_of_nobody_is_not_gone_but_unknown(
    hub: Hub, catalog: Catalog, archive: Archive
) -> None:
    for owner in hub.world.namespaces.values():
        for item in owner.repositories:
            item["gated"] = None
    night(hub, catalog, archive, 1)
    assert "gated" in set(archive.read().as_of(FIRST + timedelta(days=1)).attributes["attribute"])


def test_nothing_that_was_renamed_is_said_in_no_words() -> None:
    assert in_words({}) == ""
