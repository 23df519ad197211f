"""A shell is cut once, and every page goes into it with nothing but its own."""

from collections.abc import Mapping
from typing import Any

from builder.pipeline.bodies import Body
from builder.pipeline.shells import Written, cut, shell_markdown, shells
from tests.pipeline.same import same

NAVIGATION = frozenset({"index.md", "models/index.md"})
#: What an engine makes of a shell, as far as the cutting looks at it.
MADE = """
<title>zqtitleqz</title><meta name="description" content="zqdescriptionqz">
<link rel="canonical" href="https://example.org/models/a-shell/"><a href="#zqheadqz">Skip</a>
<nav><label for="__toc">Contents</label><ul>
<li><a href="#zqleafqz">zqleafqz</a></li>
<li><a href="#zqparentqz">zqparentqz</a><nav aria-label="zqparentqz"><ul>
<li><a href="#zqchildqz">zqchildqz</a></li>
</ul></nav></li>
</ul></nav>
<article><h1 id="zqheadqz">zqheadqz</h1>
<h2 id="zqleafqz">zqleafqz</h2><h2 id="zqparentqz">zqparentqz</h2><h3 id="zqchildqz">zqchildqz</h3>
<p>zqendqz</p></article>
"""
FRONT = {"title": "A", "description": "B"}


def heading(id_: str, level: int, *children: Any) -> Mapping[str, Any]:
    return {"id": id_, "name": id_.upper(), "level": level, "children": children}


def written(path: str, **front: Any) -> Written:
    return Written(path, {**FRONT, **front}, lambda: "")


def test_pages_of_one_folder_share_a_shell_and_those_of_the_navigation_do_not() -> None:
    pages = [
        written("index.md"),
        written("models/index.md"),
        written("models/a.md", newest="2026-01-01"),
        written("models/b.md", newest="2026-02-02"),
        written("models/c.md", newest=""),
        written("families/a.md", newest="2026-01-01"),
    ]
    assert [path for path, _ in shells(pages, NAVIGATION).values()] == [
        "index.md",
        "models/index.md",
        "models/a-shell.md",
        "models/c.md",
        "families/a.md",
    ]


def test_a_shell_says_nothing_of_a_page_but_what_is_hidden_on_it() -> None:
    text = shell_markdown({"title": 'A "quote"', "newest": "", "hide": ["navigation"]})
    assert text.startswith('---\nhide: ["navigation"]\nnewest: ""\ntitle: "zqtitleqz"\n---\n')


def test_a_page_is_its_shell_with_its_own_words_address_and_contents() -> None:
    shell = cut(MADE, "a-shell")
    body = Body("<h1>One</h1>", (heading("one", 1, heading("two", 2, heading("three", 3))),))
    page = same(shell.page("models/one.md", {"title": "One", "description": "Two"}, body))
    assert '<title>One</title><meta name="description"content="Two">' in page.replace(" c", "c")
    assert 'href="https://example.org/models/one/"' in page
    assert 'href="#one">Skip' in page
    assert (
        '<ul><li><a href="#two">TWO</a><nav aria-label="TWO"><ul>'
        '<li><a href="#three">THREE</a></li></ul></nav></li></ul>' in page
    )
    assert "<article><h1>One</h1></article>" in page
    assert "zq" not in page


def test_a_page_without_headings_has_no_contents_and_gets_its_title_as_heading() -> None:
    page = same(cut(MADE, "a-shell").page("models/one.md", FRONT, Body("<p>x</p>", ())))
    assert "Contents" not in page
    assert "<article><h1>A</h1><p>x</p></article>" in page


def test_a_hostile_title_and_a_body_with_marks_stay_text() -> None:
    hostile = "</title><script>alert(1)</script>zqbodyqz"
    body = Body("<h1>zqtitleqz</h1>", ())
    front = {"title": hostile, "description": hostile + '"'}
    page = cut(MADE, "a-shell").page("models/one.md", front, body)
    assert "<script" not in page
    assert page.count("<h1>zqtitleqz</h1>") == 1
    assert 'zqbodyqz&#34;">' in page
