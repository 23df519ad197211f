"""The catalog: lookups by id, namespace and repository; places of facts."""

import pytest

from builder.model.catalog import Catalog, PlaceMap
from builder.model.entities import Organization, Source
from builder.model.fields import Citation
from tests.world.small_world import catalog_from, empty_catalog, small_catalog


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ((), "x.yml:1:1"),
        (("a",), "x.yml:2:1"),
        (("a", 0), "x.yml:3:5"),
        (("a", 0, "b", "c"), "x.yml:3:5"),
        (("a", 7), "x.yml:2:1"),
        (("z", "y"), "x.yml:1:1"),
    ],
)
def test_a_place_is_that_of_the_fact_or_of_the_nearest_around_it(
    location: tuple[str | int, ...], shown: str
) -> None:
    places = PlaceMap("x.yml", {(): (1, 1), ("a",): (2, 1), ("a", 0): (3, 5)})
    assert str(places.find(location)) == shown


def test_a_file_of_unknown_places_is_named_as_a_whole() -> None:
    assert str(PlaceMap("x.yml").find(("a",))) == "x.yml"
    assert str(empty_catalog().place("models", "x")) == "data/catalog/models/x.yml"


@pytest.mark.parametrize(
    "repository", ["Alpha/Ava-1", "alpha/ava-1", "ALPHA/AVA-1", "alpha/whatever"]
)
def test_the_hub_does_not_tell_capitals_apart_and_neither_do_we(repository: str) -> None:
    owner = small_catalog().organization_of(repository)
    assert owner is not None
    assert owner.id == "alpha"


def test_a_past_namespace_still_belongs_to_its_organization_but_is_not_asked() -> None:
    catalog = small_catalog()
    owner = catalog.organization_of("beta-old/Bor-1")
    assert owner is not None
    assert owner.id == "beta"
    assert catalog.namespaces == ("Alpha", "beta", "gamma")


def test_a_stranger_belongs_to_nobody() -> None:
    assert small_catalog().organization_of("stranger/Thing") is None
    assert small_catalog().organization_of("alphabet/Ava-1") is None
    assert small_catalog().families_of("stranger/Ava-1") == ()


def test_a_model_is_found_by_any_of_its_repositories() -> None:
    models = small_catalog().model_by_repository
    assert models["beta/bor-1"].id == models["beta-old/bor-1"].id == "bor-1"
    assert "gamma/cor-cloud" not in models


@pytest.mark.parametrize(
    ("repository", "families"),
    [
        ("Alpha/Ava-1", ["ava"]),
        ("alpha/AVA-9-instruct", ["ava"]),
        ("Alpha/Embed", []),
        ("beta-old/Bor-0", ["bor"]),
        ("xAlpha/Ava-1", []),
    ],
)
def test_a_family_is_known_by_its_patterns(repository: str, families: list[str]) -> None:
    assert [family.id for family in small_catalog().families_of(repository)] == families


def test_a_repository_of_two_patterns_has_two_families() -> None:
    catalog, _ = catalog_from(
        {"families/wide": "name: W\nsource: atlas\norganization: alpha\nmatches: ['*/Ava*']\n"},
        small_catalog(),
    )
    assert [family.id for family in catalog.families_of("Alpha/Ava-1")] == ["ava", "wide"]


def test_a_file_that_does_not_hold_is_there_all_the_same() -> None:
    catalog = Catalog({"models": {}}, unreadable=frozenset({("models", "x")}))
    assert catalog.has("models", "x")
    assert not catalog.has("models", "y")
    assert not catalog.has("countries", "x")


def test_a_source_is_a_file_or_a_citation() -> None:
    catalog = small_catalog()
    delta, alpha = catalog.organizations["delta"], catalog.organizations["alpha"]
    assert isinstance(catalog.citation(delta.source), Citation)
    assert isinstance(catalog.citation(alpha.source), Source)


def test_everything_is_every_entity_once() -> None:
    catalog = small_catalog()
    found = [(kind, entity.id) for kind, entity in catalog.everything()]
    assert len(found) == len(set(found)) == 31
    assert catalog.of(Organization) == catalog.organizations
