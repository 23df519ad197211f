"""The Arena's board: every page of it in, its ratings out; of a mutilated one, nothing wrong."""

import json
from datetime import date
from typing import Any

import pytest

from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources import arena
from builder.web import Limits, Web
from tests.world import hub_faults as faults
from tests.world.clock import NOON, TurnedClock
from tests.world.hub import Hub
from tests.world.hub_wire import Ask, Response, Twist
from tests.world.published import board_row, publish_board

TODAY = date(2026, 11, 24)
NOBODY = Catalog({"organizations": {}, "sources": {}})


def night(hub: Hub, **limits: float) -> Snapshot:
    web = Web(
        {"arena": hub.url},
        limits=Limits(**{"silence": 2.0, **limits}),  # type: ignore[arg-type]
        clocks=TurnedClock().time,
        token=lambda: None,
    )
    return arena.fetch(web, NOBODY, TODAY)


def told(hub: Hub, *rows: Any) -> Parsed:
    publish_board(hub, rows)
    return arena.parse(night(hub), NOBODY)


def board(count: int) -> list[dict[str, Any]]:
    """Return a board of `count` models, followed by a board of another category."""
    ours = [board_row(f"model-{n}", 1500.0 - n) for n in range(count)]
    theirs = [board_row(f"model-{n}", 1600.0, category="chinese") for n in range(150)]
    return [*ours, *theirs]


# A whole answer.


def test_a_row_becomes_an_observation_of_the_day_of_its_board(hub: Hub) -> None:
    parsed = told(hub, board_row("Eule-3"))
    assert (parsed.table, parsed.oddities) == ("ratings", ())
    assert parsed.observations == (
        Observation(
            "Eule-3",
            date(2026, 11, 20),
            {"rating": 1400.5, "rating_low": 1395.25, "rating_high": 1405.75, "votes": 17799},
            {"organization": "alpha", "licence": "Apache 2.0"},
        ),
    )


def test_a_board_of_several_pages_is_asked_by_category(hub: Hub) -> None:
    publish_board(hub, board(386))
    snapshot = night(hub)
    assert (snapshot.outcome, snapshot.detail, snapshot.requests) == ("ok", "", 4)
    assert snapshot.url == f"{hub.url}/filter"
    assert {ask.path for ask in hub.log} == {"/filter"}
    assert [ask.one("offset") for ask in hub.log] == ["0", "100", "200", "300"]
    first = {name: hub.log[0].one(name) for name in ("dataset", "config", "split", "where")}
    assert first == {
        "dataset": "lmarena-ai/leaderboard-dataset",
        "config": "text_style_control",
        "split": "latest",
        "where": "\"category\"='overall'",
    }
    values = {o.entity: o.values["rating"] for o in arena.parse(snapshot, NOBODY).observations}
    assert values == {f"model-{n}": 1500.0 - n for n in range(386)}


@pytest.mark.parametrize("count", [1, 99, 100, 101, 386, 400])
def test_without_the_filter_the_head_of_the_list_is_read_and_said(hub: Hub, count: int) -> None:
    publish_board(hub, board(count), filter_works=False)
    snapshot = night(hub)
    assert snapshot.outcome == "ok"
    assert snapshot.detail.startswith("the filter was of no use (status 500")
    assert len(arena.parse(snapshot, NOBODY).observations) == count
    assert sum(ask.path == "/rows" for ask in hub.log) == count // 100 + 1


def test_boards_of_several_days_keep_their_own_days(hub: Hub) -> None:
    parsed = told(
        hub,
        board_row("Eule-3", 1400.0),
        board_row("Eule-3", 1390.0, leaderboard_publish_date="2026-11-13T00:00:00"),
    )
    assert [(o.period, o.values["rating"]) for o in parsed.observations] == [
        (date(2026, 11, 13), 1390.0),
        (date(2026, 11, 20), 1400.0),
    ]


