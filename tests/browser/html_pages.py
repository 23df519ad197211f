"""Reads a built page: its ids, its links, and what it loads."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class HtmlPage(HTMLParser):
    """What a page refers to: `links` to go to, `loads` to show itself, and its own `ids`.

    `ids` counts the names of elements too, `own` does not; `twice` are ids that more than one has.
    """

    ids: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def read(cls, path: Path) -> "HtmlPage":
        """Read one file."""
        page = cls()
        page.feed(path.read_text(encoding="utf-8"))
        return page

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what a tag refers to."""
        given = {name: value or "" for name, value in attributes}
        self.tags.add(tag)
        if own := given.get("id"):
            (self.twice if own in self.own else self.own).add(own)
        self.ids.update(given[name] for name in ("id", "name") if given.get(name))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.loads.append(given["href"])
        if tag in ("script", "img", "iframe", "source", "object") and given.get("src"):
            self.loads.append(given["src"])
