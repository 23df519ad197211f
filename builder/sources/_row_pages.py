"""Asks the Hub's rows service for one category of a data set: filtered, or from the list's head."""

from collections.abc import Mapping, Sequence
from typing import Any

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web import UnreachableError, Web, plain_address, read_json

#: The most rows that the service gives at once.
PAGE = 100
MOST_PAGES = 40

Query = Sequence[tuple[str, str]]


def filtered_or_head(
    web: Web, base: str, query: Query, *, category: str
) -> tuple[tuple[Answer, ...], str]:
    """Return the pages with every row of `category`, and a remark if the filter was of no use.

    Raises SourceError when neither way gives a whole category.
    """
    where = ("where", f"\"category\"='{category}'")
    try:
        return _filtered(web, f"{base}/filter", (*query, where)), ""
    except UnreachableError:
        raise
    except SourceError as error:
        remark = f"the filter was of no use ({error.why}); read from the list's head"
        return _head(web, f"{base}/rows", query, category=category), remark


def _filtered(web: Web, url: str, query: Query) -> tuple[Answer, ...]:
    """Return all pages, as many rows as the first of them promises."""
    pages: list[Answer] = []
    seen, total = 0, 1
    while seen < total and len(pages) < MOST_PAGES:
        answer = _page(web, url, query, seen)
        count = len(rows_of(answer))
        promised = read_json(answer).get("num_rows_total")
        if type(promised) is not int or (pages and promised != total):
            raise _unusable(url, "it does not say, or says anew, how many rows there are")
        if not count:
            raise _unusable(url, f"it gave {seen:,} of {promised:,} rows")
        pages.append(answer)
        seen, total = seen + count, promised
    if seen != total:
        raise _unusable(url, f"it gave {seen:,} of {total:,} rows")
    return tuple(pages)


def _head(web: Web, url: str, query: Query, *, category: str) -> tuple[Answer, ...]:
    """Return the pages up to the first row of another category: the list is sorted by them."""
    pages: list[Answer] = []
    while len(pages) < MOST_PAGES:
        answer = _page(web, url, query, len(pages) * PAGE)
        ours = [row.get("category") == category for row in rows_of(answer)]
        if sorted(ours, reverse=True) != ours or not (pages or any(ours)):
            raise _unusable(url, f"{category} is not the head of the list")
        pages.append(answer)
        if len(ours) < PAGE or not all(ours):
            return tuple(pages)
    raise _unusable(url, f"{category} has more than {MOST_PAGES} pages")


def _page(web: Web, url: str, query: Query, offset: int) -> Answer:
    params = [*query, ("offset", str(offset)), ("length", str(PAGE))]
    return web.get(url, params).answer


def rows_of(answer: Answer) -> list[Mapping[str, Any]]:
    """Return the rows of a page. Raises SourceError when it is no whole page of rows."""
    told = read_json(answer)
    entries = told.get("rows") if isinstance(told, dict) else None
    if not isinstance(entries, list):
        raise _unusable(answer.url, "it holds no list of rows")
    if told.get("partial"):
        raise _unusable(answer.url, "the service itself knows the data set in part only")
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("row"), dict):
            raise _unusable(answer.url, "it holds a row that is none")
        if entry.get("truncated_cells"):
            raise _unusable(answer.url, "it holds cells that are cut off")
    return [entry["row"] for entry in entries]


def _unusable(url: str, why: str) -> SourceError:
    return SourceError(
        f"{plain_address(url)} gave no usable rows",
        why=why,
        advice="open the address; if the data set has changed, the source's module must follow",
    )
