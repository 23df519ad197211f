"""Federal Register: what the Bureau of Industry and Security publishes, and changes to its rules.

API v1, asked twice: by agency, and by the parts of the Code of Federal Regulations that hold the
Export Administration Regulations, which other agencies change too. Never by keyword: that search
runs over whole texts and finds anything. Each night looks back a year, so that a missed night and
a late correction harm nothing; a document is kept once. Entity: the document's number; period:
the day it was published. What it means for anybody, a person decides (`tracker proposed`).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, read_again
from builder.sources._hub_item import line
from builder.sources._odd import OddError, day, told
from builder.web import Web, plain_address, read_json

TABLE = "documents"
PATH = "/api/v1/documents.json"
DAYS = 365
PAGE = 1_000
#: The API never gives more than two thousand documents to one question.
MOST_PAGES = 2
FIELDS = (
    "document_number",
    "title",
    "type",
    "citation",
    "html_url",
    "publication_date",
    "effective_on",
)
QUESTIONS = (
    (("conditions[agencies][]", "industry-and-security-bureau"),),
    (("conditions[cfr][title]", "15"), ("conditions[cfr][part]", "730-774")),
)
_NUMBER = re.compile(r"[0-9A-Z]{1,6}-[0-9]{1,6}(-[0-9]{1,6})?", re.ASCII)
_CITATION = re.compile(r"[0-9]{1,3} FR [0-9]{1,6}", re.ASCII)
_ADDRESS = re.compile(r"https://www\.federalregister\.gov/[A-Za-z0-9/._-]{1,300}", re.ASCII)


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for every document of the last year."""
    return asked(_source(as_of), web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per document: that it was seen, and as attributes what it is."""
    return read_again(_source(snapshot.as_of), snapshot, TABLE)


def _source(as_of: date) -> Source:
    def ask(web: Web, base: str) -> tuple[tuple[Answer, ...], str]:
        pages = (page for asks in QUESTIONS for page in _pages(web, base, [*asks, *window]))
        return tuple(pages), ""

    first = (as_of - timedelta(days=DAYS)).isoformat()
    window = [("conditions[publication_date][gte]", first)]
    window += [("fields[]", field) for field in FIELDS]
    window += [("order", "newest"), ("per_page", str(PAGE))]
    return Source("federal-register", "https://www.federalregister.gov", ask, _read)


def _pages(web: Web, base: str, asks: list[tuple[str, str]]) -> Iterator[Answer]:
    """Yield the answers to one question. Raises SourceError unless they hold all they promise."""
    seen, promised, number = 0, 1, 1
    while seen < promised:
        answer = web.get(f"{base}{PATH}", [*asks, ("page", str(number))]).answer
        count, found = _page(answer)
        if number > 1 and (count != promised or not found):
            raise _unusable(answer, f"it promised {promised:,} documents and gave {seen:,}")
        if count > MOST_PAGES * PAGE or len(found) > count:
            raise _unusable(answer, f"it counts {count:,} documents, which cannot be")
        if count and not found:
            raise _unusable(answer, f"it counts {count:,} documents and gives none")
        yield answer
        seen, promised, number = seen + len(found), count, number + 1


def _page(answer: Answer) -> tuple[int, list[Any]]:
    """Return how many documents there are in all, and those of this page."""
    page = read_json(answer)
    count = page.get("count") if isinstance(page, dict) else None
    if type(count) is not int or count < 0:
        raise _unusable(answer, "it does not say how many documents there are")
    found = page.get("results", [] if count == 0 else None)
    if not isinstance(found, list):
        raise _unusable(answer, "it holds no list of documents")
    return count, found


def _read(snapshot: Snapshot) -> Parsed:
    rows = [row for answer in snapshot.parts["all"] for row in _page(answer)[1]]
    once = {repr(row): row for row in rows}  # many documents answer both questions
    return gathered(once.values(), lambda row: _observation(row, snapshot.as_of), table=TABLE)


def _observation(row: object, as_of: date) -> Observation:
    if not isinstance(row, dict):
        raise OddError("without fields")
    number, title = row.get("document_number"), line(row.get("title"))
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise OddError("without a document number")
    if not title:
        raise OddError("without a title")
    published = day(row.get("publication_date"), "day of publication", as_of)
    return Observation(number, published, {"documents": 1}, _attributes(row, title))


def _attributes(row: Mapping[str, Any], title: str) -> dict[str, str]:
    effective = row.get("effective_on")
    try:
        effective = day(effective, "day", date.max).isoformat()
    except OddError:
        effective = ""
    return told(
        {
            "title": title,
            "type": line(row.get("type")),
            "citation": _matching(_CITATION, row.get("citation")),
            "url": _matching(_ADDRESS, row.get("html_url")),
            "effective_on": effective,
        }
    )


def _matching(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _unusable(answer: Answer, why: str) -> SourceError:
    return SourceError(
        f"{plain_address(answer.url)} gave no usable documents",
        why=why,
        advice="open the address; if the API has changed, builder/sources must follow",
    )
