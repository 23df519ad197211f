"""The order of days in the kinds that have several; what may be in order is no finding."""

import pytest

from builder.checks._days import last_day, surely_before, surely_not_after
from builder.model.fields import first_day
from tests.checks.telling import told_by

CHIP = "name: C\nsource: atlas\norganization: beta\n"
BENCHMARK = (
    "name: B\nsource: atlas\nmeasures: M\nprotocol: P\nunit: points\nbetter: higher\n"
    "url: https://b.example\n"
)
BREAKS = "breaks:\n  - {{on: {}, what: W}}\n  - {{on: {}, what: W}}\n"
CLAIM = "name: C\nsource: atlas\nstatement: S.\ntopic: chips\nuntestable: U.\nsaid:\n"
SAID = "  - {{by: P, language: en, on: {}}}\n"


def rule(effective: str, more: str = "") -> str:
    return (
        f"name: Rule of {effective} {more.strip()[-1:]}\nsource: atlas\nregime: R 1\n"
        f"issuer: aa\neffective: {effective}\ncitation: 1 FR 1\nsummary: S.\n{more}"
    )


def event(on: str, more: str = "") -> str:
    return f"name: Act of {on}\nsource: atlas\non: {on}\ntype: rule\neffect: E.\n{more}"


@pytest.mark.parametrize(
    ("value", "last"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2025-02", "2025-02-28"),
     ("2025-12", "2025-12-31"), ("2025-04", "2025-04-30"), ("2025-01-20", "2025-01-20"),
     ("9999-12", "9999-12-31")],
)  # fmt: skip
def test_a_partial_date_has_a_last_day(value: str, last: str) -> None:
    assert last_day(value) == first_day(last)


def test_only_what_is_sure_counts_as_before() -> None:
    assert surely_before("2024", "2025-01")
    assert not surely_before("2025-01", "2025")
    assert not surely_before("2025", "2025-05")
    assert surely_not_after("2025-05-01", "2025-05")
    assert not surely_not_after("2025-05", "2025-05-01")


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (
            {"chips/n": CHIP + "announced: {on: 2025-03}\nreleased: {on: 2025-02}\n"},
            "chips/n.yml:5:12",
        ),
        (
            {"benchmarks/n": BENCHMARK + "started: {on: 2025}\nended: {on: 2024}\n"},
            "benchmarks/n.yml:9:9",
        ),
        (
            {"benchmarks/n": BENCHMARK + BREAKS.format(2025, 2024)},
            "benchmarks/n.yml:10:6",
        ),
        (
            {"benchmarks/n": BENCHMARK + "started: {on: 2025}\nbreaks:\n  - {on: 2024, what: W}\n"},
            "benchmarks/n.yml:10:6",
        ),
        ({"rules/n": rule("2025-05-01", "until: 2025-04-30\n")}, "rules/n.yml:8:1"),
        ({"rules/n": rule("2025-05-01", "until: 2025-05-01\n")}, "rules/n.yml:8:1"),
        ({"rules/a": rule("2025"), "rules/n": rule("2024", "replaces: a\n")}, "rules/n.yml:8:1"),
        ({"rules/n": rule("2024", "replaces: n\n")}, "rules/n.yml:8:1"),
        ({"claims/n": CLAIM + SAID.format("2025") + SAID.format("2024")}, "claims/n.yml:8:27"),
        (
            {"events/n": event("2025-05", "status: {state: done, as_of: 2025-04-30}\n")},
            "events/n.yml:6:23",
        ),
        (
            {"events/a": event("2025-05"), "events/n": event("2025-04", "answers: [a]\n")},
            "events/n.yml:6:11",
        ),
        (
            {"events/a": event("2025-05"), "events/n": event("2025-04", "answers: [{event: a}]\n")},
            "events/n.yml:6:11",
        ),
        (
            {"events/a": event("2025-05"), "events/n": event("2025-04", "changes: [a]\n")},
            "events/n.yml:6:11",
        ),
    ],
)  # fmt: skip
def test_days_the_wrong_way_round_are_an_error_at_the_later_one(
    texts: dict[str, str], place: str
) -> None:
    (found,) = told_by("dates-in-order", texts)
    assert found[:2] == (place, "error dates-in-order")


@pytest.mark.parametrize(
    "texts",
    [
        {"chips/n": CHIP + "announced: {on: 2025-03}\nreleased: {on: 2025}\n"},
        {"chips/n": CHIP + "released: {on: 2025}\n"},
        {"benchmarks/n": BENCHMARK + BREAKS.format(2024, "2024-05")},
        {"rules/n": rule("2027-01", "until: 2027-01\npublished: 2026-11-09\n")},
        {"rules/a": rule("2023"), "rules/n": rule("2024", "replaces: a\n")},
        {"events/n": event("2025-05", "effective: 2025-01\n")},
        {"events/n": event("2025-05", "effective: 2030\n")},
        {"events/n": event("2025-05", "status: {state: done, as_of: 2025-05-01}\n")},
        {"claims/n": CLAIM + SAID.format("2025-05") + SAID.format("2025")},
    ],
)  # fmt: skip
def test_days_that_may_be_in_order_are_no_finding(texts: dict[str, str]) -> None:
    assert told_by("dates-in-order", texts) == []


def test_versions_that_replace_each_other_in_a_circle_are_told_at_each() -> None:
    found = told_by(
        "dates-in-order",
        {
            "rules/a": rule("2024", "replaces: c\n"),
            "rules/b": rule("2024", "replaces: a\n"),
            "rules/c": rule("2024", "replaces: b\n"),
        },
    )
    assert [one[0] for one in found] == [f"rules/{name}.yml:8:1" for name in "abc"]
    assert found[0][2] == "replaces itself in the end: a → c → b → a"


def test_a_chain_that_leads_into_a_circle_is_walked_only_once() -> None:
    found = told_by(
        "dates-in-order",
        {
            "rules/a": rule("2023", "replaces: b\n"),
            "rules/b": rule("2023", "replaces: a\n"),
            "rules/n": rule("2025", "replaces: a\n"),
        },
    )
    assert [one[0] for one in found] == ["rules/a.yml:8:1", "rules/b.yml:8:1"]


@pytest.mark.parametrize(
    ("path", "text", "severity"),
    [
        ("rules/n", rule("2020", "published: 2026-12\n"), "error"),
        ("events/n", event("2027"), "error"),
        ("chips/n", CHIP + "announced: {on: 2027}\n", "error"),
        ("claims/n", CLAIM + SAID.format("2027"), "error"),
        (
            "events/n",
            event("2026", "window: {measure: token-share, country: aa, days_before: 1, "
                  "days_after: 1, declared: 2026-11-10}\n"),
            "warning",
        ),
        ("events/n", event("2026", "status: {state: done, as_of: 2026-11-10}\n"), "warning"),
    ],
)  # fmt: skip
def test_a_day_of_the_future_is_an_error_and_one_of_our_own_work_a_warning(
    path: str, text: str, severity: str
) -> None:
    (found,) = told_by("dates-in-order", {path: text})
    assert found[1] == f"{severity} dates-in-order"
    assert "after 2026-11-09" in found[2]


def test_a_word_of_a_language_is_no_date_whatever_it_is_called() -> None:
    text = "name: 中文\nenglish: Chinese\nsource: atlas\nwords: {on: 开, published: 已发布}\n"
    found = told_by("dates-in-order", {"languages/zh": text})
    assert [one for one in found if "dates" in one[1]] == []
