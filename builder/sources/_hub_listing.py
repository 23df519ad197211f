"""Asks the Hub for the repositories of one namespace: all of them, or an error that says why."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from builder.errors import SourceError
from builder.model.snapshot import Answer
from builder.web import Reply, Web, read_json

#: What is asked of each repository. `cardData` is left out: whole model cards come with it, and
#: the tags already say licence and base models.
PROPERTIES = (
    "downloads",
    "downloadsAllTime",
    "likes",
    "createdAt",
    "gated",
    "disabled",
    "private",
    "pipeline_tag",
    "library_name",
    "tags",
    "baseModels",
    "safetensors",
    "gguf",
)
#: What is still asked when the Hub refuses the list of properties and does not say which.
FEWEST = ("downloads", "downloadsAllTime", "likes", "createdAt", "tags")
PAGE = 500
#: A user is found one request later than an organization; larger pages make up for it.
USER_PAGE = 1_000
MOST_PAGES = 40
#: The least share of its repositories (by the Hub's own count) that a namespace must answer.
WHOLE = 0.9
_EXPIRED = "Invalid credentials in Authorization header"
_ALLOWED = re.compile(r"one of \[([^\]]*)\]")


def items_of(answer: Answer) -> list[Any]:
    """Return the raw items of a page. Raises SourceError when it is not a JSON list."""
    items = read_json(answer)
    if not isinstance(items, list):
        raise _unusable(f"a {type(items).__name__} instead of a list")
    return items


def namespace_of(repository: object) -> str:
    """Return the lower-cased namespace of `repository`; empty when it has none."""
    owner, slash, _ = str(repository).partition("/")
    return owner.lower() if slash else ""


class Hub:
    """The Hub for one night: what is asked of it, and what turned out differently.

    `properties` shrinks when the Hub refuses one of them; `remarks` says so, once.
    """

    def __init__(self, web: Web, base: str) -> None:
        self._web = web
        self._base = base
        self.properties: tuple[str, ...] = PROPERTIES
        self.remarks: list[str] = []

    def repositories(self, namespace: str) -> tuple[Answer, ...]:
        """Return every page of the repositories of `namespace`.

        Raises SourceError when any page fails, or when they hold less than they should.
        """
        kind, expected = self._overview(namespace)
        size = USER_PAGE if kind == "users" else PAGE
        pages = tuple(self._pages(namespace, size))
        found = {
            str(item["id"]).lower()
            for page in pages
            for item in items_of(page)
            if isinstance(item, dict) and namespace_of(item.get("id")) == namespace.lower()
        }
        _check_whole(len(found), kind, expected)
        return pages

    def repository(self, name: str) -> Answer | None:
        """Return what the Hub says of one repository; None when there is none of that name.

        An older name leads on to the newest, and loses on its way what was asked for; so the
        newest is asked again.
        """
        answer = self._one(name)
        told = read_json(answer) if answer else None
        newest = told.get("id") if isinstance(told, dict) else None
        is_renamed = isinstance(newest, str) and newest.lower() != name.lower()
        return self._one(newest) if is_renamed and newest else answer

    def _one(self, name: str) -> Answer | None:
        path = "/".join(quote(part, safe="") for part in name.split("/"))
        reply = self._with_properties(f"{self._base}/api/models/{path}", (), accept=(200, 404))
        return reply.answer if reply.answer.status == 200 else None

    def owner(self, namespace: str) -> tuple[str, dict[str, Any]]:
        """Return what kind of owner the Hub knows, and what it says of it; nothing if none."""
        for kind in ("organizations", "users"):
            url = f"{self._base}/api/{kind}/{quote(namespace, safe='')}/overview"
            reply = self._get(url, accept=(200, 404))
            if reply.answer.status == 200:
                told = read_json(reply.answer)
                return kind, told if isinstance(told, dict) else {}
        return "", {}

    def _overview(self, namespace: str) -> tuple[str, int | None]:
        """Return what kind of owner the Hub knows, if any, and how many models it counts there."""
        kind, told = self.owner(namespace)
        count = told.get("numModels")
        return kind, count if type(count) is int and count >= 0 else None

    def _pages(self, namespace: str, size: int) -> Iterator[Answer]:
        reply = self._first_page(namespace, size)
        seen: set[str] = set()
        while True:
            yield reply.answer
            if reply.next_url is None:
                return
            url = self._ours(reply.next_url, reply.answer.url)
            if url in seen:
                raise _unusable("its list of repositories turns in a circle")
            if len(seen) + 1 >= MOST_PAGES:
                raise _unusable(f"its list of repositories has more than {MOST_PAGES} pages")
            seen.add(url)
            reply = self._get(url)

    def _first_page(self, namespace: str, size: int) -> Reply:
        params = [("author", namespace), ("sort", "createdAt"), ("limit", str(size))]
        return self._with_properties(f"{self._base}/api/models", params)

    def _with_properties(
        self, url: str, params: Sequence[tuple[str, str]], *, accept: tuple[int, ...] = (200,)
    ) -> Reply:
        """Ask `url` for every property, and again for fewer while the Hub refuses some of them."""
        while True:
            asked = [*params, *(("expand", name) for name in self.properties)]
            reply = self._get(url, asked, accept=(*accept, 400))
            if reply.answer.status != 400:
                return reply
            self._ask_less(reply)

    def _ask_less(self, reply: Reply) -> None:
        """Drop what the Hub refuses. Raises SourceError when there is nothing to drop."""
        refused = _refused(reply.answer.body.decode("utf-8", "replace"), self.properties)
        kept = tuple(name for name in self.properties if name not in refused)
        if kept == self.properties or not kept:
            raise _unusable(f"status 400: {reply.complaint}")
        self.remarks.append(f"the Hub no longer tells {', '.join(sorted(refused))}")
        self.properties = kept

    def _get(
        self,
        url: str,
        params: list[tuple[str, str]] | None = None,
        accept: tuple[int, ...] = (200,),
    ) -> Reply:
        """Ask the Hub, without the token from the moment on at which the Hub refuses it."""
        reply = self._web.get(url, params or (), accept=(*accept, 401), authorized=True)
        self._ours(reply.answer.url)
        if reply.answer.status != 401:
            return reply
        if _EXPIRED in reply.complaint and self._web.drop_token():
            self.remarks.append("the Hub's token has expired; asked without it")
            return self._get(url, params, accept)
        raise _unusable(f"status 401: {reply.complaint or 'no reason given'}")

    def _ours(self, url: str, page: str = "") -> str:
        """Return `url` in full, as `page` means it. Raises SourceError if it leaves the Hub."""
        try:
            whole = urljoin(page, url)
            ours, other = urlsplit(self._base), urlsplit(whole)
            if (ours.scheme, ours.hostname, ours.port) == (
                other.scheme, other.hostname, other.port,
            ):  # fmt: skip
                return whole
        except ValueError as error:
            raise _unusable("it points to an address that is none") from error
        raise _unusable("it points to another host")


def _refused(complaint: str, asked: tuple[str, ...]) -> set[str]:
    """Return which of the properties `asked` the Hub refuses, by what its complaint says."""
    allowed = _ALLOWED.search(complaint)
    if allowed and "..." not in allowed[1]:
        return set(asked) - set(re.findall(r"[\w-]+", allowed[1]))
    named = set() if allowed else set(asked) & set(re.findall(r"\w+", complaint))
    return named or set(asked) - set(FEWEST)


def _check_whole(found: int, kind: str, expected: int | None) -> None:
    """Raise SourceError when a namespace answered less than the Hub says it has."""
    if not found and not kind:
        raise _unusable("gone or renamed: no repository, no such organization or user")
    if not found and expected is None:
        raise _unusable("no repository, and the Hub does not say how many there should be")
    if expected and found < WHOLE * expected:
        raise _unusable(f"answered {found:,} of {expected:,} repositories")


def _unusable(why: str) -> SourceError:
    return SourceError(
        "a namespace of the Hub cannot be taken over",
        why=why,
        advice="open it on the Hub; if it was renamed, give the old name an `until` in the catalog",
    )
