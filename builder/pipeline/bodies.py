"""Turns the Markdown of a page into its body: the same HTML as the engine makes, much sooner.

Figures and tables are HTML already. A Markdown parser reads every tag of them only to put them
back as they were, which takes most of its time; here they are taken out before and put back after.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import slugify, slugify_unicode
from markdown.treeprocessors import Treeprocessor

from builder import text
from builder.speech import originals
from builder.store.site_config import SiteConfig

Toc = tuple[Mapping[str, Any], ...]
#: Elements that stand for themselves in Markdown, where a line begins with them.
_BLOCK = re.compile(r"<(figure|div|table|details|section|ul|ol|dl|p|aside|nav|form)\b")
_BLANK = re.compile(r"\n{2,}")
_PUT_BACK = re.compile(r"<p>zqraw(\d+)qz</p>")
#: Where these are in a text, what looks like a block may be code, or like a mark of ours.
_UNSURE = ("```", "~~~", "zqraw")


@dataclass(frozen=True)
class Body:
    """The content of a page: its HTML, its headings as the toc extension tells them."""

    html: str
    toc: Toc

    @property
    def title(self) -> str | None:
        """The page's first heading, if that is of the first level."""
        return str(self.toc[0]["name"]) if self.toc and self.toc[0]["level"] == 1 else None


class Bodies:
    """A Markdown parser with the extensions of the site's configuration.

    A heading has the same anchor in every language, so that a link into a page holds in all: the
    words it is made of are those of the English heading.
    """

    def __init__(self, config: SiteConfig) -> None:
        self._links = _PageLinks()
        # The parser tells a heading with every kind of space as an ordinary one.
        self._english = {" ".join(said.split()): own for said, own in originals().items()}
        settings = {name: dict(how) for name, how in config.settings.items()}
        settings["toc"] = {**settings.get("toc", {}), "slugify": self._anchor}
        self._markdown = Markdown(extensions=list(config.extensions), extension_configs=settings)
        # After everything else, as the engine does it.
        self._markdown.treeprocessors.register(self._links, "page_links", 0)

    def body(self, path: str, markdown: str) -> Body:
        """Return the body of the page at `path`, a Markdown path inside the site."""
        self._links.page = path
        rest, raw = _without_raw(markdown)
        html = self._parsed(rest)
        if len(_PUT_BACK.findall(html)) != len(raw):
            # Something around a block changed what it is: an element that never ends, say.
            html = self._parsed(markdown)
        elif raw:
            html = _PUT_BACK.sub(lambda found: raw[int(found[1])], html)
        return Body(html, tuple(getattr(self._markdown, "toc_tokens", ())))

    def _anchor(self, heading: str, separator: str) -> str:
        english = self._english.get(heading, heading)
        return slugify(english, separator) or slugify_unicode(heading, separator)

    def _parsed(self, markdown: str) -> str:
        return self._markdown.reset().convert(markdown)


def _without_raw(markdown: str) -> tuple[str, list[str]]:
    """Return Markdown with a mark in place of each block that is nothing but HTML; and those."""
    if any(sign in markdown for sign in _UNSURE):
        return markdown, []
    raw: list[str] = []
    rest: list[str] = []
    for block in _BLANK.split(markdown):
        if _is_raw(block):
            rest.append(f"zqraw{len(raw)}qz")
            raw.append(block)
        else:
            rest.append(block)
    return "\n\n".join(rest), raw


def _is_raw(block: str) -> bool:
    """Say whether `block` is a row of whole elements, with nothing between them."""
    at = 0
    while found := _BLOCK.match(block, at):
        end = _end_of(block, found[1], found.end())
        if end is None:
            return False
        rest = block[end : end + 1]
        if not rest or block[end:].isspace():
            return True
        if rest != "\n":
            return False
        at = end + 1
    return False


def _end_of(block: str, name: str, at: int) -> int | None:
    """Return where the element `name` ends that began before `at`, None if it does not."""
    depth = 1
    for tag in _tags(name).finditer(block, at):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None


_TAGS: dict[str, re.Pattern[str]] = {}


def _tags(name: str) -> re.Pattern[str]:
    """Return what finds the next beginning or end of an element `name`."""
    if name not in _TAGS:
        _TAGS[name] = re.compile(rf"<(/)?{name}(?:>|(?=\s))")
    return _TAGS[name]


class _PageLinks(Treeprocessor):
    """Makes links between Markdown files links between pages, as the engine does."""

    page = "index.md"

    def run(self, root: Element) -> None:
        """Point every link at where its page is published."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key and element.get(key):
                element.set(key, published_link(self.page, str(element.get(key))))


def published_link(page: str, link: str) -> str:
    """Return how the published `page` says `link`, which its Markdown says by file name."""
    scheme, host, path, query, fragment = urlsplit(link)
    if scheme or host or not path or path.startswith("/"):
        return link
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return urlunsplit(("", "", text.link(page, goal), query, fragment))


def ids(toc: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Yield the id of every heading."""
    for one in toc:
        yield one["id"]
        yield from ids(one["children"])
