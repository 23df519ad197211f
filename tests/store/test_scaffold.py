"""New files for people to fill in: whole, in form, and telling what is still missing."""

import re

import pytest

from builder.model.entities import KINDS
from builder.model.schema import schema
from builder.store.catalog import read_entity
from builder.store.scaffold import Draft, scaffold
from builder.store.yaml_file import read_yaml
from builder.store.yaml_format import formatted, schema_line


@pytest.mark.parametrize("kind", KINDS)
def test_a_scaffold_has_every_key_in_the_order_of_the_shape(kind: str) -> None:
    text = scaffold(Draft(kind))
    assert text.startswith(f"{schema_line(kind)}\n")
    assert re.findall(r"(?m)^(?:# )?([a-z_]+):(?! [A-Z].*: )", text.partition("\n\n")[2])
    keys = [
        name
        for line in text.splitlines()
        for name in schema(kind)["properties"]
        if re.match(rf"(# )?{name}:( |$)", line)
    ]
    assert list(dict.fromkeys(keys)) == list(schema(kind)["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_an_unfilled_scaffold_tells_every_required_key_and_nothing_else(kind: str) -> None:
    entity, _, findings = read_entity(kind, "x", scaffold(Draft(kind)).encode(), "x.yml")
    assert entity is None
    told = {re.findall(r"`(\w+)", finding.message)[0] for finding in findings}
    assert told == set(schema(kind)["required"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_scaffold_has_the_form_of_all_files(kind: str) -> None:
    text = scaffold(Draft(kind))
    assert formatted(kind, text.encode(), "x.yml").text == text


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_in_comments_is_what_the_shape_takes(kind: str) -> None:
    """Take away every `# ` before an optional key: no key may be unknown, no value misplaced."""
    lines = scaffold(Draft(kind)).splitlines()
    optional = set(schema(kind)["properties"]) - set(schema(kind)["required"])
    awake, open_key = [], False
    for line in lines:
        key = re.match(r"# ([a-z_]+):( |$)", line)
        open_key = bool(key and key[1] in optional) or (open_key and line.startswith("#  "))
        awake.append(line[2:] if open_key else line)
    _, _, findings = read_entity(kind, "x", "\n".join(awake).encode(), "x.yml")
    assert [str(one) for one in findings if "is empty" not in one.message] == []


def test_values_and_remarks_cannot_leave_their_place() -> None:
    evil = "x\ncountry: aa\u2028# \x07"
    draft = Draft("organizations", {"name": evil, "roles": [evil]}, {"country": (evil,)})
    text = scaffold(draft)
    tree = read_yaml("x", text.encode()).tree
    assert tree == {"name": evil, "source": None, "country": None, "roles": [evil]}


def test_where_a_word_may_be_a_citation_too_the_file_shows_how() -> None:
    text = scaffold(Draft("events"))
    form = "\n# Or, in place of that line:\n# source:\n#   url: "
    assert text.count(form) == 1
    chosen = text.replace("\nsource:\n", "\n").replace("# source:", "source:")
    for key in ("url", "publisher", "accessed", "evidence"):
        chosen = chosen.replace(f"#   {key}:", f"  {key}:")
    tree = read_yaml("x.yml", chosen.encode()).tree
    assert tree is not None
    assert set(tree["source"]) == {"url", "publisher", "accessed", "evidence"}
