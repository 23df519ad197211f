"""The Federal Register's documents: answers as recorded, and mutilated ones, by loopback."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from builder.model.catalog import Catalog
from builder.model.snapshot import Parsed, Snapshot
from builder.sources import federal_register
from builder.web import Web
from tests.world.clock import TurnedClock
from tests.world.shelf import Reply, Request, Shelf, raw

TODAY = date(2026, 10, 2)
SITE = "https://www.federalregister.gov/documents/2026/09/29/2026-19927/ural-airlines-jsc"


def document(**fields: Any) -> dict[str, Any]:
    """Return one document in the API's shape; a field that is `...` is left out."""
    entry = {
        "document_number": "2026-19927",
        "title": "URAL Airlines JSC; Order Renewing Temporary Denial of Export Privileges",
        "type": "Notice",
        "citation": "91 FR 48211",
        "html_url": SITE,
        "publication_date": "2026-09-29",
        "effective_on": None,
        **fields,
    }
    return {key: value for key, value in entry.items() if value is not ...}


RULE = document(
    document_number="2026-20058",
    title="Additions to the Entity List",
    type="Rule",
    publication_date="2026-09-30",
    effective_on="2026-10-15",
)
NOTICE = document()


def page(*found: Any, count: int | None = None) -> dict[str, Any]:
    whole = {"description": "Documents", "count": len(found) if count is None else count}
    return {**whole, "total_pages": 1, "results": list(found)} if found else whole


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as running:
        _answer(running, agency=page(RULE, NOTICE), code=page(RULE))
        yield running


def _answer(shelf: Shelf, *, agency: Any, code: Any) -> None:
    def answering(request: Request) -> Reply:
        return Reply(raw(agency if request.all("conditions[agencies][]") else code))

    shelf.put_answering(federal_register.PATH, answering)


def night(shelf: Shelf) -> Snapshot:
    web = Web({"federal-register": shelf.url}, clocks=TurnedClock().time)
    return federal_register.fetch(web, Catalog({}), TODAY)


def read(shelf: Shelf) -> Parsed:
    return federal_register.parse(night(shelf), Catalog({}))


def numbers(parsed: Parsed) -> list[str]:
    return [observation.entity for observation in parsed.observations]


def test_a_document_is_seen_once_on_its_day_with_what_it_is(shelf: Shelf) -> None:
    parsed = read(shelf)
    notice, rule = parsed.observations
    assert (notice.entity, notice.period) == ("2026-19927", date(2026, 9, 29))
    assert dict(notice.values) == {"documents": 1}
    assert notice.attributes == {
        "title": NOTICE["title"], "type": "Notice", "citation": "91 FR 48211", "url": SITE,
    }  # fmt: skip
    assert rule.attributes["effective_on"] == "2026-10-15"
    assert (parsed.table, parsed.oddities) == ("documents", ())


def test_it_is_asked_by_agency_and_by_part_a_year_back_and_for_named_fields(shelf: Shelf) -> None:
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.requests) == ("ok", 2)
    agency, code = shelf.log
    assert agency.all("conditions[agencies][]") == ["industry-and-security-bureau"]
    assert code.all("conditions[cfr][title]") + code.all("conditions[cfr][part]") == [
        "15", "730-774",
    ]  # fmt: skip
    for request in shelf.log:
        assert request.all("fields[]") == list(federal_register.FIELDS)
        assert request.all("conditions[publication_date][gte]") == ["2025-10-02"]
        assert request.all("conditions[term]") == []


def _paged(pages: list[dict[str, Any]]) -> Callable[[Request], Reply]:
    return lambda request: Reply(raw(pages[int(request.all("page")[0]) - 1]))


def test_further_pages_are_asked_until_all_are_there(shelf: Shelf) -> None:
    pages = [page(RULE, count=2), page(NOTICE, count=2)]
    shelf.put_answering(federal_register.PATH, _paged(pages))
    assert numbers(read(shelf)) == ["2026-19927", "2026-20058"]
    assert len(shelf.log) == 4


