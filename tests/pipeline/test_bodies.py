"""A body is what the Markdown parser alone would make of it, whatever is taken out before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from builder.pipeline import bodies
from builder.pipeline.bodies import Bodies, published_link
from builder.pipeline.root import CHECKOUT
from builder.speech import Speech, speaking
from builder.store.site_config import read_site_config
from tests.pipeline.same import same

CONFIG = read_site_config(CHECKOUT / "mkdocs.yml")
FIGURE = '<figure id="f"><div>a<div>b</div></div></figure>\n<details><p>*c*</p></details>'
TABLE = "<table><tr><td>1 < 2 *x*</td></tr></table>"
BLOCKS = (
    "# A heading",
    "## A heading",
    "Words with *stress*.",
    "- one\n- two",
    "    code of four spaces\n    <div>x</div>",
    "> quoted\n\n> <p>q</p>",
    FIGURE,
    TABLE,
    f"{FIGURE}\nwords behind it",
    f"words before it\n{TABLE}",
    "<div>\n\nnever closed",
    "<p>one</p> <p>two</p>",
    "<p>one</p>\n<p>two</p>\n",
    "<pre>a</pre>",
    "<path>a</path>",
    "```\n<div>code</div>\n```",
    "```\n\n<div>code</div>\n\n```",
    "zqraw0qz",
    "a | b\n--|--\n<p>c</p> | d",
)


def parsed(markdown: str) -> str:
    """Return what the parser makes of it by itself."""
    how = {name: dict(setting) for name, setting in CONFIG.settings.items()}
    return Markdown(extensions=list(CONFIG.extensions), extension_configs=how).convert(markdown)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5))
def test_a_body_is_what_the_parser_alone_makes_of_it(blocks: list[str]) -> None:
    markdown = "\n\n".join(blocks)
    assert same(Bodies(CONFIG).body("x.md", markdown).html) == same(parsed(markdown))


def test_figures_and_tables_do_not_go_through_the_parser() -> None:
    rest, raw = bodies._without_raw(f"# A\n\n{FIGURE}\n\n\nwords\n\n{TABLE}\n")
    assert raw == [FIGURE, f"{TABLE}\n"]
    assert rest == "# A\n\nzqraw0qz\n\nwords\n\nzqraw1qz"


def test_headings_have_ids_links_to_themselves_and_an_entry_in_the_contents() -> None:
    body = Bodies(CONFIG).body("x.md", "# A & B\n\n## Downloads\n\n### Inner\n\n## Downloads\n")
    assert body.title == "A &amp; B"
    (top,) = body.toc
    assert [one["id"] for one in top["children"]] == ["downloads", "downloads_1"]
    assert 'href="#downloads_1"' in body.html


def test_a_heading_has_the_same_anchor_in_every_language() -> None:
    with speaking(Speech("zh", {"Sizes": "规模", "Home": "首页"})):
        body = Bodies(CONFIG).body("x.md", "# 首页\n\n## 规模\n\n## 别的\n")
    (top,) = body.toc
    assert [top["id"], *(one["id"] for one in top["children"])] == ["home", "sizes", "别的"]


def test_one_page_leaves_no_trace_in_the_next() -> None:
    parser = Bodies(CONFIG)
    first = parser.body("x.md", "# A\n\n## B\n")
    assert parser.body("x.md", "# A\n\n## B\n") == first


@pytest.mark.parametrize(
    ("page", "link", "goal"),
    [
        ("about.md", "method.md", "../method/"),
        ("about.md", "decisions/index.md#top", "../decisions/#top"),
        ("decisions/0001-a.md", "../method.md", "../../method/"),
        ("decisions/index.md", "0001-a.md", "0001-a/"),
        ("index.md", "assets/logo.svg", "assets/logo.svg"),
        ("about.md", "assets/logo.svg", "../assets/logo.svg"),
        ("about.md", "#here", "#here"),
        ("about.md", "https://example.org/a.md", "https://example.org/a.md"),
        ("about.md", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_between_files_become_links_between_pages(page: str, link: str, goal: str) -> None:
    assert published_link(page, link) == goal
    html = Bodies(CONFIG).body(page, f"[x]({link})").html
    assert f'href="{goal}"' in html or link.startswith("mailto")
