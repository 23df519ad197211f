"""Links that lead nowhere are told before anything is published."""

import pytest

from builder.errors import EngineError
from builder.pipeline.ways import Ways

FILES = {"assets/a.css", "data/x y.csv"}


def broken(page: str, html: str) -> list[str]:
    ways = Ways()
    ways.add("index.md", '<h1 id="top">Home</h1>')
    ways.add("models/a.md", '<h1 id="downloads">A</h1><a name="old"></a>')
    ways.add(page, html)
    return list(ways.broken(FILES))


@pytest.mark.parametrize(
    "link",
    ["../..", "../../#top", "../a/", "../a/#downloads", "../a/#old", "#own", "", "./",
     "../../assets/a.css", "../../data/x%20y.csv", "https://example.org/nowhere",
     "mailto:a@example.org", "../a/?q=1"],
)  # fmt: skip
def test_what_leads_somewhere_is_fine(link: str) -> None:
    assert broken("models/b.md", f'<p id="own"><a class="x" href="{link}">x</a></p>') == []


@pytest.mark.parametrize(
    "link",
    ["../c/", "../a", "#gone", "../a/#gone", "../../assets/b.css", "/models/a/", "../../../"],
)
def test_what_leads_nowhere_is_told_with_its_page(link: str) -> None:
    (told,) = broken("models/b.md", f"<img src='{link}'>")
    assert told.startswith(f"models/b.md links to {link}, and there is no such p")


def test_a_text_that_looks_like_a_link_is_none() -> None:
    assert broken("b.md", '<code>&lt;a href="../nowhere/"&gt; href="gone"</code>') == []


def test_a_broken_link_stops_the_build_and_names_the_place() -> None:
    ways = Ways()
    for number in range(30):
        ways.add("b.md", f'<a href="../gone-{number}/">x</a>')
    with pytest.raises(EngineError) as refused:
        ways.refuse_broken(set())
    assert "30 links of the site lead nowhere" in str(refused.value)
    assert "and 10 more" in str(refused.value)
