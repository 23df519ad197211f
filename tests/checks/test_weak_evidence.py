"""What rests on a report is told: as a notice, and where it decides something as a warning."""

import pytest

from tests.checks.telling import told_by

PRESS = (
    "source: {url: 'https://press.example/a', publisher: P, accessed: 2026-11-01, "
    "evidence: secondary}\n"
)
RULE = "name: R\nregime: R 1\nissuer: aa\neffective: 2023-11-17\ncitation: 1 FR 1\nsummary: S.\n"
LIMIT = (
    "thresholds:\n  - paragraph: a\n    outcome: controlled\n"
    "    all_of: [{quantity: tpp, at_least: 4800}]\n"
)
EVENT = "name: E\non: 2025-01-01\ntype: rule\neffect: E.\n"
ORGANIZATION = "name: N\ncountry: aa\nroles: [models]\n"


@pytest.mark.parametrize(
    ("path", "text", "place", "severity"),
    [
        ("organizations/new", ORGANIZATION + PRESS, "2:1", "notice"),
        ("rules/new", RULE + PRESS, "7:1", "notice"),
        ("rules/new", RULE + PRESS + LIMIT, "8:1", "warning"),
        ("events/new", EVENT + PRESS, "5:1", "notice"),
        (
            "events/new",
            f"{EVENT}source: atlas\nstatus:\n  state: done\n  as_of: 2025-02-01\n  {PRESS}",
            "6:1",
            "notice",
        ),
        (
            "organizations/new",
            f"{ORGANIZATION}source: atlas\nlistings:\n  - list: entity-list\n    on: 2025\n"
            f"    {PRESS}",
            "6:5",
            "notice",
        ),
    ],
)
def test_a_fact_on_secondary_evidence_is_told_where_it_stands(
    path: str, text: str, place: str, severity: str
) -> None:
    (found,) = told_by("weak-evidence", {path: text})
    assert found[:2] == (f"{path}.yml:{place}", f"{severity} weak-evidence")


@pytest.mark.parametrize("evidence", ["official", "dataset"])
@pytest.mark.parametrize(
    ("path", "text"),
    [("organizations/new", ORGANIZATION), ("rules/new", RULE + LIMIT), ("events/new", EVENT)],
)
def test_other_evidence_is_none_of_it(path: str, text: str, evidence: str) -> None:
    assert told_by("weak-evidence", {path: text + PRESS.replace("secondary", evidence)}) == []


def test_a_source_of_the_catalog_counts_by_its_own_evidence() -> None:
    press = (
        "name: Press\npublisher: P\nurl: https://press.example\nevidence: secondary\n"
        "licence: all rights\nattribution: P\ncadence: once\n"
    )
    found = told_by(
        "weak-evidence", {"sources/press": press, "events/new": EVENT + "source: press\n"}
    )
    assert [one[1] for one in found] == ["notice weak-evidence"]