def test_what_a_row_does_not_know_is_missing_and_never_zero(hub: Hub) -> None:
    row = board_row("Eule-3", rating_lower=None, rating_upper=None, vote_count=None)
    [one] = told(hub, {**row, "organization": " ", "license": None}).observations
    assert one.values == {"rating": 1400.5}
    assert one.status == "missing:rating_low missing:rating_high missing:votes"
    assert one.attributes == {}


def test_a_row_that_is_told_twice_is_one(hub: Hub) -> None:
    parsed = told(hub, board_row("Eule-3"), board_row("Eule-3"))
    assert len(parsed.observations) == 1
    assert parsed.oddities == ("1 row told twice",)


# Odd rows among others that are not.

ODD: dict[str, tuple[dict[str, Any], str]] = {
    "a text as rating": ({"rating": "high"}, "whose rating is no number"),
    "a truth as rating": ({"rating": True}, "whose rating is no number"),
    "a list as rating": ({"rating": [1400]}, "whose rating is no number"),
    "no rating": ({"rating": None}, "without a rating"),
    "NaN": ({"rating": float("nan")}, "without a rating"),
    "infinity": ({"rating": float("inf")}, "whose rating cannot be"),
    "more digits than a number has": ({"rating": 10**400}, "whose rating cannot be"),
    "less than nothing": ({"rating": -1.0}, "whose rating cannot be"),
    "another scale": (
        {"rating": 140050.0, "rating_lower": None, "rating_upper": None},
        "whose rating and interval do not go together",
    ),
    "an interval beside it": (
        {"rating_lower": 1401.0},
        "whose rating and interval do not go together",
    ),
    "an interval that is turned": (
        {"rating_lower": 1410.0, "rating_upper": 1390.0},
        "whose rating and interval do not go together",
    ),
    "half a vote": ({"vote_count": 2.5}, "whose vote_count cannot be"),
    "more votes than anybody counts": ({"vote_count": 1e299}, "whose vote_count cannot be"),
    "fewer votes than none": ({"vote_count": -1}, "whose vote_count cannot be"),
    "no name": ({"model_name": None}, "without a name"),
    "a number as name": ({"model_name": 4}, "with a number where a text should be"),
    "a name that turns round": ({"model_name": "a\u202eb"}, "with a text that cannot be"),
    "no day": ({"leaderboard_publish_date": None}, "without a publication date"),
    "a number as day": ({"leaderboard_publish_date": 20260913}, "without a publication date"),
    "a day that is none": (
        {"leaderboard_publish_date": "2026-02-30"},
        "whose publication date is no day",
    ),
    "tomorrow": (
        {"leaderboard_publish_date": "2026-11-25"},
        "whose publication date is still to come",
    ),
}


@pytest.mark.parametrize(("change", "why"), ODD.values(), ids=list(ODD))
def test_an_odd_row_is_left_out_and_told(hub: Hub, change: dict[str, Any], why: str) -> None:
    parsed = told(hub, board_row("Good"), {**board_row("Bad"), **change})
    assert [o.entity for o in parsed.observations] == ["Good"]
    assert parsed.oddities == (f"1 row {why}",)


@pytest.mark.parametrize("field", [f for f in arena.NEEDED if f != "category"])
def test_a_field_that_is_gone_everywhere_fails_by_name(hub: Hub, field: str) -> None:
    rows = [board_row(f"model-{n}") for n in range(5)]
    for row in rows:
        row[f"new_{field}"] = row.pop(field)
    publish_board(hub, rows)
    snapshot = night(hub)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert f"5 rows without the field {field}" in snapshot.detail


def test_of_two_rows_that_contradict_each_other_neither_is_believed(hub: Hub) -> None:
    parsed = told(hub, board_row("A"), board_row("B"), board_row("A", 1300.0))
    assert [o.entity for o in parsed.observations] == ["B"]
    assert parsed.oddities == ("1 row left out, for others contradict them",)


# Pages that do not make a whole.


def test_a_list_that_is_not_sorted_by_category_is_not_read_by_its_head(hub: Hub) -> None:
    rows = [board_row("a"), board_row("b", category="chinese"), board_row("c")]
    publish_board(hub, rows, filter_works=False)
    assert "overall is not the head of the list" in night(hub).detail
    assert night(hub).outcome == "failed"


