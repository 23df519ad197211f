"""A retired id stays with the entity that had it."""

import pytest

from builder.checks import check
from builder.model.catalog import Catalog
from builder.model.panel import Panel
from tests.checks.telling import told, well_catalog
from tests.world.small_world import LAST_DAY

ORGANIZATION = "source: atlas\ncountry: aa\nroles: [models]\n"
NEW = "name: New\naliases:\n  - Old Name\n  - {alias}\n" + ORGANIZATION


@pytest.mark.parametrize("alias", ["delta-2", "Delta-2"])
def test_an_alias_that_is_the_id_of_another_is_an_error(alias: str) -> None:
    other = "name: Other\n" + ORGANIZATION
    texts = {"organizations/new": NEW.format(alias=alias), "organizations/delta-2": other}
    (found,) = told(texts)
    assert found == (
        "organizations/new.yml:4:5",
        "error retired-ids",
        "was once `delta-2`, and data/catalog/organizations/delta-2.yml is another",
    )


def test_an_alias_may_be_the_id_of_its_own_file_or_of_another_kind() -> None:
    for alias in ("new", "ava-1", "nobody"):
        assert told({"organizations/new": NEW.format(alias=alias)}) == []


def test_a_file_that_cannot_be_read_has_its_id_all_the_same() -> None:
    catalog = well_catalog()
    alpha = catalog.organizations["alpha"].model_copy(update={"aliases": ("lost",)})
    entities = {**catalog.entities, "organizations": {**catalog.organizations, "alpha": alpha}}
    lost = Catalog(entities, catalog.places, frozenset({("organizations", "lost")}))
    assert [f.check for f in check(lost, Panel.empty(), as_of=LAST_DAY)] == ["retired-ids"]
