"""What is read out of the Hub's answers: nothing that it did not say, whatever it says."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.panel import METRIC_COLUMNS
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources import hugging_face
from tests.world.catalogs import catalog_of
from tests.world.clock import NOON

TODAY = date(2026, 11, 24)
LEAST = {"id": "Qwen/A", "downloads": 5, "downloadsAllTime": 9, "likes": 1}
WHOLE = {
    **LEAST,
    "_id": "6a1563f96ea5882878c82ed4",
    "createdAt": "2025-04-27T03:40:08.000Z",
    "gated": False,
    "disabled": False,
    "private": False,
    "pipeline_tag": "text-generation",
    "library_name": "transformers",
    "tags": ["transformers", "license:apache-2.0", "base_model:finetune:Qwen/Base", "region:us"],
    "baseModels": {"relation": "finetune", "models": [{"_id": "0", "id": "Qwen/Base"}]},
    "safetensors": {"parameters": {"BF16": 751632384}, "total": 751632384},
}


def read(*items: object, namespace: str = "Qwen", body: bytes | None = None) -> Parsed:
    raw = json.dumps(items).encode() if body is None else body
    answers = (Answer("http://127.0.0.1/api/models", 200, raw),)
    snapshot = Snapshot(
        "hugging-face", TODAY, NOON, "http://127.0.0.1/api/models", {namespace: answers}, "ok"
    )
    return hugging_face.parse(snapshot, catalog_of())


def one(**more: Any) -> Observation:
    [observation] = read({**LEAST, **more}).observations
    return observation


def test_a_whole_item_becomes_an_observation_of_the_night() -> None:
    assert read(WHOLE) == Parsed(
        (
            Observation(
                "Qwen/A",
                TODAY,
                {"downloads_30d": 5, "downloads_all_time": 9, "likes": 1},
                {
                    "hub_id": "6a1563f96ea5882878c82ed4",
                    "created": "2025-04-27",
                    "pipeline_tag": "text-generation",
                    "library": "transformers",
                    "licence": "apache-2.0",
                    "base_models": "finetune:Qwen/Base",
                    "gated": "no",
                    "parameters": "751632384",
                    "parameters_note": "safetensors",
                },
            ),
        )
    )


def test_what_is_not_told_is_absent() -> None:
    assert one().attributes == {}
    assert one().status == ""


# Counters.


@pytest.mark.parametrize("value", [None, "123", -1, 2.5, 5.0, True, [], {}, 10**30, "NaN"])
def test_a_counter_that_is_no_whole_number_is_missing(value: object) -> None:
    observation = one(downloads=value)
    assert observation.values == {"downloads_all_time": 9, "likes": 1}
    assert observation.status == "missing:downloads_30d"


def test_missing_counters_are_named_in_order_and_counted() -> None:
    parsed = read({"id": "Qwen/A"}, {"id": "Qwen/B", "downloads": 0})
    assert parsed.observations[0].status == (
        "missing:downloads_30d missing:downloads_all_time missing:likes"
    )
    assert parsed.observations[1].values == {"downloads_30d": 0}
    assert "2 items without likes" in parsed.oddities


def test_numbers_that_json_does_not_know_are_missing() -> None:
    parsed = read(body=b'[{"id":"Qwen/A","downloads":NaN,"likes":1e400,"downloadsAllTime":-0}]')
    assert parsed.observations[0].values == {"downloads_all_time": 0}


def test_a_new_model_may_have_more_likes_than_downloads() -> None:
    assert one(downloads=2, likes=8983).values["likes"] == 8983


# Items that are skipped, and counted.


@pytest.mark.parametrize(
    ("item", "oddity"),
    [
        ({"_id": "1", "downloads": 5}, "1 item without id"),
        ({"id": None}, "1 item without id"),
        ({"id": ""}, "1 item without id"),
        ({"id": 5}, "1 item without id"),
        (None, "1 item without fields"),
        ("Qwen/A", "1 item without fields"),
        ([], "1 item without fields"),
        ({"id": "gpt2"}, "1 item with an id that no repository can have"),
        ({"id": "Qwen/a\u0000b"}, "1 item with an id that no repository can have"),
        ({"id": "Qwen/a\n"}, "1 item with an id that no repository can have"),
        ({"id": "Qwen/" + "a" * 97}, "1 item with an id that no repository can have"),
        ({"id": "Qwen/<b>"}, "1 item with an id that no repository can have"),
        ({"id": "Qwen/../x"}, "1 item with an id that no repository can have"),
        ({"id": "\ud800/x"}, "1 item with an id that no repository can have"),
        ({"id": "meta-llama/A"}, "1 item of another namespace"),
        ({"id": "Qwen2/A"}, "1 item of another namespace"),
        ({"id": "Qwen/A", "private": True}, "1 item disabled or private"),
        ({"id": "Qwen/A", "disabled": True}, "1 item disabled or private"),
    ],
)
def test_an_item_that_cannot_be_believed_is_skipped_and_counted(item: object, oddity: str) -> None:
    parsed = read(item, {**LEAST, "id": "Qwen/Good"})
    assert [o.entity for o in parsed.observations] == ["Qwen/Good"]
    assert parsed.oddities == (oddity,)


def test_the_spelling_of_the_hub_is_kept() -> None:
    parsed = read(LEAST, namespace="qwen")
    assert parsed.observations[0].entity == "Qwen/A"


def test_of_two_items_with_one_hub_id_the_later_counts() -> None:
    parsed = read(
        {**LEAST, "_id": "x"}, {**LEAST, "_id": "x", "id": "Qwen/Renamed", "downloads": 7}
    )
    assert [(o.entity, o.values["downloads_30d"]) for o in parsed.observations] == [
        ("Qwen/Renamed", 7)
    ]
    assert parsed.oddities == ("1 item seen twice, the later one counts",)


def test_of_two_items_with_one_name_the_later_counts() -> None:
    parsed = read({**LEAST, "_id": "x"}, {**LEAST, "_id": "y", "id": "qwen/a", "downloads": 7})
    assert [(o.entity, o.values["downloads_30d"]) for o in parsed.observations] == [("qwen/a", 7)]
    assert parsed.oddities == ("1 item under one name, the later one counts",)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"error":"x"}', b"null", b"[1,", b"\xff"])
def test_an_answer_that_is_no_list_is_counted(body: bytes) -> None:
    assert read(body=body) == Parsed((), ("1 item in an answer that is no list",))


# Attributes.


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-04-27T03:40:08.000Z", "2025-04-27"),
        ("2024-01-01T00:00:00+00:00", "2024-01-01"),
        ("2024-12-31T23:59:60Z", "2024-12-31"),
        ("2024-01-01", "2024-01-01"),
        ("2022-03-02T23:29:04.000Z", None),
        ("2022-03-02T23:29:05.000Z", None),
        ("2099-01-01T00:00:00.000Z", None),
        ("2026-11-25T00:00:01.000Z", "2026-11-25"),
        ("2024-02-30T00:00:00.000Z", None),
        ("2024-01-01x", None),
        ("٢٠٢٤-٠١-٠١", None),
        ("", None),
        (1704067200, None),
        (None, None),
    ],
)
def test_the_day_of_creation_is_told_only_where_the_hub_knows_it(
    value: object, day: str | None
) -> None:
    assert one(createdAt=value).attributes.get("created") == day


@pytest.mark.parametrize(
    ("value", "text"),
    [(False, "no"), ("auto", "auto"), ("manual", "manual"), (True, None), (None, None),
     ("x", None), ([], None), (0, None)],
)  # fmt: skip
def test_a_gate_that_is_not_told_is_unknown_and_not_open(value: object, text: str | None) -> None:
    assert one(gated=value).attributes.get("gated") == text
    assert "gated" not in one().attributes


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"tags": ["license:mit"]}, "mit"),
        ({"tags": ["license:mit", "license:apache-2.0", "license:mit"]}, "mit apache-2.0"),
        ({"tags": ["license:"]}, None),
        ({"tags": None}, None),
        ({"tags": "license:mit"}, "mit"),
        ({"cardData": {"license": ["mit", "apache-2.0"]}}, "mit apache-2.0"),
        ({"cardData": {"license": "Apache 2.0"}}, "apache-2.0"),
        ({"tags": ["license:other"], "cardData": {"license": "mit"}}, "other mit"),
        ({"tags": ["license:mit"], "cardData": {"license": "MIT"}}, "mit"),
        ({"cardData": None}, None),
        ({"cardData": []}, None),
        ({"cardData": "text"}, None),
        ({"cardData": {"tags": 5, "self": 1, "license": {"a": 1}}}, None),
        ({"cardData": {"extra_gated_prompt": "x" * 2_000_000, "license": "mit"}}, "mit"),
    ],
)
def test_a_licence_is_read_from_tags_and_card(fields: dict[str, Any], licence: str | None) -> None:
    assert one(**fields).attributes.get("licence") == licence


@pytest.mark.parametrize(
    ("fields", "bases"),
    [
        ({"baseModels": None}, None),
        ({"baseModels": {"relation": "quantized", "models": []}}, None),
        ({"baseModels": {"relation": "merge", "models": [{"id": "a/b"}, {"id": "c/d"}]}},
         "merge:a/b merge:c/d"),
        ({"baseModels": {"relation": "distill", "models": [{"id": "a/b"}]}}, "distill:a/b"),
        ({"baseModels": [{"relation": "merge", "models": [{"id": "a/b"}]}]}, "merge:a/b"),
        ({"baseModels": {"relation": None, "models": [{"id": "a/b"}]}}, None),
        ({"baseModels": {"relation": "merge", "models": {"id": "a/b"}}}, None),
        ({"baseModels": {"relation": "finetune", "models": [{"id": "qwen/a"}, None]}}, None),
        ({"tags": ["base_model:a/b", "base_model:finetune:a/b"]}, "finetune:a/b"),
        ({"tags": ["base_model:finetune:a/b:c", "base_model:x"]}, None),
        ({"tags": ["base_model:finetune:./checkpoint-500"]}, None),
        ({"tags": ["base_model:finetune:https://huggingface.co/a/b"]}, None),
    ],
)  # fmt: skip
def test_base_models_are_told_with_their_relation(
    fields: dict[str, Any], bases: str | None
) -> None:
    assert one(**fields).attributes.get("base_models") == bases


def test_of_many_base_models_only_whole_names_are_kept() -> None:
    names = [f"owner-{n}/{'m' * 40}" for n in range(40)]
    models = [{"id": name} for name in names]
    text = one(baseModels={"relation": "merge", "models": models}).attributes["base_models"]
    assert len(text) <= 300
    assert {token.removeprefix("merge:") for token in text.split()} < set(names)


@pytest.mark.parametrize(
    ("fields", "parameters", "note"),
    [
        ({"safetensors": {"parameters": {"F32": 110}, "total": 110}}, "110", "safetensors"),
        ({"safetensors": {"parameters": {"I8": 141733920768, "F8_E8M0": 8858737664,
          "BF16": 1415259264}, "total": 158069433298}}, None, "packed"),
        ({"safetensors": {"parameters": {"U32": 39628000000, "BF16": 10465000000},
          "total": 50093000000}}, None, "packed"),
        ({"safetensors": {"parameters": {"BF16": 1483567488, "I64": 2327040, "F32": 37741630,
          "F8_E4M3": 6304038912, "I8": 296352743424}, "total": 304180418494}},
         "304180418494", "safetensors"),
        ({"safetensors": {"parameters": {"BF16": 7000000, "U8": 512}, "total": 7000512}},
         "7000512", "safetensors"),
        ({"safetensors": {"total": 5}}, "5", "safetensors"),
        ({"safetensors": {"parameters": {"BF16": 5}}}, None, None),
        ({"safetensors": {}}, None, None),
        ({"safetensors": None}, None, None),
        ({"safetensors": {"total": -5, "parameters": []}}, None, None),
        ({"safetensors": {"total": 0}}, None, None),
        ({"gguf": {"total": 8190735360, "architecture": "qwen3"}}, "8190735360", "gguf"),
        ({"safetensors": {"total": 5}, "gguf": {"total": 6}}, "5", "safetensors"),
        ({"gguf": {"total": "6"}}, None, None),
    ],
)  # fmt: skip
def test_parameters_are_told_where_the_hub_counts_weights(
    fields: dict[str, Any], parameters: str | None, note: str | None
) -> None:
    attributes = one(**fields).attributes
    assert (attributes.get("parameters"), attributes.get("parameters_note")) == (parameters, note)


def test_texts_are_one_short_line_without_hidden_marks() -> None:
    text = one(pipeline_tag="a\u202eb\x00\n c\ud800\u200b" + "x" * 400).attributes["pipeline_tag"]
    assert text.startswith("ab cxxx")
    assert len(text) == 300
    assert one(pipeline_tag="\u202e\n").attributes == {}
    assert one(pipeline_tag=["x"], library_name=5, _id={}, tags={"a": 1}).attributes == {}


def test_a_huge_list_of_tags_is_borne() -> None:
    tags = [f"tag-{n}" for n in range(30_000)] + ["license:mit"]
    assert one(tags=tags).attributes == {"licence": "mit"}


# Anything at all.

FIELDS = (
    "_id", "id", "downloads", "downloadsAllTime", "likes", "createdAt", "gated", "disabled",
    "private", "pipeline_tag", "library_name", "tags", "baseModels", "safetensors", "gguf",
    "cardData", "self", "model-index",
)  # fmt: skip
TEXTS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["license:mit", "base_model:merge:a/b", "auto", "2025-01-01T00:00:00Z", "Qwen/A", "Qwen/B"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            TEXTS | st.sampled_from(["total", "parameters", "U8", "relation", "models", "id"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
ITEMS = ANYTHING | st.fixed_dictionaries(
    {"id": st.sampled_from(["Qwen/A", "Qwen/B", "qwen/a"])},
    optional=dict.fromkeys([name for name in FIELDS if name != "id"], ANYTHING),
)


def numbers_in(value: object) -> set[int]:
    """Return every whole number that `value` holds, at any depth."""
    if type(value) is int:
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return set().union(*map(numbers_in, inner))


@given(st.lists(ITEMS, max_size=6))
def test_whatever_the_items_hold_no_number_is_invented(items: list[Any]) -> None:
    parsed = read(*items)
    told = numbers_in(items)
    names = [observation.entity.lower() for observation in parsed.observations]
    assert len(names) == len(set(names))
    for observation in parsed.observations:
        missing = observation.status.replace("missing:", "").split()
        assert sorted([*observation.values, *missing]) == sorted(METRIC_COLUMNS)
        assert all(value >= 0 and value in told for value in observation.values.values())
        assert int(observation.attributes.get("parameters", "0")) in told | {0}
        for text in observation.attributes.values():
            assert text.isprintable()
            assert 0 < len(text) <= 300
            assert text.encode()