def test_a_filter_that_gives_less_than_it_promises_is_of_no_use(hub: Hub) -> None:
    publish_board(hub, board(150), num_rows_total=386)
    snapshot = night(hub)
    assert snapshot.outcome == "ok"
    assert "it gave 150 of 386 rows" in snapshot.detail
    assert len(arena.parse(snapshot, NOBODY).observations) == 150


def test_a_board_that_changes_between_two_pages_is_not_mixed(hub: Hub) -> None:
    before, after = board(250), board(240)
    asked: list[Ask] = []

    def page(ask: Ask, _: Response) -> Response:
        asked.append(ask)
        rows = [r for r in (after if len(asked) > 1 else before) if r["category"] == "overall"]
        first = int(ask.one("offset"))
        entries = [{"row": row} for row in rows[first : first + 100]]
        return Response(200, {"rows": entries, "num_rows_total": len(rows)})

    hub.twist(page, path="/filter")
    publish_board(hub, after)
    snapshot = night(hub)
    assert "says anew" in snapshot.detail
    assert len(arena.parse(snapshot, NOBODY).observations) == 240


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'{"rows":{}}',
        b'{"error":"The dataset is being processed."}',
        b'{"rows":["x"],"num_rows_total":1}',
        b'{"rows":[{"row":null}],"num_rows_total":1}',
        b'{"rows":[],"num_rows_total":0}',
        b"\xff\xfe{\x00}\x00",
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_no_page_of_rows_fails(hub: Hub, body: bytes) -> None:
    for path in ("/filter", "/rows"):
        hub.twist(faults.body(body), path=path)
    snapshot = night(hub)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert snapshot.detail


def test_a_page_with_cut_cells_or_of_a_part_only_fails(hub: Hub) -> None:
    publish_board(hub, board(5), partial=True)
    assert "in part only" in night(hub).detail
    with Hub() as other:
        cut = {"rows": [{"row": board_row("a"), "truncated_cells": ["rating"]}]}
        for path in ("/filter", "/rows"):
            other.twist(faults.body({**cut, "num_rows_total": 1}), path=path)
        assert "cells that are cut off" in night(other).detail


def test_wherever_a_page_is_cut_off_it_is_no_page(hub: Hub) -> None:
    publish_board(hub, [board_row("Eule-3")])
    (answer,) = night(hub).parts["all"]
    whole = json.loads(answer.body)
    assert whole["rows"]
    for length in range(0, len(answer.body), 11):
        part = Answer(answer.url, 200, answer.body[:length])
        snapshot = Snapshot("arena", TODAY, NOON, answer.url, {"all": (part,)}, "ok")
        parsed = arena.parse(snapshot, NOBODY)
        assert parsed.observations == ()
        assert len(parsed.oddities) == 1


FAULTS: dict[str, Twist] = {
    "not found": faults.status(404, {"error": "The dataset does not exist."}),
    "too many requests": faults.status(429, Retry_After="86400"),
    "unavailable": faults.status(503),
    "html": faults.html(),
    "a reset": faults.reset(),
    "silence": faults.silent(),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_service_that_fails_is_a_snapshot_that_says_so(hub: Hub, fault: Twist) -> None:
    hub.twist(fault, path="/")
    snapshot = night(hub, silence=0.1)
    assert (snapshot.outcome, snapshot.parts, snapshot.source) == ("failed", {}, "arena")
    assert snapshot.detail


def test_a_service_that_is_not_there_is_asked_one_way_only(hub: Hub) -> None:
    url = hub.url
    hub.stop()
    web = Web({"arena": url}, clocks=TurnedClock().time, token=lambda: None)
    assert arena.fetch(web, NOBODY, TODAY).outcome == "failed"
    assert web.requests == 4


def test_a_list_without_end_is_left(hub: Hub) -> None:
    publish_board(hub, [board_row(f"m{n}") for n in range(5_000)], filter_works=False)
    assert "more than 40 pages" in night(hub).detail
