"""What a language lacks is told: each name where it is published, one line where it is not."""

from tests.checks.telling import told

FRENCH = "name: Français\nenglish: French\nsource: atlas\ncomplete: {}\n"
EVENT = "name: E\non: 2025-01-01\ntype: rule\neffect: E.\nsource: atlas\n"


UNNAMED = {f"countries/{code}": f"name: {code.upper()}\nsource: atlas\n" for code in ("bb", "cc")}


def test_a_published_language_wants_a_name_for_every_country() -> None:
    found = told({"languages/fr": FRENCH.format("true"), **UNNAMED})
    assert [one for one in found if "French" in one[2]] == [
        (
            f"countries/{code}.yml:1:1",
            "warning translations",
            "has no name in French, and the site is published in it",
        )
        for code in ("bb", "cc")
    ]


def test_a_language_in_preparation_gets_one_line_a_kind_however_much_is_missing() -> None:
    countries = {f"countries/x{n}": f"name: X{n}\nsource: atlas\n" for n in range(300)}
    found = told({"languages/fr": FRENCH.format("false"), "events/e": EVENT} | countries)
    assert [one for one in found if "French" in one[2]] == [
        (
            "languages/fr.yml:1:1",
            "notice translations",
            "1 of 2 events have no name in French: e",
        ),
        (
            "languages/fr.yml:1:1",
            "notice translations",
            "300 of 303 countries have no name in French: x0, x1, x10, x100, x101 …",
        ),
    ]


def test_the_names_of_acts_are_wished_for_and_not_demanded() -> None:
    found = told({"languages/fr": FRENCH.format("true"), "events/e": EVENT})
    assert [one[:2] for one in found if "French" in one[2]] == [
        ("languages/fr.yml:1:1", "notice translations")
    ]


def test_a_word_that_another_language_has_is_missed() -> None:
    languages = {
        "languages/fr": FRENCH.format("false") + "words: {Adoption: Adoption}\n",
        "languages/de": "name: Deutsch\nenglish: German\nsource: atlas\nwords: {Home: Anfang}\n",
    }
    found = [one for one in told(languages) if "words" in one[2] and "zh" not in one[0]]
    assert found == [
        (
            "languages/de.yml:4:1",
            "notice translations",
            "lacks 1 words of the site: `Adoption`",
        ),
        ("languages/fr.yml:5:1", "notice translations", "lacks 1 words of the site: `Home`"),
    ]


def test_a_published_language_without_a_word_is_warned_of() -> None:
    languages = {
        "languages/fr": FRENCH.format("true"),
        "languages/de": "name: Deutsch\nenglish: German\nsource: atlas\nwords: {Home: Anfang}\n",
    }
    found = [one for one in told(languages) if "words" in one[2] and "zh" not in one[0]]
    assert [one[:2] for one in found] == [("languages/fr.yml:1:1", "warning translations")]


def test_english_is_what_names_are_written_in() -> None:
    assert told({}) == []
