"""Tables of contents, drawn for every page as the theme drew that of a shell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.pipeline.bodies import Toc
from builder.pipeline.marks import mark

#: Headings of every sort that a table of contents shows, so that the theme shows how.
SAMPLE = f"## {mark('leaf')}\n\n## {mark('parent')}\n\n### {mark('child')}\n"
#: What opens the contents of the page that is shown, in the navigation of a phone.
_OPENER = '<label class="md-nav__link md-nav__link--active" for="__toc">'


@dataclass(frozen=True)
class Contents:
    """How the theme draws a table of contents: an entry, one with entries inside, what is around.

    `around` holds, by mark, what stands before and after the entries where that mark is; no part
    of it is there on a page without headings.
    """

    leaf: str
    opening: str
    closing: str
    around: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def drawn(self, toc: Toc) -> Mapping[str, str]:
        """Return what goes to each mark on a page with these headings."""
        shown = toc[0]["children"] if toc and toc[0]["level"] == 1 else toc
        if not shown:
            return dict.fromkeys(self.around, "")
        entries = self._entries(shown)
        return {
            name: before if name == "opener" else before + entries + after
            for name, (before, after) in self.around.items()
        }

    def _entries(self, toc: Iterable[Mapping[str, Any]]) -> str:
        return "".join(
            _named(self.opening, "parent", one) + self._entries(one["children"]) + self.closing
            if one["children"]
            else _named(self.leaf, "leaf", one)
            for one in toc
        )


def _named(entry: str, sample: str, one: Mapping[str, Any]) -> str:
    """Return a sample entry as that of a heading; what the parser made of it is escaped."""
    return entry.replace(f"#{mark(sample)}", f"#{one['id']}").replace(mark(sample), one["name"])


def without_contents(html: str) -> tuple[str, Contents]:
    """Return a shell with marks where its contents stand, and how they are drawn.

    They stand in the margin; and, on a page of the navigation, inside that too.
    """
    around: dict[str, tuple[str, str]] = {}
    html, margin = _cut_list(html, "contents", whole="<label", around=around)
    if _OPENER in html:
        html, _ = _cut_list(html, "inside", whole="<nav", around=around)
        start = html.index(_OPENER)
        end = html.index("</label>", start) + len("</label>")
        around["opener"] = (html[start:end], "")
        html = html[:start] + mark("opener") + html[end:]
    return html, Contents(*margin, around)


def _cut_list(
    html: str, name: str, *, whole: str, around: dict[str, tuple[str, str]]
) -> tuple[str, tuple[str, str, str]]:
    """Return the shell with a mark for its last list, and an entry, the beginning and end of one.

    The mark takes the place of everything from the tag `whole` on.
    """
    leaf, parent, child = (
        html.rindex("<li", 0, html.rindex(f'"#{mark(one)}"')) for one in ("leaf", "parent", "child")
    )
    child_end = html.index("</li>", child) + len("</li>")
    parent_end = html.index("</li>", child_end) + len("</li>")
    start = html.rindex(whole, 0, leaf)
    last = "</ul>" if whole == "<label" else "</nav>"
    end = html.index(last, parent_end) + len(last)
    around[name] = (html[start:leaf], html[parent_end:end])
    entry = (html[leaf:parent], html[parent:child], html[child_end:parent_end])
    return html[:start] + mark(name) + html[end:], entry
