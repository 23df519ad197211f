"""Planted worlds in which each verdict must occur, and none may flatter."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.claims import Evidence, judge
from builder.claims._judge import last_day, overall
from builder.model.entities import Claim, Reading
from builder.model.panel import CHANGE_COLUMNS
from builder.model.verdict import State
from builder.speech import Speech, speaking
from tests.world.planted import SOURCE, behind, claim, evidence, reading, with_catalog
from tests.world.small_world import catalog_from, small_catalog

LEADS = {"2026-11-01": {"aa": 40.0, "bb": 60.0}, "2026-11-08": {"aa": 60.0, "bb": 40.0}}


def now(one: Reading, world: Evidence) -> State:
    return judge(claim(one), world).now.state


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"rank_at_most": 1}, "supported"),
        ({"at_least": 60}, "supported"),
        ({"at_least": 60.1}, "contradicted"),
        ({"at_most": 60}, "supported"),
        ({"at_most": 59.9}, "contradicted"),
        ({"more_than": "bb"}, "supported"),
        ({"times_at_least": {"group": "bb", "times": 1.5}}, "supported"),
        ({"times_at_least": {"group": "bb", "times": 1.6}}, "contradicted"),
        ({"sign": "positive"}, "supported"),
        ({"sign": "negative"}, "contradicted"),
        ({"more_than": "cc"}, "not-testable"),
    ],
)
def test_a_test_says_of_the_newest_day_what_one_reckons_by_hand(
    test: dict[str, object], expected: State
) -> None:
    assert now(reading(**test), evidence(LEADS)) == expected


@pytest.mark.parametrize(
    ("most", "group", "expected", "rival", "distance"),
    [
        (1, "aa", "supported", "bb", 10.0),
        (1, "bb", "contradicted", "aa", -10.0),
        (2, "bb", "supported", "cc", 20.0),
        (2, "cc", "contradicted", "bb", -20.0),
        (3, "cc", "supported", "bb", -20.0),
    ],
)
def test_a_rank_is_held_against_whoever_stands_at_its_edge(
    most: int, group: str, expected: State, rival: str, distance: float
) -> None:
    world = evidence({"2026-11-08": {"aa": 45.0, "bb": 35.0, "cc": 15.0, "unmapped": 90.0}})
    point = judge(claim(reading(group=group, rank_at_most=most)), world).now.point
    found = judge(claim(reading(group=group, rank_at_most=most)), world).judgements[0].now
    assert point is None, "a claim as a whole has no single number"
    assert found.point is not None
    assert found.state == expected
    if most < 3:
        assert (found.point.rival, found.point.distance) == (rival, distance)
    assert found.point.unplaced == 90.0


def test_a_tie_leaves_both_first() -> None:
    world = evidence({"2026-11-08": {"aa": 50.0, "bb": 50.0}})
    assert now(reading(group="aa", rank_at_most=1), world) == "supported"
    assert now(reading(group="bb", rank_at_most=1), world) == "supported"
    assert now(reading(group="aa", more_than="bb"), world) == "contradicted"


def test_an_interval_that_holds_both_answers_is_mixed() -> None:
    ends = {"low": "low_pct", "high": "high_pct"}
    near, far = evidence(LEADS, spread=12.0), evidence(LEADS, spread=8.0)
    assert now(reading(query=ends, more_than="bb"), near) == "mixed"
    assert now(reading(query=ends, more_than="bb"), far) == "supported"
    assert now(reading(query=ends, at_least=55.0), far) == "mixed"
    assert now(reading(query=ends, at_least=90.0), far) == "contradicted"
    assert now(reading(query=ends, rank_at_most=1), near) == "mixed"


def test_readings_that_disagree_make_a_claim_mixed_and_say_so() -> None:
    verdict = judge(claim(reading("a", at_least=50), reading("b", at_least=70)), evidence(LEADS))
    assert verdict.now.state == "mixed"
    assert verdict.depends_on_definition
    alone = judge(claim(reading("a", at_least=50), reading("b", more_than="cc")), evidence(LEADS))
    assert alone.now.state == "supported", "what cannot be tested has no voice"
    assert not alone.depends_on_definition
    fails = judge(claim(reading("a", at_least=70), reading("b", at_least=80)), evidence(LEADS))
    assert not fails.depends_on_definition, "it holds under none"


def test_a_number_is_judged_by_up_to_the_last_day_of_its_limit() -> None:
    limit = small_catalog().sources[SOURCE].stale_after_days
    assert limit
    for days, state in ((limit, "supported"), (limit + 1, "stale")):
        day = (pd.Timestamp(2026, 11, 8) + pd.Timedelta(days=days)).date().isoformat()
        found = judge(claim(reading(rank_at_most=1)), evidence(LEADS, as_of=day)).now
        assert (days, found.state) == (days, state)


def test_nothing_seen_too_little_and_nothing_but_suspect_days_cannot_be_tested() -> None:
    lacking = reading(query={"least": {"repositories": 10}}, at_least=1)
    for one, world, why in (
        (reading(group="dd", at_least=1), evidence(LEADS), "nothing-seen"),
        (lacking, evidence(LEADS), "lacking"),
        (reading(at_least=1), evidence(LEADS, suspect=list(LEADS)), "suspect"),
    ):
        found = judge(claim(one), world).judgements[0].now
        assert (found.state, found.why) == ("not-testable", why)
    assert judge(claim(untestable="Nobody counts it."), evidence(LEADS)).now.why == "untestable"


def test_the_newest_data_missing_freezes_a_verdict_and_never_turns_it() -> None:
    fresh = judge(claim(reading(rank_at_most=1)), evidence(LEADS))
    old = judge(claim(reading(rank_at_most=1)), evidence(LEADS, as_of="2027-03-01"))
    assert (fresh.now.state, old.now.state, old.now.held) == ("supported", "stale", "supported")
    assert old.history == fresh.history
    failed = judge(claim(reading(rank_at_most=1)), behind(evidence(LEADS), "failed"))
    assert (failed.now.state, failed.now.shown) == ("stale", "supported")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2000))
def test_the_passing_of_days_alone_never_turns_a_verdict(days: int) -> None:
    later = (date(2026, 11, 10) + pd.Timedelta(days=days)).isoformat()[:10]
    verdict = judge(claim(reading(rank_at_most=1)), evidence(LEADS, as_of=later))
    assert verdict.now.shown == "supported"
    assert [flip.on for flip in verdict.flips] == [date(2026, 11, 8)]


def test_a_suspect_day_takes_no_part() -> None:
    verdict = judge(claim(reading(rank_at_most=1)), evidence(LEADS, suspect=["2026-11-08"]))
    assert verdict.now.shown == "contradicted"
    assert [day for day, _ in verdict.history] == [date(2026, 11, 1)]


def test_a_suspect_day_takes_no_part_in_what_held_on_the_claims_own_day_either() -> None:
    world = evidence(LEADS, suspect=["2026-11-08"])
    said = judge(claim(reading(rank_at_most=1), said="2026-11-09"), world)
    assert said.then.shown == "contradicted"


def test_on_its_own_day_the_newest_number_up_to_then_decides() -> None:
    world = evidence(LEADS)
    for said, state, why, later in (
        ("2026-11-07", "contradicted", "", False),
        ("2026-11-08", "supported", "", False),
        ("2026-10-31", "not-testable", "nothing-then", False),
        ("2026-11", "not-testable", "not-over", False),
    ):
        found = judge(claim(reading(rank_at_most=1), said=said), world).judgements[0].then
        assert (found.state, found.why, found.later) == (state, why, later), said


def test_what_was_filled_in_later_is_marked_and_what_is_too_old_is_not_used() -> None:
    world = evidence(LEADS, vintage="2026-11-09")
    found = judge(claim(reading(rank_at_most=1), said="2026-11-08"), world).judgements[0].then
    assert (found.state, found.later) == ("supported", True)
    past = evidence({"2026-01-01": {"aa": 60.0, "bb": 40.0}}, as_of="2026-11-10")
    old = judge(claim(reading(rank_at_most=1), said="2026-06-01"), past).judgements[0].then
    assert (old.state, old.why) == ("not-testable", "too-old")


def test_a_turn_by_new_data_is_told_with_its_day() -> None:
    (flip,) = judge(claim(reading(rank_at_most=1)), evidence(LEADS)).flips
    assert (flip.on, flip.before, flip.after) == (date(2026, 11, 8), "contradicted", "supported")
    assert flip.cause == "new-data"


def test_a_turn_by_a_revision_says_so() -> None:
    before = {"2026-11-08": {"aa": 40.0, "bb": 60.0}}
    after = {"2026-11-08": {"aa": 60.0, "bb": 40.0}}
    world = evidence(after, before=before, vintage="2026-11-09")
    (flip,) = judge(claim(reading(rank_at_most=1)), world).flips
    assert (flip.on, flip.before, flip.cause) == (date(2026, 11, 9), "contradicted", "revision")


def test_a_turn_by_an_edit_of_the_catalog_says_so_and_names_the_fact() -> None:
    world = evidence({"2026-11-08": {"aa": 60.0, "bb": 40.0}})
    rows = [
        ("2026-11-09", "fact", "organizations/x/country", "", "", "", "bb", "aa", ""),
        ("2026-11-09", "number", "planted/share_pct/aa", "hugging-face", "2026-11-08", "%", "30",
         "60", "30"),
        ("2026-11-09", "number", "planted/share_pct/bb", "hugging-face", "2026-11-08", "%", "70",
         "40", "30"),
    ]  # fmt: skip
    changes = pd.DataFrame(rows, columns=list(CHANGE_COLUMNS), dtype="str")
    world = replace(world, panel=replace(world.panel, changes=changes))
    (flip,) = judge(claim(reading(rank_at_most=1)), world).flips
    assert (flip.cause, flip.before, flip.detail) == (
        "mapping", "contradicted", "organizations/x/country",
    )  # fmt: skip


def test_a_turn_where_another_pool_begins_is_one_of_definition() -> None:
    world = evidence({"2026-11-01": {"aa": 40.0, "bb": 60.0}})
    other = evidence({"2026-11-08": {"aa": 60.0, "bb": 40.0}}, source="old-lists")
    both = pd.concat([one.derived["planted"].frame for one in (world, other)])
    joined = {**world.derived, "planted": replace(world.derived["planted"], frame=both)}
    (flip,) = judge(claim(reading(rank_at_most=1)), replace(world, derived=joined)).flips
    assert (flip.cause, flip.detail) == ("definition", "old-lists")


def test_a_window_is_the_mean_of_its_days() -> None:
    world = evidence(LEADS)
    mean = judge(claim(reading(query={"window_days": 28}, at_least=51)), world).judgements[0]
    assert mean.now.point is not None
    assert mean.now.point.value == 50.0
    week = judge(claim(reading(query={"window_days": 7}, at_least=51)), world).judgements[0]
    assert week.now.state == "supported"


SHARES = st.lists(st.floats(0, 100, allow_nan=False), min_size=4, max_size=4, unique=True).map(
    lambda values: dict(zip("abcd", values, strict=True))
)


@settings(max_examples=15, deadline=None)
@given(SHARES, SHARES, st.permutations("abcd"), st.integers(1, 3))
def test_other_names_for_the_same_numbers_change_nothing_but_the_names(
    first: dict[str, float], second: dict[str, float], names: list[str], most: int
) -> None:
    renamed = dict(zip("abcd", names, strict=True))
    days = {"2026-11-01": first, "2026-11-08": second}
    other = {day: {renamed[g]: v for g, v in of.items()} for day, of in days.items()}
    one = claim(reading("rank", "a", rank_at_most=most), reading("more", "a", more_than="b"))
    two = claim(
        reading("rank", renamed["a"], rank_at_most=most),
        reading("more", renamed["a"], more_than=renamed["b"]),
    )
    here, there = judge(one, evidence(days)), judge(two, evidence(other))
    assert (here.now, here.history, here.flips) == (there.now, there.history, there.flips)
    rivals = [j.now.point and j.now.point.rival for j in here.judgements]
    assert [renamed[str(name)] for name in rivals] == [
        j.now.point and j.now.point.rival for j in there.judgements
    ]


def test_no_verdict_depends_on_the_language_spoken() -> None:
    one = claim(reading("a", rank_at_most=1), reading("b", at_least=99))
    english = judge(one, evidence(LEADS))
    with speaking(Speech("zh", {"Supported": "成立"})):
        assert judge(one, evidence(LEADS)) == english


MODEL = "name: M\nsource: atlas\norganization: {who}\nweights: {weights}\nreleased:\n  on: {on}\n"


def _models() -> Evidence:
    rows = (("alpha", "open", "2026-01-05"), ("alpha", "open", "2026-10-01"),
            ("beta", "closed", "2026-10-02"), ("beta", "open", "2025-01-01"))  # fmt: skip
    texts = {f"models/m-{n}": MODEL.format(who=w, weights=x, on=d)
             for n, (w, x, d) in enumerate(rows)}  # fmt: skip
    base = small_catalog()
    bare = replace(base, entities={**base.entities, "models": {}})
    return with_catalog(evidence({}), catalog_from(texts, bare)[0])


def test_the_catalog_is_counted_up_to_the_day_and_inside_the_window() -> None:
    open_ = {"count": "models", "where": {"weights": "open"}}
    of_aa = {"count": "models", "where": {"organization.country": "aa"}}
    world = _models()
    for query, said, expected in (
        (open_, "2026-11-01", 3.0),
        (open_, "2026-01-04", 1.0),
        ({**open_, "within_days": 365}, "2026-11-01", 2.0),
        (of_aa, "2026-11-01", 2.0),
        ({**open_, "where": {"released.on_from": "2026-01-05"}}, "2026-11-01", 3.0),
        ({**open_, "where": {"released.on_before": "2026-01-05"}}, "2026-11-01", 1.0),
    ):
        then = judge(claim(reading(query=query, at_least=1), said=said), world).judgements[0].then
        assert then.point is not None
        assert then.point.value == expected, (query, said)
        assert then.later, "the catalog tells of the past what it knows today"


def test_a_share_of_the_catalog_needs_enough_to_share_among() -> None:
    share = {"count": "models", "where": {"weights": "open"}, "of": {"organization.country": "bb"}}
    found = judge(claim(reading(query=share, at_least=50)), _models()).judgements[0].now
    assert found.point is not None
    assert (found.point.value, found.point.of, found.state) == (50.0, 2, "supported")
    few = judge(claim(reading(query={**share, "least": 3}, at_least=50)), _models()).judgements[0]
    assert (few.now.state, few.now.why) == ("not-testable", "lacking")


def test_a_partial_date_ends_with_its_month_or_year() -> None:
    assert last_day("2024-12-17") == date(2024, 12, 17)
    assert last_day("2024-12") == date(2024, 12, 31)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("2024") == date(2024, 12, 31)


def test_readings_speak_together_with_one_voice_or_are_mixed() -> None:
    assert overall(["supported", "supported", "not-testable"]) == "supported"
    assert overall(["supported", "contradicted"]) == "mixed"
    assert overall(["mixed"]) == "mixed"
    assert overall(["not-testable", "stale"]) == "not-testable"


def _forecast(due: str, probability: float | None, **test: object) -> Claim:
    told = {"due": due, "probability": probability}
    one = claim(reading(**test)).model_dump() | {"id": "it-leads", "forecast": told}
    return Claim.model_validate(one)


def test_a_forecast_waits_for_its_day_and_is_scored_on_it() -> None:
    world = evidence(LEADS)
    waits = judge(_forecast("2026-12-01", 0.7, rank_at_most=1), world)
    assert (waits.now.why, waits.brier) == ("not-due", None)
    came = judge(_forecast("2026-11-08", 0.7, rank_at_most=1), world)
    assert (came.now.state, round(came.brier or 0, 4)) == ("supported", 0.09)
    failed = judge(_forecast("2026-11-07", 0.7, rank_at_most=1), world)
    assert (failed.now.state, round(failed.brier or 0, 4)) == ("contradicted", 0.49)
    silent = judge(_forecast("2026-11-08", None, rank_at_most=1), world)
    assert silent.brier is None
