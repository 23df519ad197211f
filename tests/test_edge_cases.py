"""The forty ways in which the night's world is known to go wrong, each with the tests that name it.

`CASES` is the index: number, what happens, and where it is tested. The tests at the end are those
that fit nowhere better.
"""

import ast
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from builder.sources import hugging_face
from builder.web import Limits, Web
from tests.world import hub_faults as faults
from tests.world.catalogs import catalog_of
from tests.world.clock import TurnedClock
from tests.world.hub import Hub
from tests.world.hub_wire import Ask, Response
from tests.world.hub_world import Namespace, make_item

TESTS = Path(__file__).parent
TONIGHT = date(2026, 11, 24)
FETCH, PARSE = "sources/test_hugging_face_fetch.py", "sources/test_hugging_face_parse.py"
CENSUS, EPOCH, WEB = "sources/test_hub_census.py", "sources/test_epoch.py", "test_web.py"
COUNTERS, ARCHIVE = "metrics/test_counter_integrity.py", "store/test_archive.py"
NIGHT, RENAMED, RENAMES = "test_night.py", "pipeline/test_renamed.py", "model/test_renames.py"
CARRIED, HERE = "model/test_carried.py", "test_edge_cases.py"
MUTILATED, COMMIT = "sources/test_mutilated.py", "test_commit.py"

