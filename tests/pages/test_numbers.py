"""The permalinks of numbers, the strip of definitions, and months as they stood."""

import re
from html import unescape

from builder.pages import pages, render
from builder.pages._figures.definitions import cells
from builder.pages._numbers import headlines
from tests.world.small_world import small_site

NUMBER = "share-of-downloads.share-pct.all.country.cc"


def _text(path: str) -> str:
    site = small_site()
    (page,) = [page for page in pages(site) if page.path == path]
    return re.sub(r"\s+", " ", unescape(render(page, site))).replace("\N{NO-BREAK SPACE}", " ")


def test_a_number_of_a_past_day_says_then_now_and_that_pools_do_not_compare() -> None:
    text = _text(f"n/{NUMBER}@2026-09-09.md")
    assert '<p class="number-big">13.3 %</p>' in text
    assert '<p class="number-big">5.0 %</p>' in text
    assert "Another pool decides today" in text
    assert f"n/{NUMBER}@2026-09-09" in text


def test_the_citation_carries_the_fingerprint_of_the_value() -> None:
    value = headlines(small_site())[NUMBER].newest
    assert value.hash in _text(f"n/{NUMBER}.md").split('class="cite"')[1]


def test_every_number_that_a_claim_shows_has_a_page() -> None:
    site = small_site()
    paths = {page.path for page in pages(site)}
    for verdict in site.verdicts.values():
        for judgement in verdict.judgements:
            point = judgement.now.point
            if point and point.number:
                own = [one for one in headlines(site).values() if one.newest.value == point.value]
                assert any(f"n/{one.id}.md" in paths for one in own)


def test_the_strip_shows_every_declared_definition_and_counts_none_twice() -> None:
    site = small_site()
    drawn = cells(site, "aa")
    assert len({one.definition.id for one in drawn}) == len(drawn)
    told = [one for one in drawn if one.share_pct is not None]
    counted = [one for one in told if not one.definition.same_leader_as]
    leads = sum(one.rank == 1 for one in counted)
    text = _text("countries/aa.md")
    assert f"Avaland leads in {leads} of {len(counted)} definitions" in text
    assert text.count('class="definition ') == len(drawn)


def test_a_month_before_the_archive_is_shown_by_period_and_marked() -> None:
    text = _text("then/2026-09.md")
    assert "Shown by period" in text
    assert "learned its first value on 1 October 2026" in text
