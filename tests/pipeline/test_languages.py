"""A site in several languages: no word is missing, values stay, verdicts do not change."""

import re
from dataclasses import replace
from datetime import date

import pytest

from builder.model.catalog import Catalog
from builder.model.entities import Language
from builder.model.site import Site
from builder.pages import pages, render
from builder.pipeline.languages import in_language, published, speech
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.sentences import definitions, interface, places, sentences
from builder.pipeline.told import told_to_engine
from builder.pipeline.world import derived_site, load
from builder.speech import speaking
from builder.store.catalog import read_catalog
from builder.store.site_config import read_site_config
from builder.text import day, link, percent
from tests.world.small_world import SMALL

ROOT = Root(CHECKOUT)
LANGUAGES = ("fr", "zh")
#: Two capital things of one site in French: a name of CLDR, and a verdict that stays.
AS_OF = date(2026, 11, 10)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(ROOT.catalog, ROOT.folder)[0]


@pytest.fixture(scope="module")
def wanted(catalog: Catalog) -> tuple[str, ...]:
    return sentences(ROOT, catalog)


@pytest.fixture(scope="module")
def small(catalog: Catalog) -> Site:
    own, panel, findings = load(Root(SMALL), AS_OF)
    cited = {"source": next(iter(own.sources))}
    languages: dict[str, Language] = {
        one: catalog.languages[one].model_copy(update=cited) for one in LANGUAGES
    }
    kept = replace(own, entities={**own.entities, "languages": languages})
    return derived_site(kept, panel, as_of=AS_OF, findings=findings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lacks_no_word_of_the_site_and_of_its_metrics(
    catalog: Catalog, language: str
) -> None:
    words = catalog.languages[language].words
    lacking = [one for one in (*interface(ROOT), *definitions()) if one not in words]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_sentence_and_nothing_stale(
    catalog: Catalog, wanted: tuple[str, ...], language: str
) -> None:
    words = catalog.languages[language].words
    assert {one for one, said in words.items() if places(one) != places(said)} == set()
    assert set(words) - set(wanted) == set()


def test_french_has_its_spaces_and_chinese_its_own_marks(catalog: Catalog) -> None:
    french, chinese = (catalog.languages[one].words.values() for one in LANGUAGES)
    glued = re.compile(r"[^\s\u00a0\u202f(*][;!?»](?!\w)|\w:(?!/)|[ ][:;!?»%]|'")
    assert [one for one in french if glued.search(one)] == []
    assert [one for one in chinese if re.search(r"[\u4e00-\u9fff][,:;!?.()]", one)] == []


def test_english_is_always_there_and_others_when_they_are_complete(catalog: Catalog) -> None:
    assert published(catalog) == ("en", "fr", "zh")
    assert published(catalog, ("en",)) == ("en",)
    assert published(catalog, ("zh",)) == ("en", "zh")


def test_a_page_of_a_language_links_inside_it_and_shares_files(catalog: Catalog) -> None:
    assert link("claims/index.md", "method.md") == "../method/"
    with speaking(speech(catalog, "fr")):
        assert link("claims/index.md", "method.md") == "../method/"
        assert link("claims/index.md", "data/models.csv") == "../../data/models.csv"
        assert link("claims/index.md", "n/a.md") == "../../n/a/"


def test_numbers_and_days_are_written_as_each_language_does(catalog: Catalog) -> None:
    written = {}
    for one in ("en", *LANGUAGES):
        with speaking(speech(catalog, one)):
            written[one] = (day(date(2026, 8, 22)), percent(23.8))
    assert written == {
        "en": ("22 August 2026", "23.8\u00a0%"),
        "fr": ("22 août 2026", "23,8\u00a0%"),
        "zh": ("2026年8月22日", "23.8%"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_changes_with_the_language_and_what_holds_does_not(
    small: Site, language: str
) -> None:
    said = in_language(small, language)
    assert {name: one.now.state for name, one in said.verdicts.items()} == {
        name: one.now.state for name, one in small.verdicts.items()
    }
    titles = {name: one.metric.title for name, one in small.derived.items()}
    own = {name: one.metric.title for name, one in said.derived.items()}
    assert {own[name] for name in titles if own[name] == titles[name]} <= {"Concentration"}
    assert all(said.frame(name) is small.frame(name) for name in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_language_hold_no_english_heading(small: Site, language: str) -> None:
    wanted = ("index.md", "adoption.md", "method.md", "claims/index.md", "models/index.md")
    english = {page.path: _headings(render(page, small)) for page in pages(small)}
    with speaking(speech(small.catalog, language)):
        said = in_language(small, language)
        for page in pages(said):
            if page.path in wanted:
                same = _headings(render(page, said)) & english[page.path]
                assert {one for one in same if one not in _SAME} == set(), page.path


#: Words that French shares with English.
_SAME = frozenset({"# Adoption", "## Concentration { #concentration }"})


def _headings(markdown: str) -> set[str]:
    return set(re.findall(r"^#+ .+$", markdown, re.MULTILINE))


def test_the_engine_is_told_the_navigation_and_the_languages_in_their_words(
    catalog: Catalog,
) -> None:
    config = read_site_config(ROOT.config)
    with speaking(speech(catalog, "fr")):
        paths = frozenset({"fr/index.md", "fr/adoption.md", "fr/lineage.md"})
        told = told_to_engine(config, catalog, ("en", "fr"), words=("Language",), paths=paths)
    assert told.more["nav"] == [
        {"Accueil": "fr/index.md"},
        {"Adoption": [{"Adoption": "fr/adoption.md"}, {"Filiation": "fr/lineage.md"}]},
    ]
    assert told.theme["language"] == "fr"
    assert told.extra["say"] == {"Language": "Langue"}
    assert [one["folder"] for one in told.extra["languages"]] == ["", "fr/"]  # type: ignore[attr-defined]
    assert "/fr/models/*.md" in str(told.more["not_in_nav"])


def test_every_language_has_the_prose_that_its_navigation_leads_to() -> None:
    folders = {one.name for one in (CHECKOUT / "docs").iterdir() if (one / "about.md").is_file()}
    assert folders == {"en", *LANGUAGES}