CASES: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = {
    1: ("an item without id", (
        (PARSE, "test_an_item_that_cannot_be_believed_is_skipped_and_counted"),)),
    2: ("a counter that is null, absent, a text, negative or broken", (
        (PARSE, "test_a_counter_that_is_no_whole_number_is_missing"),
        (ARCHIVE, "test_a_missing_counter_is_not_a_zero"))),
    3: ("an all-time counter that falls", (
        (COUNTERS, "test_a_cumulative_counter_that_falls_is_marked_one_that_is_missing_is_not"),)),
    4: ("counters that stand still", (
        (COUNTERS, "test_a_day_that_repeats_the_one_before_is_frozen_with_every_counter"),
        (COUNTERS, "test_all_time_counters_that_stand_while_downloads_go_on_are_marked"))),
    5: ("a new model with more likes than downloads", (
        (PARSE, "test_a_new_model_may_have_more_likes_than_downloads"),)),
    6: ("the placeholder for an unknown day of creation", (
        (PARSE, "test_the_day_of_creation_is_told_only_where_the_hub_knows_it"),)),
    7: ("times of any shape, and of 2099", (
        (PARSE, "test_the_day_of_creation_is_told_only_where_the_hub_knows_it"),
        (HERE, "test_the_time_of_the_last_change_is_never_read"))),
    8: ("weights packed in four bits", (
        (PARSE, "test_parameters_are_told_where_the_hub_counts_weights"),)),
    9: ("weights packed in 32-bit words", (
        (PARSE, "test_parameters_are_told_where_the_hub_counts_weights"),)),
    10: ("half a count of weights, or only that of another format", (
        (PARSE, "test_parameters_are_told_where_the_hub_counts_weights"),)),
    11: ("a licence as list, as text, twice, or told otherwise by the card", (
        (PARSE, "test_a_licence_is_read_from_tags_and_card"),)),
    12: ("a card of any shape, and one of two megabytes", (
        (PARSE, "test_a_licence_is_read_from_tags_and_card"),
        (PARSE, "test_whatever_the_items_hold_no_number_is_invented"))),
    13: ("a base that is a path, an address, itself, a circle or gone", (
        (PARSE, "test_base_models_are_told_with_their_relation"),
        (CENSUS, "test_every_repository_counts_once_for_each_thing_that_it_is"))),
    14: ("bases that are null, empty, several, or of an unknown relation", (
        (PARSE, "test_base_models_are_told_with_their_relation"),)),
    15: ("a gate that is not told", (
        (PARSE, "test_a_gate_that_is_not_told_is_unknown_and_not_open"),)),
    16: ("tags that are null, twice, empty or of a storage region", (
        (PARSE, "test_a_licence_is_read_from_tags_and_card"),
        (PARSE, "test_base_models_are_told_with_their_relation"),
        (HERE, "test_a_storage_region_is_no_country"))),
    17: ("one repository on two pages", (
        (FETCH, "test_a_repository_on_two_pages_counts_once_as_seen_last"),
        (PARSE, "test_of_two_items_with_one_hub_id_the_later_counts"))),
    18: ("a list shorter than the Hub's own count", (
        (FETCH, "test_less_than_nine_in_ten_is_not_whole"),
        (CARRIED, "test_a_namespace_that_did_not_answer_keeps_its_last_rows_marked_stale"))),
    19: ("an empty list of a namespace that had hundreds", (
        (FETCH, "test_an_empty_list_of_a_namespace_with_repositories_is_an_outage"),
        (NIGHT, "test_a_namespace_that_answers_nothing_keeps_its_rows_and_is_named"))),
    20: ("a namespace that was renamed", (
        (FETCH, "test_a_renamed_organization_is_left_out_and_said"),
        (RENAMES, "test_without_ids_a_former_namespace_leads_on_to_the_one_in_use"))),
    21: ("a redirect that loses what was asked for", (
        (HERE, "test_an_older_name_is_asked_again_under_the_newest"),)),
    22: ("a circle of redirects, and one to another host", (
        (WEB, "test_a_circle_of_redirects_is_an_error"),
        (FETCH, "test_a_token_is_not_sent_on_to_another_host"))),
    23: ("a refusal that does not say whether a thing is gone or hidden", (
        (FETCH, "test_a_refusal_for_another_reason_keeps_the_token"),
        (HERE, "test_a_repository_that_is_gone_or_hidden_ends_and_is_never_deleted"))),
    24: ("a token that has expired", (
        (FETCH, "test_an_expired_token_is_left_behind_once"),)),
    25: ("disabled, withheld by law, gone", (
        (HERE, "test_a_refusal_of_any_kind_leaves_one_namespace_out"),
        (PARSE, "test_an_item_that_cannot_be_believed_is_skipped_and_counted"))),
    26: ("a rate limit in every form", (
        (WEB, "test_a_rate_limit_is_waited_out_as_the_hub_says"),
        (WEB, "test_a_retry_after_is_followed_in_seconds_and_as_a_date"),
        (WEB, "test_a_real_window_that_is_used_up_is_refused_with_its_end"))),
    27: ("failures that pass, and a namespace read in part", (
        (FETCH, "test_failures_that_pass_cost_only_requests"),
        (FETCH, "test_a_namespace_that_fails_is_left_out_and_the_others_are_whole"),
        (WEB, "test_a_host_that_is_down_or_unknown_is_unreachable"))),
    28: ("a server that is silent, or sends a byte a minute", (
        (WEB, "test_a_silent_server_is_left_after_its_time"),
        (WEB, "test_a_server_that_dribbles_is_cut_off"),
        (FETCH, "test_the_night_ends_at_its_deadline_with_what_it_has"))),
    29: ("an answer that is no list", (
        (PARSE, "test_an_answer_that_is_no_list_is_counted"),
        (PARSE, "test_numbers_that_json_does_not_know_are_missing"),
        (WEB, "test_an_answer_that_is_not_json_becomes_an_error"))),
    30: ("an error told as a bare text or list", (
        (WEB, "test_any_error_body_becomes_one_error"),)),
    31: ("where a list goes on: relative, elsewhere, among others, in a circle", (
        (FETCH, "test_a_relative_link_stays_on_the_host_and_is_followed"),
        (FETCH, "test_a_link_among_others_is_found_and_an_empty_page_ends_nothing"),
        (FETCH, "test_a_list_that_never_ends_is_left_out"),
        (HERE, "test_a_link_that_leaves_the_hub_leaves_the_namespace_out"))),
    32: ("pages of any size, and a property that the Hub no longer knows", (
        (FETCH, "test_a_property_that_the_hub_no_longer_knows_is_dropped_for_all"),
        (FETCH, "test_without_a_name_only_the_least_is_still_asked"),
        (RENAMED, "test_an_attribute_that_the_hub_tells_of_nobody_is_not_gone_but_unknown"),
        (HERE, "test_pages_may_be_shorter_or_longer_than_asked"))),
    33: ("ids without owner, too long, or in other capitals", (
        (PARSE, "test_an_item_that_cannot_be_believed_is_skipped_and_counted"),
        (PARSE, "test_the_spelling_of_the_hub_is_kept"),
        (RENAMES, "test_another_spelling_is_the_same_repository"))),
    34: ("a repository that moved to another tracked namespace", (
        (RENAMES, "test_a_repository_that_moves_takes_its_history_along"),
        (RENAMED, "test_what_moves_to_another_tracked_namespace_is_no_loss_and_no_gain"))),
    35: ("children of the same owner, and of two tracked parents", (
        (CENSUS, "test_every_repository_counts_once_for_each_thing_that_it_is"),)),
    36: ("hostile and endless texts", (
        (PARSE, "test_texts_are_one_short_line_without_hidden_marks"),
        (PARSE, "test_a_huge_list_of_tags_is_borne"),
        (ARCHIVE, "test_a_hostile_text_reads_back_equal"))),
    37: ("midnight, two runs, missed nights, a leap second", (
        (NIGHT, "test_the_same_night_twice_gives_the_same_archive_and_site_and_asks_nothing"),
        (COUNTERS, "test_the_same_move_over_ten_days_is_no_move_of_the_pool"),
        ("metrics/test_momentum.py", "test_a_day_is_compared_with_the_newest_that_is_a_week_older"),
        (PARSE, "test_the_day_of_creation_is_told_only_where_the_hub_knows_it"))),
    38: ("a census file with other columns, too small, halved or old", (
        (CENSUS, "test_a_file_whose_columns_were_renamed_is_refused"),
        (CENSUS, "test_what_is_no_parquet_file_is_a_failed_night"),
        (CENSUS, "test_a_file_that_does_not_tell_its_day_is_of_tonight_and_says_so"),
        ("pipeline/test_believable.py",
         "test_a_census_that_lost_a_fifth_of_the_hub_is_withheld_and_told"))),
    39: ("several countries in one cell, a year alone, a price below nothing", (
        (EPOCH, "test_models_are_dated_by_their_publication_as_exactly_as_it_is_told"),
        ("sources/test_models_dev.py", "test_an_odd_entry_is_left_out_and_told"))),
    40: ("a full disk, a kill, nothing new, a push that is refused", (
        (ARCHIVE, "test_a_night_killed_at_any_moment_is_not_settled_and_can_be_run_again"),
        (ARCHIVE, "test_writing_leaves_the_old_file_when_it_fails"),
        (COMMIT, "test_a_night_that_adds_nothing_makes_no_commit"),
        (COMMIT, "test_a_push_that_is_refused_takes_in_what_others_pushed"))),
}  # fmt: skip


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("number", range(1, 41))
def test_every_edge_case_is_tested_where_the_index_says(number: int) -> None:
    what, where = CASES[number]
    assert what
    assert where
    assert [f"{path}::{name}" for path, name in where if name not in named_in(path)] == []


