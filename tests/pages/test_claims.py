"""What a claim's page and the ledger say: the small world's verdicts, reckoned by hand.

On 8 November, as corrected on the 9th: Avaland 600, Borland 300, Corland 50, unplaced 50 of 1,000.
"""

import json
import re
from dataclasses import replace

from builder.model.verdict import Found
from builder.pages import pages, render
from builder.pages._claim_review import json_block
from builder.pages._verdicts import summary
from builder.speech import Speech, speaking
from tests.world.small_world import small_site


def _page(path: str) -> str:
    site = small_site()
    (page,) = [page for page in pages(site) if page.path == path]
    return re.sub(r"\s+", " ", render(page, site))


def test_a_claims_page_says_each_reading_with_its_number_its_test_and_its_distance() -> None:
    text = _page("claims/aa-leads.md").replace("\N{NO-BREAK SPACE}", " ")
    for told in (
        "Avaland: 60.0 %, rank 1; Borland: 30.0 %",
        "It would turn if the number fell by more than 30.0 percentage points, Borland unchanged",
        "Corland: 5.0 %",
        "holds up to 20.0 %",
        "5 × Borland: 150.0 %",
        "It would hold if the number rose by more than 90.0 percentage points, Borland unchanged",
        "It holds under 2 of 3 readings that can be tested.",
        "Cite",
    ):
        assert told in text, told


def test_the_verdict_on_the_claims_own_day_uses_the_number_up_to_then() -> None:
    text = _page("claims/aa-leads.md").replace("\N{NO-BREAK SPACE}", " ")
    assert "Avaland: 56.0 %, rank 1; Borland: 30.0 %" in text


def test_the_ledger_has_every_claim_with_its_verdict_and_what_it_can_be_sifted_by() -> None:
    text = _page("claims/index.md")
    rows = text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    assert len(rows) == len(small_site().catalog.claims) == 3
    assert all("Not testable" in row for row in rows if "Nobody knows" in row)
    for facet in ("Verdict", "Topic", "Said by", "Language", "Turned this month"):
        assert f'data-facet="{facet}"' in text


def test_a_claim_without_a_verdict_still_has_its_page() -> None:
    site = replace(small_site(), verdicts={}, _known={})
    rendered = {page.path: render(page, site) for page in pages(site) if "claims" in page.path}
    assert "Models of Avaland are the most downloaded" in rendered["claims/aa-leads.md"]


def test_the_block_for_search_engines_is_json_and_nothing_can_end_it_early() -> None:
    text = _page("claims/aa-leads.md")
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    review = json.loads(block)
    assert (review["@type"], review["reviewRating"]["ratingValue"]) == ("ClaimReview", 3)
    hostile = {"claimReviewed": "</script><script>alert('1')</script>\u2028&amp;"}
    drawn = str(json_block(hostile))
    inside = drawn.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&'\u2028") & set(inside)
    assert json.loads(inside) == hostile


def test_the_words_of_a_page_are_spoken_and_its_verdict_stays() -> None:
    with speaking(Speech("fr", {"Supported": "Confirmé", "Tonight": "Ce soir"})):
        text = _page("claims/open-models.md")
    assert "Confirmé" in text or "Contradicted" in text
    assert "Ce soir" in text


def test_what_nobody_can_test_yet_is_told_with_what_is_lacking_and_never_as_if_it_failed() -> None:
    verdict = small_site().verdicts["aa-leads"]
    first = verdict.judgements[0]
    assert first.now.point is not None
    short = Found("not-testable", replace(first.now.point, lacks="models"), why="lacking")
    whole = replace(verdict, now=Found("not-testable", why="lacking"),
                    judgements=(replace(first, now=short),))  # fmt: skip
    assert summary(whole) == "There is too little to judge by: models."
    waiting = replace(verdict, now=Found("not-testable", why="not-due"))
    assert summary(waiting) == "The day on which it is settled has not come."


def test_a_reading_that_cannot_tell_counts_as_neither_holding_nor_failing() -> None:
    verdict = small_site().verdicts["aa-leads"]
    first, *others = verdict.judgements
    unsure = replace(verdict, judgements=(replace(first, now=Found("mixed")), *others))
    assert summary(unsure) == (
        "Of 3 readings that can be tested it holds under 1 and fails under 1; 1 cannot tell."
    )


def test_a_verdict_says_how_many_readings_stand_still_behind_it() -> None:
    site = small_site()
    verdict = site.verdicts["aa-leads"]
    first, *others = verdict.judgements
    still = replace(first, now=Found("stale", first.now.point, held="supported", why="stale"))
    frozen = replace(verdict, judgements=(still, *others))
    shown = replace(site, verdicts={**site.verdicts, "aa-leads": frozen}, _known={})
    (page,) = [one for one in pages(shown) if one.path == "claims/aa-leads.md"]
    told = "1 of these readings stands still: its newest evidence is too old to judge by."
    assert told in render(page, shown)
    assert "stands still" not in _page("claims/aa-leads.md")
