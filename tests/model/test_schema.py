"""Schema, reference page and code say the same of every kind."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder.model.entities import KINDS
from builder.model.schema import parts, schema, schema_texts
from builder.pages.reference import view
from builder.store.yaml_file import read_yaml
from tests.world.small_world import small_site

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "data/catalog").glob("*/*.yml"))


def errors(kind: str, tree: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(tree)]


def test_the_committed_schemas_are_those_of_the_shapes() -> None:
    committed = {p.name: p.read_text("utf-8") for p in (ROOT / "data/schema").iterdir()}
    assert committed == dict(schema_texts()), "renew them with: tracker schema"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_every_key_in_it_is_explained(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))
    unsaid = [f"{part.name}.{key.name}" for part in parts(kind) for key in part.keys
              if not key.meaning]  # fmt: skip
    assert unsaid == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_simple_key_has_an_example(kind: str) -> None:
    simple = ("text", "number", "integer", "day", "id of", "list: text", "mapping: text")
    bare = [
        f"{part.name}.{key.name}"
        for part in parts(kind)
        for key in part.keys
        if key.form.startswith(simple) and not key.example
    ]
    assert bare == []


def test_every_file_of_the_catalog_holds_by_its_schema() -> None:
    validators = {kind: Draft202012Validator(schema(kind)) for kind in KINDS}
    wrong = {}
    for path in FILES:
        tree = read_yaml(path.name, path.read_bytes()).tree
        found = [error.message for error in validators[path.parent.name].iter_errors(tree)]
        if found:
            wrong[str(path.relative_to(ROOT))] = found
    assert len(FILES) > 500
    assert wrong == {}


def test_an_editor_refuses_what_the_builder_refuses() -> None:
    assert errors("models", {"name": "X"}) != []
    whole = {"name": "X", "source": "s", "organization": "o"}
    assert errors("models", whole) == []
    assert errors("models", {**whole, "relased": "2025"}) != []
    assert errors("models", {**whole, "weights": "ajar"}) != []
    assert errors("models", {**whole, "parameters": None}) != []
    assert errors("models", {**whole, "parameters": {"total_b": "7"}}) != []


def test_the_reference_page_of_a_kind_names_all_its_keys() -> None:
    pages = {page.values["kind"]: page for page in view(small_site())}
    assert set(pages) == set(KINDS)
    for kind, page in pages.items():
        for name in KINDS[kind].model_fields:
            if name != "id":
                assert f">{name}" in page.values["whole"]["table"], (kind, name)


def test_editors_are_told_the_schema_of_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {
        f"./data/schema/{kind}.json": f"data/catalog/{kind}/*.yml" for kind in sorted(KINDS)
    }
