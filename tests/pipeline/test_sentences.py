"""Sentences are found where they are said; what a language lacks is told."""

from dataclasses import replace

from builder.model.catalog import Catalog
from builder.model.finding import Severity
from builder.pipeline.root import CHECKOUT, Root
from builder.pipeline.sentences import in_python, in_template, lacking_words, places
from builder.store.catalog import read_catalog


def test_sentences_labels_and_units_are_found_in_code() -> None:
    source = 'say("A {b}", b=1); say_many("one", "many", 2); Column("k", "L", unit="u"); f("x")'
    assert list(in_python(source)) == ["A {b}", "one", "many", "L", "u"]


def test_sentences_are_found_in_templates() -> None:
    assert list(in_template('{{ say("A {b}", b=1) }} {{ say(x) }}')) == ["A {b}"]


def test_places_are_compared_whatever_their_order() -> None:
    assert places("{b} of {a}") == places("{a}: {b}") != places("{a}")


def test_a_missing_word_and_a_wrong_place_are_told_with_their_number() -> None:
    root = Root(CHECKOUT)
    catalog = read_catalog(root.catalog, root.folder)[0]
    french = catalog.languages["fr"]
    words = {**french.words, "As of {day}": "Au {jour}"}
    del words["Home"]
    short = french.model_copy(update={"words": words})
    own: Catalog = replace(catalog, entities={**catalog.entities, "languages": {"fr": short}})
    told = [(one.severity, one.message) for one in lacking_words(root, own)]
    assert told[0][0] is Severity.WARNING
    assert "sentences are not said in French: “Home”" in told[0][1]
    assert told[1][1].startswith("1 of ")
    assert "“As of {day}”" in told[1][1]
