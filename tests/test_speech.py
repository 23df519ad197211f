"""Sentences for readers are said in the language spoken, with their values and nothing else."""

import pytest

from builder.speech import Speech, language, say, say_many, speaking

FRENCH = Speech(
    "fr",
    {
        "{count} model": "{count} modèle",
        "{count} models": "{count} modèles",
        "Hello {name}": "Bonjour {name}",
        "Hostile": "{name.__class__} {0} {{name}}",
    },
)


def test_without_a_language_english_is_spoken_as_it_is_written() -> None:
    assert language() == "en"
    assert say("Hello {name}", name="Ada") == "Hello Ada"


def test_a_language_lasts_as_long_as_its_block() -> None:
    with speaking(FRENCH):
        assert (language(), say("Hello {name}", name="Ada")) == ("fr", "Bonjour Ada")
    assert say("Hello {name}", name="Ada") == "Hello Ada"


def test_a_word_that_a_language_lacks_is_said_in_english() -> None:
    with speaking(FRENCH):
        assert say("Unheard of") == "Unheard of"


@pytest.mark.parametrize(("count", "said"), [(0, "0 modèle"), (1, "1 modèle"), (2, "2 modèles")])
def test_a_count_follows_the_plural_rule_of_the_language(count: int, said: str) -> None:
    with speaking(FRENCH):
        assert say_many("{count} model", "{count} models", count) == said
    assert say_many("{count} model", "{count} models", 0) == "0 models"


def test_a_translation_reaches_no_attribute_of_a_value() -> None:
    with speaking(FRENCH):
        assert say("Hostile", name="Ada") == "{name.__class__} {0} {Ada}"


def test_a_value_that_is_not_given_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        say("Hello {name}")
