"""Every check finds its mistake, at its place, and nothing in a world that is well."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from builder.checks import check, checks
from builder.model.catalog import Catalog
from builder.model.finding import Severity
from builder.model.panel import Panel
from builder.store.archive import Archive
from builder.store.catalog import read_catalog
from tests.checks.telling import told, well_catalog
from tests.world.small_world import LAST_DAY, catalog_from, small_panel

REPOSITORY = Path(__file__).parents[2]
ORGANIZATION = "name: New\nsource: atlas\ncountry: aa\nroles: [models]\n"
MODEL = "name: New\nsource: atlas\norganization: alpha\n"


def test_a_world_that_is_well_has_no_finding() -> None:
    assert told({}) == []


def test_our_own_catalog_and_archive_have_no_error() -> None:
    catalog, unreadable = read_catalog(REPOSITORY / "data/catalog", REPOSITORY)
    panel = Archive(REPOSITORY / "data/archive").read()
    newest = max(panel.ledger["as_of"])
    findings = (*unreadable, *check(catalog, panel, as_of=date.fromisoformat(newest)))
    assert [str(f) for f in findings if f.severity is Severity.ERROR] == []
    assert len(catalog.organizations) >= 85
    assert len(catalog.models) >= 150


@pytest.mark.parametrize(
    ("path", "text", "place", "message"),
    [
        ("organizations/new", ORGANIZATION.replace("aa", "zz"), "3:1", "`country` names `zz`"),
        (
            "organizations/new",
            ORGANIZATION + "disputed: [bb, zz]\n",
            "5:16",
            "`disputed.1` names `zz`",
        ),
        ("organizations/new", ORGANIZATION + "parent_country: zz\n", "5:1", "`parent_country`"),
        (
            "organizations/new",
            ORGANIZATION.replace("atlas", "atls"),
            "2:1",
            "`source` names `atls`",
        ),
        (
            "organizations/new",
            ORGANIZATION + "namespaces:\n  - name: n\n    source: atls\n",
            "7:5",
            "`namespaces.0.source` names `atls`",
        ),
        (
            "families/new",
            "name: N\nsource: atlas\norganization: zz\nmatches: [z/*]\n",
            "3:1",
            "`organization` names `zz`",
        ),
        ("models/new", MODEL.replace("alpha", "alpa"), "3:1", "`organization` names `alpa`"),
        ("models/new", MODEL + "family: zz\n", "4:1", "`family` names `zz`"),
        ("models/new", MODEL + "base: zz\n", "4:1", "`base` names `zz`"),
        ("models/new", MODEL + "licence:\n  id: free\n", "5:3", "`licence.id` names `free`"),
        ("models/new", MODEL + "released:\n  on: 2025\n  source: zz\n", "6:3", "`released.source`"),
    ],
)
def test_an_id_that_nobody_has_is_found_where_it_is_mentioned(
    path: str, text: str, place: str, message: str
) -> None:
    (found,) = told({path: text})
    assert found[:2] == (f"{path}.yml:{place}", "error references")
    assert found[2].startswith(message)


def test_a_source_that_succeeds_nobody_is_found() -> None:
    text = (
        "name: S\npublisher: P\nurl: https://s.example\nevidence: dataset\nlicence: MIT\n"
        "attribution: A\ncadence: once\nsuccessor: zz\n"
    )
    assert [found[0] for found in told({"sources/new": text})] == ["sources/new.yml:8:1"]


@pytest.mark.parametrize(
    ("mention", "advice"),
    [("alpa", "did you mean `alpha`?"), ("qqqq", "add data/catalog/organizations/qqqq.yml")],
)
def test_a_misspelt_id_is_told_with_the_nearest_one(mention: str, advice: str) -> None:
    catalog, _ = catalog_from({"models/new": MODEL.replace("alpha", mention)}, well_catalog())
    (finding,) = check(catalog, small_panel(), as_of=LAST_DAY)
    assert finding.advice == advice


def test_nobody_misses_what_is_there_and_only_misspelt() -> None:
    world = well_catalog()
    kept = {kind: dict(entities) for kind, entities in world.entities.items()}
    del kept["organizations"]["alpha"]
    catalog = Catalog(kept, world.places, frozenset({("organizations", "alpha")}))
    found = check(catalog, Panel.empty(), as_of=LAST_DAY)
    assert [f for f in found if f.check == "references"] == []


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("models/new", MODEL + "released:\n  on: 2026-11-10\n", "5:3"),
        ("models/new", MODEL + "released:\n  on: 2027\n", "5:3"),
        ("organizations/new", ORGANIZATION + "founded: 2026-12\n", "5:1"),
        (
            "organizations/new",
            ORGANIZATION + "listings:\n  - list: entity-list\n    on: 2027\n",
            "7:5",
        ),
    ],
)
def test_a_day_of_the_future_is_found(path: str, text: str, place: str) -> None:
    (found,) = told({path: text})
    assert found[:2] == (f"{path}.yml:{place}", "error dates-in-order")
    assert "after 2026-11-09" in found[2]


@pytest.mark.parametrize("day", ["2026-11-09", "2026-11", "2026", "2010"])
def test_a_day_that_may_be_past_is_none_of_the_future(day: str) -> None:
    assert told({"models/new": MODEL + f"released:\n  on: {day}\n"}) == []


def test_a_listing_that_ends_before_it_begins_is_found() -> None:
    text = ORGANIZATION + "listings:\n  - list: entity-list\n    on: 2025-05\n    until: 2025-04\n"
    (found,) = told({"organizations/new": text})
    assert found[:2] == ("organizations/new.yml:8:5", "error dates-in-order")
    assert told({"organizations/new": text.replace("04", "05")}) == []
    assert told({"organizations/new": text.replace("2025-04", "2025")}) == []  # may be December


@pytest.mark.parametrize("name", ["alpha", "Alpha", "ALPHA"])
def test_a_second_owner_of_a_namespace_is_found(name: str) -> None:
    text = ORGANIZATION + f"namespaces:\n  - zz\n  - {name}\n"
    (found,) = (one for one in told({"organizations/new": text}) if "owned-once" in one[1])
    assert found == (
        "organizations/new.yml:7:5",
        "error owned-once",
        f"`{name}` already belongs to alpha",
    )


def test_a_second_owner_of_a_repository_is_found() -> None:
    found = told({"models/new": MODEL + "family: ava\nrepositories: [alpha/ava-1]\n"})
    assert found == [
        ("models/new.yml:5:16", "error owned-once", "`alpha/ava-1` already belongs to ava-1")
    ]


def test_a_repository_of_two_families_is_found_at_the_later_pattern() -> None:
    text = "name: N\nsource: atlas\norganization: alpha\nmatches:\n  - '*/Cor-1'\n"
    (found,) = told({"families/new": text})
    assert found == (
        "families/new.yml:4:1",
        "error one-family",
        "gamma/Cor-1 belongs to cor and new",
    )


def test_an_observed_repository_of_two_families_is_found_though_it_is_in_no_file() -> None:
    text = "name: N\nsource: atlas\norganization: alpha\nmatches: ['beta/Bor-2']\n"
    assert [found[2] for found in told({"families/new": text})] == [
        "beta/Bor-2 belongs to bor and new"
    ]
    assert told({"families/new": text}, Panel.empty()) == []


def test_a_model_of_another_family_than_its_repository_is_found() -> None:
    (found,) = told({"models/new": MODEL + "family: bor\nrepositories:\n  - Alpha/Ava-9\n"})
    assert found[:2] == ("models/new.yml:6:5", "error one-family")
    assert found[2] == "Alpha/Ava-9 is of ava by its name, and of bor here"


@pytest.mark.parametrize(("extra", "place"), [("", "1:1"), ("aliases: [Other, ALPHA]\n", "5:1")])
def test_a_name_that_another_has_is_found(extra: str, place: str) -> None:
    text = ORGANIZATION.replace("New", "alpha" if not extra else "New") + extra
    found = told({"organizations/new": text})[0]
    assert found[:2] == (f"organizations/new.yml:{place}", "error one-name")
    assert found[2].endswith("as alpha is")


def test_one_name_may_belong_to_things_of_two_kinds() -> None:
    assert (
        told(
            {
                "families/alpha-line": (
                    "name: Alpha\nsource: atlas\norganization: alpha\nmatches: ['Alpha/Line*']\n"
                )
            }
        )
        == []
    )


@pytest.mark.parametrize(
    ("repository", "who"), [("gamma/New", "gamma"), ("stranger/New", "nobody in the catalog")]
)
def test_a_model_in_a_namespace_of_others_is_a_warning(repository: str, who: str) -> None:
    (found,) = told({"models/new": MODEL + f"repositories:\n  - {repository}\n"})
    assert found == (
        "models/new.yml:5:5",
        "warning own-namespace",
        f"{repository} is published by {who}, not by alpha",
    )


@pytest.mark.parametrize("room", ["observations", "attributes"])
def test_a_source_of_the_archive_that_has_no_file_is_found(room: str) -> None:
    panel = small_panel()
    stray = getattr(panel, room).tail(1).assign(source="stray")
    frame = pd.concat([getattr(panel, room), stray], ignore_index=True)
    found = told({}, Panel(**{**vars(panel), room: frame}))
    assert [f[:2] for f in found] == [("sources/stray.yml", "error known-sources")]


def test_all_findings_of_all_checks_come_at_once_sorted_and_each_once() -> None:
    catalog, _ = catalog_from(
        {"models/new": MODEL.replace("alpha", "zz") + "base: yy\nreleased:\n  on: 2030\n"},
        well_catalog(),
    )
    findings = check(catalog, small_panel(), as_of=LAST_DAY)
    assert findings == tuple(sorted(set(findings)))
    assert [f.place.line for f in findings] == [3, 4, 6]


def test_every_check_says_what_it_protects_and_bears_its_own_name() -> None:
    assert set(checks()) == {
        "corrections",
        "dates-in-order",
        "known-sources",
        "links",
        "one-family",
        "one-name",
        "own-namespace",
        "owned-once",
        "plausible-ranges",
        "references",
        "retired-ids",
        "translations",
        "weak-evidence",
    }
    assert all(module.__doc__ for module in checks().values())
    assert all(module.check.__doc__ for module in checks().values())


def test_nothing_is_found_in_nothing() -> None:
    assert check(Catalog({}), Panel.empty(), as_of=LAST_DAY) == ()
