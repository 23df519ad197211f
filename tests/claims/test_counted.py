"""Counts in the catalog: by the days of the facts, and never more than a catalog can know."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from builder.claims import Evidence, judge
from builder.model.entities import Claim
from builder.model.verdict import Found, Verdict
from tests.world.planted import claim, evidence, reading, with_catalog
from tests.world.small_world import catalog_from, small_catalog

LISTED = """\
name: {name}
source: atlas
country: aa
roles: [models]
listings:
  - list: entity-list
    on: {on}
    {until}
    source: atlas
"""
MODEL = "name: M\nsource: atlas\norganization: alpha\nweights: open\nreleased:\n  on: {on}\n"
EVENT = """\
name: An act
source: atlas
on: 2026-01-05
type: rule
by: [aa]
against: [bb]
effect: It acts.
status: {state: suspended, as_of: 2026-06-01, source: atlas}
"""


def _world(texts: dict[str, str]) -> Evidence:
    base = small_catalog()
    kinds = {path.split("/")[0]: {} for path in texts if not path.startswith("org")}
    bare = replace(base, entities={**base.entities, **kinds})
    catalog, findings = catalog_from(texts, bare)
    assert findings == ()
    return with_catalog(evidence({}), catalog)


def _judged(query: dict[str, Any], world: Evidence, said: str, **test: float) -> Verdict:
    return judge(claim(reading(query=query, **(test or {"at_least": 1})), said=said), world)


def _then(query: dict[str, Any], world: Evidence, said: str) -> Found:
    return _judged(query, world, said).judgements[0].then


WHOLE = {"whole": "The list is public, and every entry is here."}


def test_an_organization_counts_as_listed_from_its_listing_to_its_removal() -> None:
    text = LISTED.format(name="N", on="2025-01-16", until="until: 2026-03-01")
    world = _world({"organizations/n": text})
    query = {"count": "organizations", "where": {"name": "N", "listings.list": "entity-list"}}
    for said, expected in (
        ("2025-01-15", "contradicted"),
        ("2025-01-16", "supported"),
        ("2026-02-28", "supported"),
        ("2026-03-01", "contradicted"),
    ):
        found = _then({**query, **WHOLE}, world, said)
        assert (found.state, found.later) == (expected, True), said
    other = {**query, "where": {"name": "N", "listings.list": "section-1260h"}}
    assert _then(other, world, "2025-06-01").state == "not-testable"


def test_a_removal_is_a_day_on_which_the_history_turns() -> None:
    text = LISTED.format(name="N", on="2025-01-16", until="until: 2026-03-01")
    query = {"count": "organizations", "where": {"name": "N", "listings.list": "entity-list"}}
    told = _judged({**query, **WHOLE}, _world({"organizations/n": text}), "2025-02-01").history
    assert [(str(day), state) for day, state in told] == [
        ("2025-01-16", "supported"), ("2026-03-01", "contradicted"),
        ("2026-11-10", "contradicted"),
    ]  # fmt: skip


def test_the_state_of_an_act_is_known_from_the_day_of_its_evidence() -> None:
    query = {"count": "events", "where": {"by": "aa", "status.state": "suspended"}}
    world = _world({"events/2026-01-05-act": EVENT})
    assert _then(query, world, "2026-02-01").state == "not-testable"
    assert _then(query, world, "2026-06-01").state == "supported"


@pytest.mark.parametrize(
    ("test", "alone", "whole"),
    [
        ({"at_least": 2}, "supported", "supported"),
        ({"at_least": 3}, "not-testable", "contradicted"),
        ({"at_most": 1}, "contradicted", "contradicted"),
        ({"at_most": 2}, "not-testable", "supported"),
    ],
)
def test_what_the_catalog_lacks_shows_nothing_unless_it_holds_them_all(
    test: dict[str, float], alone: str, whole: str
) -> None:
    world = _world({f"models/m-{n}": MODEL.format(on="2026-01-05") for n in range(2)})
    query = {"count": "models", "where": {"weights": "open"}}
    found = _judged(query, world, "2026-11-01", **test).judgements[0]
    assert (found.now.state, found.then.state) == (alone, alone)
    if alone == "not-testable":
        assert (found.now.why, found.now.point and found.now.point.value) == ("partial", 2.0)
    assert _judged({**query, **WHOLE}, world, "2026-11-01", **test).now.state == whole


def test_an_older_count_never_speaks_for_today() -> None:
    world = _world({"models/m": MODEL.format(on="2025-01-05")})
    query = {"count": "models", "where": {"weights": "open"}, "within_days": 365}
    found = _judged(query, world, "2025-02-01")
    assert (found.then.state, found.now.state, found.now.why) == (
        "supported", "not-testable", "partial",
    )  # fmt: skip


def test_a_reading_that_is_the_same_as_another_must_name_one_of_its_own() -> None:
    twin = reading("b", at_least=1).model_copy(update={"same_as": "a"})
    assert claim(reading("a", at_least=1), twin).readings[1].same_as == "a"
    with pytest.raises(ValidationError, match="is the same as"):
        claim(reading("c", at_least=1), twin)


def test_a_forecast_is_neither_true_nor_false_on_the_day_on_which_it_is_made() -> None:
    world = evidence({"2026-11-08": {"aa": 60.0, "bb": 40.0}})
    told = claim(reading(at_least=1), said="2026-11-08").model_dump()
    verdict = judge(
        Claim.model_validate(told | {"id": "it-leads", "forecast": {"due": "2027-01-01"}}), world
    )
    assert (verdict.then.state, verdict.then.why) == ("not-testable", "forecast")
    assert (verdict.now.why, verdict.history, verdict.flips) == ("not-due", (), ())
