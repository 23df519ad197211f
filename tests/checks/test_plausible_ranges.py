"""Sizes and years beyond what exists are told, with the reason for the limit."""

import pytest

from builder.checks.plausible_ranges import LIMITS
from builder.model.entities import KINDS
from tests.checks.telling import told

MODEL = "name: New\nsource: atlas\norganization: alpha\n"
CHIP = "name: New\nsource: atlas\norganization: beta\n"


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("parameters: {total_b: 0.0009}", False), ("parameters: {total_b: 0.001}", True),
        ("parameters: {total_b: 10000}", True), ("parameters: {total_b: 10001}", False),
        ("parameters: {total_b: 7, active_b: 0.0001}", False),
        ("context: {tokens: 127}", False), ("context: {tokens: 128}", True),
        ("context: {tokens: 100000000}", True), ("context: {tokens: 100000001}", False),
        ("released: {on: 2009-12-31}", False), ("released: {on: 2010}", True),
        ("prices: [{on: 2026-01-01, input_usd: 0, output_usd: 2001, seller: A}]", False),
        ("prices: [{on: 2017-01-01, input_usd: 0, output_usd: 1, seller: A}]", False),
        ("prices: [{on: 2026-01-01, input_usd: 0, output_usd: 60, seller: A}]", True),
    ],
)  # fmt: skip
def test_a_model_beyond_a_limit_is_a_warning(line: str, sound: bool) -> None:
    found = told({"models/new": f"{MODEL}{line}\n"})
    assert [one[1] for one in found] == [] if sound else ["warning plausible-ranges"]


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("dense_tops: {fp16: 989000000}", False), ("dense_tops: {fp16: 989, fp64: 0.4}", True),
        ("die_mm2: 8.14", False), ("die_mm2: {low: 800, high: 900000}", False),
        ("memory_gb: {value: 80, source: {url: https://a.example/, publisher: A, "
         "accessed: 2026-11-01, evidence: dataset}}", True),
        ("memory_gb: 80000", False), ("memory_gb: 0.23", True),
        ("bandwidth_tbps: 3350", False), ("bandwidth_tbps: 22", True),
        ("die_mm2: 46225\nbandwidth_tbps: 21000", True),
        ("interconnect_gbps: 900000", False), ("power_w: 0.7", False), ("power_w: 700", True),
        ("released: {on: 1999}", False), ("announced: {on: 1999}", False),
    ],
)  # fmt: skip
def test_a_chip_beyond_a_limit_is_a_warning_but_a_wafer_is_of_its_own_order(
    line: str, sound: bool
) -> None:
    found = told({"chips/new": f"{CHIP}{line}\n"})
    assert [one[1] for one in found] == [] if sound else ["warning plausible-ranges"]


def test_the_reason_and_the_place_are_told() -> None:
    (found,) = told({"chips/new": CHIP + "memory_gb:\n  low: 64\n  high: 96000\n"})
    assert found == (
        "chips/new.yml:6:3",
        "warning plausible-ranges",
        "`memory_gb.high` is 96000.0, and we expect 0.05 to 10,000: the unit is GB",
    )


@pytest.mark.parametrize("founded", ["0202", "999"])
def test_a_year_with_a_digit_too_few_is_told(founded: str) -> None:
    text = f"name: N\nsource: atlas\ncountry: aa\nroles: [models]\nfounded: '{founded:0>4}'\n"
    assert [one[0] for one in told({"organizations/new": text})] == ["organizations/new.yml:5:1"]


def test_every_limit_is_of_a_field_that_exists_and_says_why() -> None:
    for (kind, field, *_), limits in LIMITS.items():
        assert field in KINDS[kind].model_fields
        assert limits.least < limits.most
        assert limits.why
