"""Classes of licences: closed ones counted, unknown ones a class of their own."""

from builder.metrics._licences import class_of_tags
from builder.metrics.openness import CATALOG, COLUMNS, derive
from tests.metrics.facts import licensed, world_of_licences
from tests.metrics.pools import select

KNOWN = {"free": "permissive", "tight": "non-commercial", "odd": "unknown"}


def test_of_several_tags_the_tightest_counts_and_none_is_unknown() -> None:
    assert class_of_tags("free", KNOWN) == "permissive"
    assert class_of_tags("free tight odd", KNOWN) == "non-commercial"
    assert class_of_tags("odd", KNOWN) == class_of_tags("", KNOWN) == "unknown"
    assert class_of_tags("never-heard-of", KNOWN) == "unknown"


def test_models_of_the_catalog_by_country_closed_ones_among_them() -> None:
    world = world_of_licences(
        models={"a-1": ("alpha", "free", None), "a-2": ("alpha", None, "closed"),
                "a-3": ("alpha", None, None), "b-1": ("beta", "tight", "open")},
    )  # fmt: skip
    rows = select(derive(world), source=CATALOG, dimension="country", group="aa")
    assert list(rows.columns) == COLUMNS
    found = {row.licence_class: (row[6], row.of, row.known_share_pct) for row in rows.itertuples()}
    assert found["permissive"] == (1, 3, 50)
    assert found["closed"] == (1, 3, 50)
    assert found["unknown"][:2] == (1, 3)
    assert rows["share_pct"].sum() == 100


def test_repositories_by_their_newest_tag() -> None:
    world = world_of_licences(tags=[licensed("Alpha/Ava-1", "free"), licensed("beta/Bor-1", "odd")])
    rows = select(derive(world), source="hugging-face", dimension="all")
    found = zip(rows["licence_class"], rows["count"], rows["downloads_30d"], strict=True)
    assert set(found) == {("permissive", 1, 10), ("unknown", 1, 10)}
