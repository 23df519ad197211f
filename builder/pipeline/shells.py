"""Shells: what the engine makes once, and what of it is each page's own.

Pages of one folder differ in their title, their description, their body, and little else. So the
engine makes one page of such a group in the real theme, a shell, with a mark in each place where
pages differ. Whatever the theme puts around a body is then the engine's work, once; to fill in
the marks is ours, for every page.
"""

import json
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from builder.pipeline.bodies import Body
from builder.pipeline.contents import SAMPLE, Contents, without_contents
from builder.pipeline.marks import MARK, mark

#: What follows the file name of a page to make that of a shell which several pages share.
_SHARED = "-shell"
_SAMPLE = f"# {mark('head')}\n\n{SAMPLE}\n{mark('end')}\n"


@dataclass(frozen=True)
class Written:
    """A page before it is drawn: where it stands, its front matter, and what draws its Markdown.

    `beside` gives the files that come with it, each with its path on the site.
    """

    path: str
    front: Mapping[str, Any]
    markdown: Callable[[], str]
    beside: Callable[[], Iterable[tuple[str, bytes]]] = tuple

    def group(self, navigation: frozenset[str]) -> tuple[str, ...]:
        """Return what pages of one shell have in common: folder, what is told, what is hidden."""
        if self.path in navigation:
            return (self.path,)
        told = (f"{key}={_literal(value)}" for key, value in sorted(self.front.items()))
        return (posixpath.dirname(self.path) + "/", *told)


def _literal(value: Any) -> str:
    """Return what of a front matter's value makes another shell: its presence, or a list whole."""
    return mark("") if value and isinstance(value, str) else json.dumps(value)


def shells(
    pages: Iterable[Written], navigation: frozenset[str]
) -> Mapping[tuple[str, ...], tuple[str, Written]]:
    """Return, of each group of `pages`, the path of its shell and the first of its pages.

    A page that has its shell to itself is that shell, under its own name.
    """
    groups: dict[tuple[str, ...], list[Written]] = {}
    for page in pages:
        groups.setdefault(page.group(navigation), []).append(page)
    return {
        group: (_shared(found[0].path) if len(found) > 1 else found[0].path, found[0])
        for group, found in groups.items()
    }


def _shared(path: str) -> str:
    return path.removesuffix(".md") + _SHARED + ".md"


def shell_markdown(front: Mapping[str, Any]) -> str:
    """Return the Markdown of the shell of pages whose front matter is like `front`."""
    told = {
        key: mark(key) if value and isinstance(value, str) else value
        for key, value in sorted(front.items())
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())
    return f"---\n{''.join(lines)}---\n\n{_SAMPLE}"


@dataclass(frozen=True)
class Shell:
    """A shell cut at its marks: texts and, between them, the names of what goes there."""

    parts: tuple[str, ...]
    contents: Contents

    def page(self, path: str, front: Mapping[str, Any], body: Body) -> str:
        """Return the page at `path`, whole."""
        shown: dict[str, str] = {
            key: str(escape(value)) for key, value in front.items() if isinstance(value, str)
        }
        stem = quote(posixpath.basename(path).removesuffix(".md"))  # it stands in addresses alone
        first = str(body.toc[0]["id"]) if body.toc else ""
        shown |= {"stem": stem, "head": first, "body": _with_heading(body, shown["title"])}
        shown |= self.contents.drawn(body.toc)
        filled = list(self.parts)
        filled[1::2] = [shown[name] for name in self.parts[1::2]]
        return "".join(filled)


def _with_heading(body: Body, title: str) -> str:
    return body.html if "<h1" in body.html else f"<h1>{title}</h1>\n{body.html}"


def cut(html: str, stem: str) -> Shell:
    """Return the shell that the engine made of `shell_markdown`, as file `stem`."""
    start = html.index(f'<h1 id="{mark("head")}"')
    end = html.index(f"<p>{mark('end')}</p>", start) + len(f"<p>{mark('end')}</p>")
    html = html[:start] + mark("body") + html[end:]
    html, contents = without_contents(html)
    if stem.endswith(_SHARED):
        html = html.replace(stem, mark("stem"))
    return Shell(tuple(MARK.split(html)), contents)