def night(hub: Hub) -> hugging_face.Snapshot:
    web = Web({"hugging-face": hub.url}, limits=Limits(silence=2.0), clocks=TurnedClock().time,
              token=lambda: None)  # fmt: skip
    return hugging_face.fetch(web, catalog_of(*hub.world.namespaces), TONIGHT)


def entities(snapshot: hugging_face.Snapshot) -> list[str]:
    return [one.entity for one in hugging_face.parse(snapshot, catalog_of()).observations]


def fill(hub: Hub, **sizes: int) -> None:
    for owner, count in sizes.items():
        items = [make_item(f"{owner}/m{number}", number) for number in range(count)]
        hub.world.namespaces[owner] = Namespace(owner, repositories=items)


@pytest.mark.parametrize("value", ["2024-01-01T00:00:00+00:00", "", 1704067200, "2099-01-01", None])
def test_the_time_of_the_last_change_is_never_read(hub: Hub, value: object) -> None:
    fill(hub, a=1)
    hub.world.namespaces["a"].repositories[0]["lastModified"] = value
    assert entities(night(hub)) == ["a/m0"]
    assert all("lastModified" not in ask.query.get("expand", []) for ask in hub.log)


def test_a_storage_region_is_no_country(hub: Hub) -> None:
    fill(hub, a=1)
    hub.world.namespaces["a"].repositories[0]["tags"] = ["region:us", "region:eu", "region:us"]
    (found,) = hugging_face.parse(night(hub), catalog_of()).observations
    assert not any("us" in text.split() or "eu" in text for text in found.attributes.values())


