"""A query that cannot mean anything is told with its place and with advice."""

from typing import Any

import pytest

from builder.claims import query_findings
from builder.metrics import declared
from tests.world.small_world import catalog_from, small_catalog

TEXT = """\
name: It leads
source: atlas
statement: It leads.
topic: adoption
said: [{{by: The Times, on: 2026-11-01, language: en}}]
readings:
  - id: first
    declared: 2026-11-01
    meaning: It leads.
    query: {query}
    test: {test}
"""
GOOD: dict[str, Any] = {
    "metric": "share-of-downloads", "value": "share_pct", "group": "aa",
    "where": {"dimension": "country", "scope": "all"},
}  # fmt: skip


def told(query: dict[str, Any], test: dict[str, Any]) -> list[str]:
    text = TEXT.format(query=query, test=test)
    catalog, findings = catalog_from({"claims/it-leads": text}, small_catalog())
    assert findings == ()
    found = list(query_findings(catalog, declared()))
    assert all(f.place.line >= 10 and f.advice for f in found)
    return [f"{f.message}; {f.advice}" for f in found]


def test_a_query_that_means_something_has_no_finding() -> None:
    assert told(GOOD, {"rank_at_most": 1}) == []
    assert told({"count": "models", "where": {"organization.country": "aa"}}, {"at_least": 1}) == []
    assert told({"count": "chips", "where": {"dense_tops.fp16_above": "9"}}, {"at_least": 1}) == []


@pytest.mark.parametrize(
    ("query", "test", "expected"),
    [
        ({"metric": "share-of-download"}, {"at_least": 1}, "did you mean `share-of-downloads`?"),
        (
            {"value": "share"},
            {"at_least": 1},
            "`share`, which it has not; did you mean `share_pct`",
        ),
        ({"where": {"dimension": "country", "scop": "all"}}, {"at_least": 1}, "mean `scope`?"),
        ({"where": {"dimension": "country"}}, {"at_least": 1}, "leaves open which `scope`"),
        ({"by": "groop"}, {"at_least": 1}, "did you mean `group`?"),
        (
            {"where": {"dimension": "contry", "scope": "all"}},
            {"at_least": 1},
            "dimension `contry`, and it never has that; did you mean `country`?",
        ),
        ({"where": {"dimension": "country", "scope": "al*"}}, {"at_least": 101}, "holds a share"),
        ({"where": {"dimension": "country", "scope": "x*"}}, {"at_least": 1}, "has all, language"),
        ({"group": "zz"}, {"at_least": 1}, "data/catalog/countries has no zz.yml"),
        ({}, {"more_than": "zz"}, "data/catalog/countries has no zz.yml"),
        ({}, {"more_than": "aa"}, "compares a group with itself"),
        ({"value": "rank"}, {"rank_at_most": 1}, "ranks what is a rank already"),
        ({}, {"at_least": 101}, "more than 100 %"),
        ({}, {"at_least": 0}, "asks for at least 0"),
        ({}, {"sign": "positive"}, "never below 0"),
        ({"value": "rank"}, {"sign": "negative"}, "the sign of a rank"),
        ({"least": {"repos": 3}}, {"at_least": 1}, "some `repos`, which it has not"),
    ],
)
def test_a_query_without_sense_is_refused(
    query: dict[str, Any], test: dict[str, Any], expected: str
) -> None:
    assert any(expected in one for one in told({**GOOD, **query}, test)), told(
        {**GOOD, **query}, test
    )


@pytest.mark.parametrize(
    ("where", "test", "expected"),
    [
        ({"organisation": "alpha"}, {"at_least": 1}, "did you mean `organization`?"),
        ({"organization.land": "aa"}, {"at_least": 1}, "models have no `land` there"),
        ({"weights": "open"}, {"rank_at_most": 1}, "use at_least or at_most"),
        ({"weights": "opne"}, {"at_least": 1}, "`weights` is never that; did you mean `open`?"),
        ({"organization": "alhpa"}, {"at_least": 1}, "has no alhpa.yml; did you mean `alpha`?"),
        ({"released.on_from": "yesterday"}, {"at_least": 1}, "which is no day"),
        ({"parameters.total_b_above": "big"}, {"at_least": 1}, "which is no number"),
    ],
)
def test_a_count_without_sense_is_refused(
    where: dict[str, str], test: dict[str, Any], expected: str
) -> None:
    found = told({"count": "models", "where": where}, test)
    assert any(expected in one for one in found), found


def test_a_share_of_the_catalog_ends_at_a_hundred() -> None:
    query = {"count": "models", "where": {"weights": "open"}, "of": {"organization": "alpha"}}
    assert any("more than 100 %" in one for one in told(query, {"at_least": 150}))
