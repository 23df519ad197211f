"""Chips against rules: golden outcomes by hand, and what must hold of every chip and rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.metrics._chips import Range, Specification, specification
from builder.metrics._outcomes import MARKETS, OUTCOMES, UNKNOWN, Told, told
from builder.metrics.chip_performance import derive as performance
from builder.metrics.chip_rules import derive
from tests.metrics.chips import chip, real_rule, rule, world_of_facts

VERSIONS = ("3a090-2022-10", "3a090-2023-10", "3a090-2024-04", "3a090-2024-12", "3a090-2026-01",
            "ai-diffusion-2025-01")  # fmt: skip
RULES = {own: real_rule(own).thresholds for own in VERSIONS}
NOT, NOTIFY, CASE, CONTROLLED = OUTCOMES
A100 = {"dense_tops": {"fp16": 312, "int8": 624}, "die_mm2": 826, "bandwidth_tbps": 2.039}
H100 = {"dense_tops": {"fp16": 989.4, "fp8": 1979, "int8": 1979}, "die_mm2": 814,
        "bandwidth_tbps": 3.35}  # fmt: skip
#: Of each chip its figures, its TPP worked out by hand, and what October 2022, October 2023 and
#: January 2026 say of it.
GOLDEN = {
    # 624 × 8 = 4,992; 600 GB/s just reaches the limit
    "a100": ({**A100, "interconnect_gbps": 600}, 4992, (CONTROLLED, CONTROLLED, CASE)),
    # the same chip, its link cut to 400 GB/s: free until the link no longer counted
    "a800": ({**A100, "interconnect_gbps": 400}, 4992, (NOT, CONTROLLED, CASE)),
    # 1,979 × 8 = 15,832, below 21,000; 3,350 GB/s, below 6,500
    "h100": ({**H100, "interconnect_gbps": 900}, 15832, (CONTROLLED, CONTROLLED, CASE)),
    "h800": ({**H100, "interconnect_gbps": 400}, 15832, (NOT, CONTROLLED, CASE)),
    # 296 × 8 = 2,368, below 2,400; ÷ 814 = 2.909, below 3.2: between all limits
    "h20": ({"dense_tops": {"fp16": 148, "int8": 296}, "die_mm2": 814, "bandwidth_tbps": 4,
             "interconnect_gbps": 900}, 2368, (NOT, NOT, NOT)),
    # 239 × 8 = 1,912, ÷ 609 = 3.139, just below 3.2
    "l20": ({"dense_tops": {"int8": 239}, "die_mm2": 609, "bandwidth_tbps": 0.864,
             "interconnect_gbps": 64}, 1912, (NOT, NOT, NOT)),
    # 4,500 × 8 = 36,000, beyond 21,000
    "b200": ({"dense_tops": {"fp8": 4500}, "bandwidth_tbps": 7.7, "interconnect_gbps": 1800}, 36000,
             (CONTROLLED, CONTROLLED, CONTROLLED)),
    # 20,919.2 is just below 21,000
    "mi300x": ({"dense_tops": {"int8": 2614.9}, "bandwidth_tbps": 5.3, "interconnect_gbps": 896},
               20919.2, (CONTROLLED, CONTROLLED, CASE)),
    # no card for games needs a licence, but from 4,800 on a notice: 660.6 × 8 = 5,284.8
    "rtx-4090": ({"dense_tops": {"int8": 660.6}, "die_mm2": 608, "bandwidth_tbps": 1.008,
                  "interconnect_gbps": 64, "market": "other"}, 5284.8, (NOT, NOTIFY, NOTIFY)),
}  # fmt: skip


def outcome(version: str, **facts: object) -> Told:
    return told(RULES[version], specification(chip(**facts)))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_chip_worked_out_by_hand(name: str) -> None:
    facts, tpp, expected = GOLDEN[name]
    known = specification(chip(**facts))
    assert known.tpp == Range(pytest.approx(tpp), pytest.approx(tpp))
    found = [outcome(version, **facts) for version in (*VERSIONS[:2], VERSIONS[4])]
    assert tuple(one.outcome for one in found) == expected
    assert all(one.possible == (one.outcome,) and not one.missing for one in found)


def test_a_chip_that_just_reaches_an_upper_limit_is_beyond_it() -> None:
    between = {"quantity": "tpp", "at_least": 2400, "below": 4800}
    law = rule(thresholds=[{"paragraph": "a", "outcome": "notify", "all_of": [between]}])
    for tops, expected in ((299, NOT), (300, NOTIFY), (599, NOTIFY), (600, NOT)):
        known = specification(chip(dense_tops={"int8": tops}))
        assert told(law.thresholds, known).outcome == expected


def test_figures_that_disagree_give_a_range_and_one_outcome_where_all_of_it_agrees() -> None:
    ascend_910b = {"dense_tops": {"fp16": {"low": 313, "high": 400}}, "interconnect_gbps": 392,
                   "bandwidth_tbps": {"low": 1.228, "high": 1.6}}  # fmt: skip
    assert specification(chip(**ascend_910b)).tpp == Range(5008, 6400)
    assert outcome("3a090-2023-10", **ascend_910b).outcome == CONTROLLED
    assert outcome("3a090-2022-10", **ascend_910b).outcome == NOT


def test_figures_that_disagree_across_a_limit_give_both_outcomes() -> None:
    found = outcome("3a090-2022-10", dense_tops={"fp16": 312},
                    interconnect_gbps={"low": 412, "high": 640})  # fmt: skip
    assert found == Told(NOT, (NOT, CONTROLLED))
    assert found.disputed


def test_an_unknown_die_leaves_a_chip_between_the_limits_unknown_and_names_what_is_missing() -> (
    None
):
    found = outcome("3a090-2023-10", dense_tops={"fp16": 256})  # 4,096
    assert found == Told(UNKNOWN, (NOT, NOTIFY, CONTROLLED), ("die_mm2",))
    assert outcome("3a090-2023-10", dense_tops={"fp16": 300}).outcome == CONTROLLED  # 4,800 decides
    assert outcome("3a090-2023-10", dense_tops={"fp16": 99}).outcome == NOT  # 1,584 does too


def test_without_a_market_a_chip_may_be_either() -> None:
    found = outcome("3a090-2023-10", dense_tops={"fp8": 1000}, die_mm2=750, market=None)
    assert found == Told(UNKNOWN, (NOTIFY, CONTROLLED), ("market",))


def test_a_dense_small_chip_is_caught_by_its_density() -> None:
    # 100 × 16 = 1,600; ÷ 270 = 5.93, and ÷ 271 = 5.90
    assert outcome("3a090-2023-10", dense_tops={"fp16": 100}, die_mm2=270).outcome == CONTROLLED
    assert outcome("3a090-2023-10", dense_tops={"fp16": 100}, die_mm2=271).outcome == NOTIFY
    assert outcome("3a090-2023-10", dense_tops={"fp16": 99.9}, die_mm2=200).outcome == NOT


def test_the_paragraph_that_decides_is_named() -> None:
    assert outcome("3a090-2023-10", **A100).paragraphs == ("3A090.a.1", "3A090.a.2")
    without_die = {key: value for key, value in A100.items() if key != "die_mm2"}
    assert outcome("3a090-2023-10", **without_die).paragraphs == ("3A090.a.1",)


@pytest.mark.parametrize("version", ["3a090-2024-04", "3a090-2024-12"])
def test_the_corrections_and_the_memory_rule_moved_no_limit_for_chips(version: str) -> None:
    assert RULES[version] == RULES["3a090-2023-10"]


LIMITS = [1e-3, 1599, 1600, 2399, 2400, 4799, 4800, 20999, 21000, 1e5]
TPP = st.one_of(st.sampled_from(LIMITS), st.floats(1, 60_000))
DIE = st.one_of(st.sampled_from([270.0, 271, 814, 826]), st.floats(20, 2000))
LINK = st.one_of(st.sampled_from([599.0, 600]), st.floats(1, 3000))
MEMORY = st.one_of(st.sampled_from([6499.0, 6500]), st.floats(10, 20_000))


def exactly(value: float) -> Range:
    return Range(value, value)


KNOWN = st.builds(
    Specification,
    *(numbers.map(exactly) for numbers in (TPP, DIE, LINK, MEMORY)),
    st.sampled_from(MARKETS),
)
CAPABILITIES = ("tpp", "interconnect_gbps", "bandwidth_gbps")


@settings(max_examples=150, deadline=None)
@given(KNOWN, st.sampled_from(CAPABILITIES), st.floats(1, 10), st.sampled_from(VERSIONS))
def test_more_of_any_capability_never_loosens_an_outcome(
    known: Specification, name: str, factor: float, version: str
) -> None:
    more = replace(known, **{name: exactly(getattr(known, name).low * factor)})
    before, after = (told(RULES[version], one).outcome for one in (known, more))
    assert OUTCOMES.index(after) >= OUTCOMES.index(before)


@settings(max_examples=150, deadline=None)
@given(KNOWN, st.sets(st.sampled_from([*CAPABILITIES, "die_mm2", "market"])),
       st.sampled_from(VERSIONS))  # fmt: skip
def test_what_is_unknown_never_counts_as_not_controlled(
    known: Specification, hidden: set[str], version: str
) -> None:
    truth = told(RULES[version], known).outcome
    found = told(RULES[version], replace(known, **dict.fromkeys(hidden)))
    assert truth in found.possible
    assert found.outcome in (truth, UNKNOWN)
    assert (found.outcome == UNKNOWN) == bool(found.missing)


@settings(max_examples=150, deadline=None)
@given(KNOWN, st.sampled_from([*CAPABILITIES, "die_mm2"]), st.floats(0.2, 1), st.floats(1, 5),
       st.sampled_from(VERSIONS))  # fmt: skip
def test_the_truth_is_among_the_outcomes_of_every_range_that_holds_it(
    known: Specification, name: str, less: float, more: float, version: str
) -> None:
    value = getattr(known, name).low
    found = told(RULES[version], replace(known, **{name: Range(value * less, value * more)}))
    assert told(RULES[version], known).outcome in found.possible
    assert not found.missing


def test_the_frame_has_every_chip_under_every_version_with_thresholds() -> None:
    free = rule("words-only")
    limit = [{"paragraph": "1", "outcome": "controlled",
              "all_of": [{"quantity": "tpp", "at_least": 100}]}]  # fmt: skip
    found = derive(world_of_facts(chip("big", dense_tops={"fp16": 10}), chip("dark"), free,
                                  rule("law", thresholds=limit)))  # fmt: skip
    columns = ["chip", "rule", "outcome", "possible", "missing", "loosest", "strictest"]
    assert found[columns].to_numpy().tolist() == [
        ["big", "law", CONTROLLED, CONTROLLED, "", 3, 3],
        ["dark", "law", UNKNOWN, "not-controlled | controlled", "tpp", 0, 3],
    ]


def test_a_day_knows_neither_later_rules_nor_later_chips() -> None:
    limit = [{"paragraph": "1", "outcome": "controlled",
              "all_of": [{"quantity": "tpp", "at_least": 100}]}]  # fmt: skip
    world = world_of_facts(
        chip("early", released={"on": "2024-05"}), chip("late", released={"on": "2025-06-02"}),
        rule("old", thresholds=limit, effective="2024-01-01"),
        rule("new", thresholds=limit, published="2025-06-02", effective="2025-01-01"),
    )  # fmt: skip
    seen = derive(replace(world, as_of=date(2025, 6, 1)))
    assert seen[["chip", "rule"]].to_numpy().tolist() == [["early", "old"]]
    assert len(derive(world)) == 4
    assert performance(replace(world, as_of=date(2025, 6, 1)))["chip"].tolist() == ["early"]


def test_the_performance_of_a_chip_is_known_by_the_day_it_came_out_and_unknown_stays_so() -> None:
    world = world_of_facts(
        chip("h100", released={"on": "2022-09-20"}, **{**H100, "interconnect_gbps": 900}),
        chip("dark"),
    )
    found = performance(world).set_index("chip")
    assert found.loc["h100", "tpp_low"] == 15832
    assert found.loc["h100", "density_high"] == pytest.approx(19.45, abs=0.005)
    assert str(found.loc["h100", "period"].date()) == "2022-09-20"
    assert found.loc["dark"].filter(regex="low|high").isna().all()
    assert str(found.loc["dark", "period"].date()) == "2026-11-01"  # the day its facts were read