def test_an_older_name_is_asked_again_under_the_newest(hub: Hub) -> None:
    fill(hub, new=1)
    hub.world.renamed["old/m"] = "new/m0"
    web = Web({"hugging-face": hub.url}, clocks=TurnedClock().time, token=lambda: None)
    item = hugging_face.repository(web, catalog_of("new"), "old/m")
    assert item
    assert (item.entity, item.downloads_all_time) == ("new/m0", 50_000)
    assert [ask.path for ask in hub.log] == [
        "/api/models/old/m", "/api/models/new/m0", "/api/models/new/m0",
    ]  # fmt: skip
    assert "downloadsAllTime" in hub.log[-1].query["expand"]


def test_a_repository_that_is_gone_or_hidden_ends_and_is_never_deleted(hub: Hub) -> None:
    """What stands in the archive stays; its series only has no further period."""
    fill(hub, a=2)
    assert entities(night(hub)) == ["a/m0", "a/m1"]
    hub.world.namespaces["a"].repositories[0]["private"] = True
    hub.world.namespaces["a"].hidden = 0
    after = night(hub)
    assert (after.outcome, entities(after)) == ("ok", ["a/m1"])


@pytest.mark.parametrize(
    ("code", "headers"),
    [(403, {"X_Error_Message": "Access to this resource is disabled."}), (451, {}), (410, {}),
     (404, {"X_Error_Code": "RepoNotFound"})],
)  # fmt: skip
def test_a_refusal_of_any_kind_leaves_one_namespace_out(
    hub: Hub, code: int, headers: dict[str, str]
) -> None:
    fill(hub, a=1, bad=1, c=1)
    hub.twist(faults.status(code, {"error": "no"}, **headers), path="/api/models", author="bad")
    snapshot = night(hub)
    assert (snapshot.outcome, entities(snapshot)) == ("partial", ["a/m0", "c/m0"])
    assert "left out bad" in snapshot.detail


@pytest.mark.parametrize(
    "link",
    ['<http://elsewhere.example/x>; rel="next"', "<http://[>; rel=next", "<//e>;rel=next"],
)
def test_a_link_that_leaves_the_hub_leaves_the_namespace_out(hub: Hub, link: str) -> None:
    fill(hub, a=1, bad=1)
    hub.twist(faults.linked(link), path="/api/models", author="bad")
    snapshot = night(hub)
    assert (snapshot.outcome, entities(snapshot)) == ("partial", ["a/m0"])


@pytest.mark.parametrize("limit", ["1", "1000"])
def test_pages_may_be_shorter_or_longer_than_asked(hub: Hub, limit: str) -> None:
    fill(hub, a=7)

    def resized(ask: Ask, usual: Response) -> Response:
        if ask.one("limit") == limit:
            return usual
        again = Ask(ask.path, {**ask.query, "limit": [limit]}, ask.headers, ask.connection, ask.hub)
        return hub.answer(again) or usual

    hub.twist(resized, path="/api/models", author="a")
    snapshot = night(hub)
    assert (snapshot.outcome, len(entities(snapshot))) == ("ok", 7)
