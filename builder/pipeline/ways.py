"""Every link of the built site leads somewhere: to a page, a file, and an anchor that is there."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from builder.errors import EngineError
from builder.text import published

#: Tags that link or can be linked to; a text holds no bare `<`, so this finds tags alone.
_TAG = re.compile(r"<[a-zA-Z][^<>]*\s(?:href|src|id|name)=[^<>]*>")
_ATTRIBUTE = re.compile(r"""\s(href|src|id|name)=(?:"([^"]*)"|'([^']*)')""")
_MOST_TOLD = 20
#: Where a link leads: a file of the site and an anchor in it, which may be empty.
Goal = tuple[str, str]


@dataclass
class Ways:
    """All that pages link to, each with one place that does; and the anchors that they have."""

    _goals: dict[Goal, tuple[str, str]] = field(default_factory=dict)
    _anchors: dict[str, set[str]] = field(default_factory=dict)

    def add(self, page: str, html: str) -> None:
        """Take in `html`, which stands on `page`, a Markdown path inside the site."""
        folder = published(page)
        own = self._anchors.setdefault(_file(folder), set())
        for name, link in _attributes(html):
            if name in ("id", "name"):
                own.add(link)
            else:
                self._note(page, folder, link)

    def _note(self, page: str, folder: str, link: str) -> None:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        goal = _file(path) if parts.path in ("", ".", "..") or parts.path.endswith("/") else path
        if parts.path.endswith(".."):
            goal = _file(path)
        self._goals.setdefault((goal, unquote(parts.fragment)), (page, link))

    def broken(self, files: Collection[str]) -> Iterator[str]:
        """Yield what leads nowhere, if `files` are all that the site has beside these pages."""
        for (goal, anchor), (page, link) in self._goals.items():
            anchors = self._anchors.get(goal)
            if anchors is None and goal not in files:
                yield f"{page} links to {link}, and there is no such page or file"
            elif anchor and anchors is not None and anchor not in anchors:
                yield f"{page} links to {link}, and there is no such place on that page"

    def refuse_broken(self, files: Collection[str]) -> None:
        """Raise EngineError where a link leads nowhere."""
        if found := sorted(self.broken(files)):
            more = [f"and {len(found) - _MOST_TOLD} more"] if len(found) > _MOST_TOLD else []
            raise EngineError(
                f"{len(found)} links of the site lead nowhere",
                why="\n".join([*found[:_MOST_TOLD], *more]),
                advice="mend the link on that page; the site that stands is untouched",
            )


def _attributes(html: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.findall(html):
        for name, double, single in _ATTRIBUTE.findall(tag):
            yield name, unescape(double or single)


def _file(folder: str) -> str:
    """Return the file that answers for a folder of the site."""
    return posixpath.normpath(posixpath.join(folder, "index.html"))
