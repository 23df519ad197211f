"""Text that strangers wrote can never become markup, even if a check let it through."""

from dataclasses import replace
from html.parser import HTMLParser

import markdown
import pytest

from builder.model.catalog import Catalog
from builder.pages import pages, render
from tests.world.small_world import small_site

ATTACKS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }}{% raw %}",
    "a | b\n\n# heading\n\n- list",
    "[x](javascript:alert(1)) ![y](z)",
    "`code` *b* _i_ ~~s~~ { #id onclick=alert(1) }",
    '" onmouseover="alert(1)" x="',
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "---\ntitle: stolen\n---",
    "'; DROP TABLE models; --",
)
EXTENSIONS = ["admonition", "attr_list", "tables", "toc"]


class _Reader(HTMLParser):
    """Collects what a browser would run or be led astray by."""

    def __init__(self) -> None:
        super().__init__()
        self.danger: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and attrs == [("type", "application/ld+json")]:
            return  # data, which no browser runs
        if tag in ("script", "iframe", "object", "embed", "img", "form", "meta", "style"):
            self.danger.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src") and str(value).strip().lower().startswith("javascript")
            if name.startswith("on") or leads:
                self.danger.append(f"{tag} {name}={value}")


def _poisoned(attack: str) -> Catalog:
    """Return the small catalog with every name and note replaced, past all validation."""
    catalog = small_site().catalog
    entities = {
        kind: {
            key: entity.model_copy(update={"name": f"{attack} {key}", "note": attack})
            for key, entity in of_kind.items()
        }
        for kind, of_kind in catalog.entities.items()
    }
    return Catalog(entities)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_name_is_shown_as_text_on_every_page(attack: str) -> None:
    site = replace(small_site(), catalog=_poisoned(attack), _known={})
    for page in pages(site):
        text = render(page, site)
        _, front, body = text.split("---\n", 2)
        assert front.count("\ntitle:") <= 1
        html = markdown.markdown(body, extensions=EXTENSIONS)
        reader = _Reader()
        reader.feed(html)
        assert reader.danger == [], page.path


def test_a_template_in_a_name_is_never_run() -> None:
    site = replace(small_site(), catalog=_poisoned("{{ 7 * 7 }}"), _known={})
    text = next(render(page, site) for page in pages(site) if page.path == "countries/aa.md")
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    assert "49" not in heading
    assert "&#123;&#123; 7 &#42; 7 &#125;&#125;" in heading


def test_the_reader_of_this_test_sees_a_danger_when_there_is_one() -> None:
    reader = _Reader()
    reader.feed('<p onclick="x"><a href="javascript:x">y</a><script></script>')
    assert len(reader.danger) == 3
