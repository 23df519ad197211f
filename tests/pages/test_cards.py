"""What a page shows where somebody shares it."""

from builder.model.site import Page
from builder.pages import card_of, card_path, pages
from tests.world.small_world import small_site


def page_at(path: str) -> Page:
    """Return a page of the small world."""
    return next(page for page in pages(small_site()) if page.path == path)


def test_the_card_of_a_claim_says_how_it_was_judged_and_when() -> None:
    page = page_at("claims/aa-leads.md")
    shown = card_of(small_site(), page)
    assert card_path(page) == "cards/claims/aa-leads.png"
    assert shown is not None
    assert (shown.title, shown.number) == (page.title, "Mixed")
    assert shown.told == "It holds under 2 of 3 readings that can be tested."
    assert shown.foot == "Judged on 9 November 2026, data as of 8 November 2026"


def test_the_card_of_a_claim_that_nobody_can_test_says_why() -> None:
    shown = card_of(small_site(), page_at("claims/unknowable.md"))
    assert shown is not None
    assert shown.number == "Not testable"
    assert shown.told == small_site().catalog.claims["unknowable"].untestable


def test_a_page_without_numbers_of_its_own_shows_the_card_of_the_site() -> None:
    assert card_path(page_at("rules/limit-1.md")) is None
