"""OpenRouter's daily tokens: an answer as recorded, and mutilated ones, by loopback."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from builder.model.catalog import Catalog
from builder.model.snapshot import Parsed, Snapshot
from builder.sources import openrouter_tokens
from builder.web import Web
from tests.world.clock import TurnedClock
from tests.world.shelf import Reply, Request, Shelf

TODAY = date(2026, 9, 22)
KEY = "sk-or-v1-0123456789abcdef"
#: The shape of the Data API: texts for counts, `other` last within its day.
ANSWER: dict[str, Any] = {
    "data": [
        {"date": "2026-09-20", "model_permaslug": "z-ai/glm-5.3-flash", "total_tokens": "600"},
        {"date": "2026-09-20", "model_permaslug": "other", "total_tokens": "400"},
        {"date": "2026-09-21", "model_permaslug": "z-ai/glm-5.3-flash", "total_tokens": "500"},
        {"date": "2026-09-21", "model_permaslug": "x/y-1:free", "total_tokens": "300"},
        {"date": "2026-09-21", "model_permaslug": "other", "total_tokens": "200"},
    ],
    "meta": {
        "as_of": "2026-09-22T12:38:45.311Z",
        "start_date": "2026-08-23",
        "end_date": "2026-09-21",
        "version": "v1",
    },
}  # fmt: skip


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setenv(openrouter_tokens.KEY, KEY)
    with Shelf() as running:
        running.put(openrouter_tokens.PATH, ANSWER)
        yield running


def night(shelf: Shelf) -> Snapshot:
    web = Web({"openrouter-tokens": shelf.url}, clocks=TurnedClock().time)
    return openrouter_tokens.fetch(web, Catalog({}), TODAY)


def read(shelf: Shelf) -> Parsed:
    return openrouter_tokens.parse(night(shelf), Catalog({}))


def rows(parsed: Parsed) -> list[tuple[str, str, float | None, float | None]]:
    return [
        (str(o.period), o.entity, o.values.get("tokens"), o.values.get("token_share_pct"))
        for o in parsed.observations
    ]


def changed(**fields: object) -> dict[str, Any]:
    """Return the answer with the fields of its second last row, `x/y-1:free`, changed."""
    answer = deepcopy(ANSWER)
    answer["data"][3].update(fields)
    answer["data"][3] = {k: v for k, v in answer["data"][3].items() if v != "gone"}
    return answer


def test_a_whole_answer_gives_tokens_and_shares_of_the_whole_day(shelf: Shelf) -> None:
    parsed = read(shelf)
    assert rows(parsed) == [
        ("2026-09-20", "other", 400, 40),
        ("2026-09-21", "other", 200, 20),
        ("2026-09-21", "x/y-1:free", 300, 30),
        ("2026-09-20", "z-ai/glm-5.3-flash", 600, 60),
        ("2026-09-21", "z-ai/glm-5.3-flash", 500, 50),
    ]
    assert (parsed.table, parsed.oddities) == ("tokens", ())
    stamps = {o.entity: o.attributes.get("as_of") for o in parsed.observations}
    assert stamps["other"] == "2026-09-22T12:38:45.311Z"


def test_thirty_whole_days_are_asked_once_with_the_key(shelf: Shelf) -> None:
    snapshot = night(shelf)
    (request,) = shelf.log
    assert request.query == (("start_date", "2026-08-23"), ("end_date", "2026-09-21"))
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert (snapshot.outcome, snapshot.requests) == ("ok", 1)
    assert KEY not in repr(snapshot)


def test_without_a_key_it_is_skipped_asks_nothing_and_says_so(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(openrouter_tokens.KEY, "  ")
    snapshot = night(shelf)
    assert (snapshot.outcome, shelf.log) == ("skipped", [])
    assert "OPENROUTER_API_KEY is not set" in snapshot.detail
    assert openrouter_tokens.parse(snapshot, Catalog({})) == Parsed((), (), "tokens")


@pytest.mark.parametrize("key", ["sk or", "sk-\n-or", "sk-ключ"])
def test_what_cannot_be_a_key_is_never_sent_or_told(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv(openrouter_tokens.KEY, key)
    snapshot = night(shelf)
    assert (snapshot.outcome, shelf.log) == ("failed", [])
    assert key not in snapshot.detail


def test_a_refused_key_is_told_without_the_key(shelf: Shelf) -> None:
    def echo(_: Request) -> Reply:
        return Reply(b'{"error": "no user for ' + KEY.encode() + b'"}', 401)

    shelf.put_answering(openrouter_tokens.PATH, echo)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert "401" in snapshot.detail
    assert KEY not in repr(snapshot)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_refusal_is_a_failed_night(shelf: Shelf, status: int) -> None:
    shelf.put(openrouter_tokens.PATH, {"error": {"message": "no"}}, status=status)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert str(status) in snapshot.detail


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>", b"", b"null", b'{"data": [', b"\xff\xfe\x00", b"[]",
        {"data": {}}, {"data": []}, {"rows": ANSWER["data"]}, {"data": [None, 1, "x"]},
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_a_failed_night(shelf: Shelf, body: Any) -> None:
    shelf.put(openrouter_tokens.PATH, body)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})


@pytest.mark.parametrize(
    "fields",
    [
        {"total_tokens": "gone"}, {"total_tokens": None}, {"total_tokens": "NaN"},
        {"total_tokens": float("nan")}, {"total_tokens": "-3"}, {"total_tokens": 2.5},
        {"total_tokens": True}, {"total_tokens": "9" * 18}, {"model_permaslug": "gone"},
        {"model_permaslug": ["a/b"]}, {"model_permaslug": "=cmd|'/c calc'!A0"},
        {"model_permaslug": "a/" + "b" * 300},
    ],
)  # fmt: skip
def test_a_bad_row_is_left_out_and_its_day_has_no_shares(
    shelf: Shelf, fields: dict[str, object]
) -> None:
    shelf.put(openrouter_tokens.PATH, changed(**fields))
    parsed = read(shelf)
    assert rows(parsed) == [
        ("2026-09-20", "other", 400, 40),
        ("2026-09-21", "other", 200, None),
        ("2026-09-20", "z-ai/glm-5.3-flash", 600, 60),
        ("2026-09-21", "z-ai/glm-5.3-flash", 500, None),
    ]
    assert parsed.observations[1].status == "missing:token_share_pct"
    assert len(parsed.oddities) == 1


@pytest.mark.parametrize("day", ["2026-09-22", "2099-01-01"])
def test_a_row_of_a_day_that_is_not_over_is_left_out(shelf: Shelf, day: str) -> None:
    shelf.put(openrouter_tokens.PATH, changed(date=day))
    parsed = read(shelf)
    assert "x/y-1:free" not in {o.entity for o in parsed.observations}
    assert ("2026-09-20", "other", 400, 40) in rows(parsed)
    assert len(parsed.oddities) == 1


@pytest.mark.parametrize("day", ["2026-02-30", "gone", 20260921, None])
def test_a_row_of_no_day_leaves_every_day_without_shares(shelf: Shelf, day: object) -> None:
    shelf.put(openrouter_tokens.PATH, changed(date=day))
    parsed = read(shelf)
    assert "x/y-1:free" not in {o.entity for o in parsed.observations}
    assert [share for *_, share in rows(parsed)] == [None] * 4


def test_the_same_row_twice_counts_once(shelf: Shelf) -> None:
    answer = deepcopy(ANSWER)
    answer["data"].append(answer["data"][3])
    shelf.put(openrouter_tokens.PATH, answer)
    parsed = read(shelf)
    assert ("2026-09-21", "x/y-1:free", 300, 30) in rows(parsed)
    assert parsed.oddities == ("1 row told twice",)


def test_of_two_rows_that_contradict_each_other_neither_counts(shelf: Shelf) -> None:
    answer = deepcopy(ANSWER)
    answer["data"].append({**answer["data"][3], "total_tokens": "301"})
    shelf.put(openrouter_tokens.PATH, answer)
    parsed = read(shelf)
    assert "x/y-1:free" not in {o.entity for o in parsed.observations}
    assert ("2026-09-21", "other", 200, None) in rows(parsed)


def test_a_model_spelled_in_two_ways_leaves_its_day_without_shares(shelf: Shelf) -> None:
    answer = deepcopy(ANSWER)
    row = answer["data"][3]
    answer["data"].append({**row, "model_permaslug": row["model_permaslug"].upper()})
    shelf.put(openrouter_tokens.PATH, answer)
    told = {entity: share for _, entity, _, share in rows(read(shelf)) if share is not None}
    assert row["model_permaslug"] not in told


def test_a_day_without_its_other_row_has_no_shares(shelf: Shelf) -> None:
    answer = deepcopy(ANSWER)
    del answer["data"][4]
    shelf.put(openrouter_tokens.PATH, answer)
    assert ("2026-09-21", "x/y-1:free", 300, None) in rows(read(shelf))


def test_no_tokens_at_all_is_a_count_and_not_missing(shelf: Shelf) -> None:
    shelf.put(openrouter_tokens.PATH, changed(total_tokens="0"))
    assert ("2026-09-21", "x/y-1:free", 0, 0) in rows(read(shelf))


def test_an_answer_without_its_date_of_citation_still_counts(shelf: Shelf) -> None:
    shelf.put(openrouter_tokens.PATH, {"data": ANSWER["data"], "meta": {"as_of": "<script>"}})
    assert all(not o.attributes for o in read(shelf).observations)