@pytest.mark.parametrize("second", [page(count=2), page(NOTICE, count=3), page(count=0)])
def test_less_than_promised_is_a_failed_night(shelf: Shelf, second: dict[str, Any]) -> None:
    second.setdefault("results", [])
    shelf.put_answering(federal_register.PATH, _paged([page(RULE, count=2), second]))
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})


def test_more_than_the_api_can_give_is_a_failed_night(shelf: Shelf) -> None:
    _answer(shelf, agency=page(RULE, count=10_000), code=page())
    assert night(shelf).outcome == "failed"


def test_nothing_on_one_question_is_an_answer_and_nothing_on_both_is_not(shelf: Shelf) -> None:
    _answer(shelf, agency=page(RULE), code=page())
    assert numbers(read(shelf)) == ["2026-20058"]
    _answer(shelf, agency=page(), code=page())
    assert night(shelf).outcome == "failed"


@pytest.mark.parametrize(
    "fields",
    [
        {"document_number": ...}, {"document_number": 20058}, {"document_number": "../../etc"},
        {"document_number": "2026-20058\n"}, {"title": ...}, {"title": "\u200b"},
        {"title": {"en": "x"}}, {"publication_date": ...}, {"publication_date": "10/02/2026"},
        {"publication_date": "2099-01-01"}, {"publication_date": float("nan")},
    ],
)  # fmt: skip
def test_an_odd_document_is_left_out_and_told(shelf: Shelf, fields: dict[str, Any]) -> None:
    _answer(shelf, agency=page(NOTICE, document(**fields)), code=page())
    parsed = read(shelf)
    assert numbers(parsed) == ["2026-19927"]
    assert len(parsed.oddities) == 1


@pytest.mark.parametrize("row", [None, 3, "2026-20058", []])
def test_a_document_that_is_none_is_left_out_and_told(shelf: Shelf, row: Any) -> None:
    _answer(shelf, agency=page(NOTICE, row), code=page())
    assert len(read(shelf).oddities) == 1


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [
        ("html_url", "javascript:alert(1)", "url"),
        ("html_url", "https://www.federalregister.gov.evil.example/x", "url"),
        ("html_url", f"{SITE}\nname: other", "url"),
        ("citation", "91 FR", "citation"),
        ("citation", 91, "citation"),
        ("effective_on", "soon", "effective_on"),
        ("type", None, "type"),
    ],
)
def test_an_odd_detail_is_left_out_alone(
    shelf: Shelf, field: str, value: Any, attribute: str
) -> None:
    _answer(shelf, agency=page({**RULE, field: value}), code=page())
    (observation,) = read(shelf).observations
    assert attribute not in observation.attributes
    assert observation.attributes["title"] == RULE["title"]


def test_a_title_is_one_bounded_line_of_what_can_be_seen(shelf: Shelf) -> None:
    title = "Rule\r\nname: x\u202e\x1b[31m" + "long " * 1000
    _answer(shelf, agency=page({**RULE, "title": title}), code=page())
    (observation,) = read(shelf).observations
    shown = observation.attributes["title"]
    assert shown.startswith("Rule name: x[31mlong long")
    assert shown.isprintable()
    assert len(shown) <= 300


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{}", b"<html></html>", b'{"count": 1, "results": [{', b"\xff\xfe",
        {"count": 1}, {"count": "1", "results": [RULE]}, {"count": 1, "results": {}},
        {"results": [RULE]}, {"count": 1, "documents": [RULE]}, {"count": 0, "results": [RULE]},
        {"count": float("nan"), "results": [RULE]},
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_a_failed_night(shelf: Shelf, body: Any) -> None:
    _answer(shelf, agency=page(RULE), code=body)
    snapshot = night(shelf)
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert federal_register.parse(snapshot, Catalog({})).observations == ()


@pytest.mark.parametrize("status", [400, 401, 404, 429, 503])
def test_a_refusal_is_a_failed_night(shelf: Shelf, status: int) -> None:
    shelf.put(federal_register.PATH, {"errors": {"per_page": "no"}}, status=status)
    assert str(status) in night(shelf).detail
