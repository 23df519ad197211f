"""Every kind has an example that loads and shows every key, and the guides lead to it."""

from pathlib import Path

import pytest

from builder.model.entities import KINDS
from builder.store.catalog import read_entity

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
every_kind = pytest.mark.parametrize("kind", KINDS)


def test_there_is_one_example_a_kind_and_nothing_else() -> None:
    assert {path.name for path in EXAMPLES.glob("*.*")} == {f"{kind}.yml" for kind in KINDS}


@every_kind
def test_an_example_is_an_entity_of_its_kind_and_shows_every_key(kind: str) -> None:
    raw = (EXAMPLES / f"{kind}.yml").read_bytes()
    entity, _, findings = read_entity(kind, "example", raw, f"docs/examples/{kind}.yml")
    assert [str(finding) for finding in findings] == []
    assert entity is not None
    assert entity.model_fields_set == set(KINDS[kind].model_fields)


@every_kind
def test_every_key_that_must_be_there_is_marked(kind: str) -> None:
    lines = (EXAMPLES / f"{kind}.yml").read_text("utf-8").splitlines()
    marked = {line.partition(":")[0] for line in lines if "# needed" in line}
    shape = KINDS[kind].model_fields
    assert marked == {name for name, field in shape.items() if field.is_required()} - {"id"}


@pytest.mark.parametrize("guide", ["CONTRIBUTING.md", "docs/en/contribute.md"])
@every_kind
def test_the_guides_lead_to_every_example_and_copy_none(kind: str, guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    assert f"docs/examples/{kind}.yml" in text
    needed = (EXAMPLES / f"{kind}.yml").read_text("utf-8").splitlines()[1]
    assert needed not in text
