"""`tracker explain` tells a number, what it was as known on another day, and why it differs."""

from datetime import date

import pytest

from builder.errors import UsageError
from builder.pages import pages, render
from builder.pipeline.explained import explained
from builder.pipeline.root import Root
from tests.world.small_world import SMALL, small_site

NUMBER = "share-of-downloads.share-pct.all.country.cc"
TODAY = date(2026, 11, 9)


def told(asked: str) -> str:
    return "\n".join(explained(Root(SMALL), asked, TODAY))


def test_a_number_is_told_with_its_source_its_answer_and_its_hash() -> None:
    text = told(NUMBER)
    assert "newest: 5 on 2026-11-08 from hugging-face, learned on 2026-11-09" in text
    assert "sha256 " in text
    assert "cite as " in text


def test_the_page_of_a_number_cites_the_same_fingerprint_and_the_same_answer() -> None:
    site = small_site()
    (page,) = [page for page in pages(site) if page.path == f"n/{NUMBER}.md"]
    drawn, text = render(page, site), told(NUMBER)
    for word in ("cite as ", "sha256 "):
        assert text.split(word)[1].split()[0] in drawn


def test_what_was_known_on_a_day_is_derived_from_what_the_archive_held_then() -> None:
    text = told(f"n/{NUMBER}@2026-11-08/")
    assert "as known on 2026-11-08: 24 on 2026-11-08" in text
    assert "why it differs: revision (24 then, 5 now)" in text


def test_before_the_archive_began_nothing_was_known_and_it_says_so() -> None:
    text = told(f"{NUMBER}@2026-09-05")
    assert "as known on 2026-09-05: nothing" in text
    assert "by period up to 2026-09-05, as known today: 20 on 2026-09-01 from old-lists" in text
    assert "another pool" in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("share-of-downloads.share-pct.all.country.c", "did you mean"), (f"{NUMBER}@soon", "no day")],
)
def test_what_is_no_number_and_what_is_no_day_are_refused(asked: str, expected: str) -> None:
    with pytest.raises(UsageError) as refused:
        told(asked)
    assert expected in str(refused.value)
