"""The sitemap lists what pages say of themselves, and is XML whatever that is."""

from xml.etree import ElementTree

from builder.pipeline.sitemap import Sitemap


def test_every_page_with_an_address_is_listed_once_in_order() -> None:
    sitemap = Sitemap()
    for name, newest in (("b/?x=1&amp;y", "2026-01-02"), ("&#x2f;a", "")):
        sitemap.add(f'<link rel="canonical" href="https://example.org/{name}">', newest)
    sitemap.add("<p>no address</p>", "2026-01-02")
    root = ElementTree.fromstring(sitemap.xml())  # noqa: S314  what we just wrote
    told = [[part.text for part in url] for url in root]
    assert told == [["https://example.org//a"], ["https://example.org/b/?x=1&y", "2026-01-02"]]
