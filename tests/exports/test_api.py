"""The API is as it describes itself, and says of every answer when, from whom, on which terms."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from builder.exports import downloads
from builder.exports._shapes import PATHS
from builder.model.catalog import Catalog
from tests.world.small_world import small_catalog, small_site


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    found = downloads(small_site())
    return {d.path: json.loads(d.text) for d in found if d.path.startswith("api/v1/")}


@pytest.fixture(scope="module")
def description(answers: dict[str, Any]) -> Any:
    return answers["api/v1/openapi.json"]


def test_the_description_is_openapi(description: Any) -> None:
    OpenAPIV31SpecValidator(description).validate()


def test_every_answer_has_the_shape_that_the_description_gives_its_path(
    answers: dict[str, Any], description: Any
) -> None:
    seen = set()
    for path, (shape, _) in PATHS.items():
        pattern = re.compile("api/v1/" + re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
        schema = {
            "$ref": f"#/components/schemas/{shape.__name__}",
            "components": description["components"],
        }
        validator = Draft202012Validator(schema)
        for own in filter(pattern.fullmatch, answers):
            validator.validate(answers[own])
            seen.add(own)
    assert seen == set(answers) - {"api/v1/openapi.json"}


def test_every_answer_says_when_from_whom_and_where_it_stands(answers: dict[str, Any]) -> None:
    for path, answer in answers.items():
        if path.endswith("openapi.json"):
            continue
        assert answer["as_of"] == "2026-11-09"
        assert answer["url"] == f"http://127.0.0.1:8000/{path}"
        assert answer["licence"].startswith("CC BY 4.0")
        assert "vintage" in answer


def test_every_address_that_an_answer_names_is_there(answers: dict[str, Any]) -> None:
    files = {d.path for d in downloads(small_site())}
    named = {
        address.removeprefix("http://127.0.0.1:8000/")
        for answer in answers.values()
        for address in re.findall(r"http://127\.0\.0\.1:8000/[^\"\s]+\.\w+", json.dumps(answer))
    }
    assert named
    assert named <= files


def test_a_series_is_cut_into_stretches_that_are_never_joined(answers: dict[str, Any]) -> None:
    series = answers["api/v1/series/countries/cc.json"]
    stretches = {(one["source"], one["scope"]): one for one in series["stretches"]}
    old = stretches["old-lists", "all"]
    assert old["backfilled"]
    assert old["points"] == [["2026-09-01", 20, 50, 2], ["2026-09-09", 13.3333, 40, 2]]
    assert not stretches["hugging-face", "all"]["backfilled"]
    assert series["vintage"] == "2026-11-09"
    assert [one["id"] for one in series["sources"]] == ["hugging-face", "old-lists"]


def test_what_was_never_observed_has_no_series(answers: dict[str, Any]) -> None:
    assert answers["api/v1/entities/models/cor-cloud.json"]["series"] is None
    assert "api/v1/series/models/cor-cloud.json" not in answers


def test_an_unknown_value_is_null_and_not_zero(answers: dict[str, Any]) -> None:
    shares = answers["api/v1/metrics/share-of-downloads.json"]
    rank = shares["columns"].index("rank")
    unmapped = [
        row for row in shares["rows"] if row[shares["columns"].index("group")] == "unmapped"
    ]
    assert {row[rank] for row in unmapped} == {None}


def test_a_hostile_name_stays_a_text() -> None:
    attack = '"</script><script>alert(1)</script>\x00\x1b'
    catalog = small_catalog()
    entities = dict(catalog.entities)
    country = catalog.countries["aa"].model_copy(update={"name": attack})
    entities["countries"] = {**entities["countries"], "aa": country}
    found = downloads(replace(small_site(), catalog=Catalog(entities), _known={}))
    (own,) = [d for d in found if d.path == "api/v1/entities/countries/aa.json"]
    assert json.loads(own.text)["name"] == attack
    assert "\x00" not in own.text
