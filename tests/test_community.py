"""What people meet who want to help: forms that ask for the keys of the files, and true labels."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.entities import Claim, Model, Source
from builder.model.fields import Citation, Shape

GITHUB = Path(__file__).parents[1] / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def labels(form: str) -> list[str]:
    """Return what the fields of a form are called."""
    fields = read(GITHUB / "ISSUE_TEMPLATE" / f"{form}.yml")["body"]
    return [field["attributes"]["label"] for field in fields if "id" in field]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_well_formed_and_its_labels_exist(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "title", "labels", "body"} == set(form)
    ids = [field["id"] for field in form["body"] if "id" in field]
    assert len(ids) == len(set(ids))
    assert set(form["labels"]) <= {label["name"] for label in read(GITHUB / "labels.yml")}


@pytest.mark.parametrize(
    ("form", "shape"), [("model", Model), ("claim", Claim), ("source", Source)]
)
def test_a_form_asks_for_keys_that_exist_and_for_all_that_must_be_there(
    form: str, shape: type[Shape]
) -> None:
    asked = {label.partition(".")[0] for label in labels(form)}
    assert asked <= set(shape.model_fields)
    needed = {name for name, field in shape.model_fields.items() if field.is_required()} - {"id"}
    assert needed <= asked


@pytest.mark.parametrize("form", ["model", "claim", "fact"])
def test_a_form_asks_for_the_whole_evidence(form: str) -> None:
    asked = {label.removeprefix("source.") for label in labels(form) if "source." in label}
    assert asked == set(Citation.model_fields)


def test_catalog_code_and_archive_have_owners_of_their_own() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    owners = dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    assert len({owners["*"], owners["/data/catalog/"], owners["/data/archive/"]}) == 3


def test_labels_are_told_apart() -> None:
    names = [label["name"] for label in read(GITHUB / "labels.yml")]
    assert len(names) == len(set(names))
