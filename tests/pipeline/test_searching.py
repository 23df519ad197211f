"""What the indexer is given of a page: its own words, in its own language, and nothing around."""

from builder.pipeline.searching import words

PAGE = (
    '<!doctype html><html lang="zh" class="no-js"><head><title>Q</title></head><body><nav>around'
    '</nav><article class="md-content"><div data-pagefind-body data-kind="Model"><h1>杭州</h1>'
    "<article>inside</article></div></article><footer>below</footer></body></html>"
)


def test_a_page_is_known_by_its_content_its_filters_and_its_language() -> None:
    found = words(PAGE) or ""
    assert found.startswith('<!doctype html><html lang="zh" class="no-js"><body><div data-page')
    assert 'data-kind="Model"' in found
    assert "<h1>杭州</h1>" in found
    assert "inside" in found
    assert "around" not in found
    assert "below" not in found


def test_a_page_that_does_not_want_to_be_found_is_left_out() -> None:
    assert words(PAGE.replace(" data-pagefind-body", "")) is None
