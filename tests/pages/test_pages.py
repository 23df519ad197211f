"""What every page must say, whatever the world looks like."""

from dataclasses import replace
from datetime import date

from builder.metrics import derive
from builder.model.catalog import Catalog
from builder.model.panel import Panel
from builder.model.site import Site
from builder.pages import pages, render
from builder.pages._pools import newest_pool, shares
from tests.world.small_world import LAST_DAY, small_catalog, small_site


def _rendered(site: Site) -> dict[str, str]:
    return {page.path: render(page, site) for page in pages(site)}


def test_every_entity_has_a_page_and_every_kind_an_index() -> None:
    site = small_site()
    paths = {page.path for page in pages(site)}
    for kind in ("countries", "organizations", "families", "models"):
        assert f"{kind}/index.md" in paths
        assert {f"{kind}/{key}.md" for key in site.catalog.entities[kind]} <= paths


def test_no_two_pages_share_an_address_and_each_is_called_and_described() -> None:
    found = list(pages(small_site()))
    assert len({page.path for page in found}) == len(found)
    assert all(page.title and len(page.description) > 20 for page in found)


def test_every_figure_carries_its_day_its_source_and_its_csv() -> None:
    for text in _rendered(small_site()).values():
        for figure in text.split("<figure")[1:]:
            own = figure.split("</figure>")[0]
            assert "As of" in own
            assert "Source" in own
            assert ".csv" in own


def test_a_world_without_any_observation_still_has_all_its_pages() -> None:
    catalog, nothing = small_catalog(), Panel.empty()
    empty = Site(LAST_DAY, catalog, nothing, derive(nothing, catalog, LAST_DAY), {})
    rendered = _rendered(replace(empty, health=small_site().health))
    assert "Unknown is not zero" in rendered["index.md"]
    of_observations = {path for path in _rendered(small_site()) if path.startswith(("n/", "then/"))}
    assert of_observations, "a number or a month without an observation has no page, one with it has"
    assert set(rendered) == set(_rendered(small_site())) - of_observations


def test_a_world_without_any_fact_still_has_its_pages() -> None:
    nothing = Panel.empty()
    catalog = Catalog({kind: {} for kind in small_catalog().entities})
    rendered = _rendered(Site(LAST_DAY, catalog, nothing, derive(nothing, catalog, LAST_DAY), {}))
    assert {"index.md", "adoption.md", "models/index.md", "health.md"} <= set(rendered)


def test_the_newest_pool_is_the_newest_period_of_the_source_that_ranks_first() -> None:
    pool = newest_pool(small_site())
    assert pool is not None
    assert (pool.source_id, pool.period) == ("hugging-face", date(2026, 11, 8))


def test_unmapped_publishers_stand_last_and_have_no_page() -> None:
    site = small_site()
    pool = newest_pool(site)
    assert pool is not None
    groups = list(shares(site, pool, scope="all", dimension="country")["group"])
    assert "unmapped" not in groups[:-1]


def test_a_page_names_the_file_that_holds_its_facts() -> None:
    for page in pages(small_site()):
        if page.fact_file:
            kind, name = page.fact_file.split("/")[-2:]
            assert name.removesuffix(".yml") in small_site().catalog.entities[kind]
