"""The form of catalog files: what moves, what stays beside what, and that no value ever changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builder.model.entities import KINDS
from builder.model.finding import Severity
from builder.store.yaml_file import read_yaml
from builder.store.yaml_format import MAX_FORMATTED, formatted, same_values, schema_line
from builder.store.yaml_notes import comments
from builder.store.yaml_text import quoted
from tests.store.test_bad_input import BAD, GOOD, mutated

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for path in sorted((ROOT / "data/catalog").rglob("*.yml"))
    if path.stat().st_size <= MAX_FORMATTED  # but the sentences of a language
]
PLAIN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip

BEFORE = """\
# about the whole file

# about source
source: "hub" # beside source
name: 'NO'

repositories: ["a/b", 'c/d']
released: {source: x, on: "2025"}
# about parameters
parameters:
    # about active
    active_b: 3
    total_b: 5 # beside total
    # source: a line that waits
organization: a
prices:
# the first
- on: 2025-01-01
  input_usd: 1
# the second
- seller: "x: y"
  on: 2026-01-01
unknown: 012
# at the end
"""

AFTER = """\
# yaml-language-server: $schema=../../schema/models.json
# about the whole file

name: NO
# about source
source: hub # beside source
organization: a
released:
  on: "2025"
  source: x
# about parameters
parameters:
  total_b: 5 # beside total
  # source: a line that waits
  # about active
  active_b: 3

repositories:
  - a/b
  - c/d
prices:
  # the first
  - on: 2025-01-01
    input_usd: 1
  # the second
  - on: 2026-01-01
    seller: "x: y"
unknown: 012
# at the end
"""


def form(text: str, kind: str = "models") -> str:
    result = formatted(kind, text.encode(), "x.yml")
    assert result.text is not None, result.findings
    return result.text


def test_keys_take_the_order_of_the_shape_and_comments_go_with_them() -> None:
    assert form(BEFORE) == AFTER


def test_a_formatted_file_stays_as_it_is() -> None:
    assert form(AFTER) == AFTER


@pytest.mark.parametrize(
    "text",
    ["name: a\r\nsource: b\r\n", "\ufeffname: a\nsource: b", "---\nname: a\nsource: b\n...\n",
     "{source: b, name: a}", "\n\nname: a\nsource: b\n\n\n", "name: 'a'\nsource: \"b\"\n",
     "# yaml-language-server: $schema=elsewhere\nname: a\nsource: b\n"],
)  # fmt: skip
def test_other_ways_to_write_the_same_get_one_form(text: str) -> None:
    assert form(text) == f"{schema_line('models')}\nname: a\nsource: b\n"


@pytest.mark.parametrize("text", ["2025", "true", "null", "~", "", "1.5", "- x", "a: b", "a #b"])
def test_quotes_stay_where_they_are_needed(text: str) -> None:
    assert f'\nname: "{text}"\n' in form(f'name: "{text}"\n')


@pytest.mark.parametrize("text", ["NO", "on", "2025-01-20", "a, b", "Qwen/Qwen3*", "深度求索"])
def test_quotes_go_where_nobody_needs_them(text: str) -> None:
    assert f"\nname: {text}\n" in form(f"name: '{text}'\n")


def test_a_text_of_several_lines_stays_one() -> None:
    text = "note: |\n  one # no comment\n\n  two\n# about the name\nname: a\n"
    assert form(text).endswith("# about the name\nname: a\nnote: |\n  one # no comment\n\n  two\n")


def test_a_file_that_does_not_parse_is_left_alone_with_its_finding() -> None:
    result = formatted("models", b"name: [a\n", "x.yml")
    assert result.text is None
    assert [one.severity for one in result.findings] == [Severity.ERROR]


def test_a_file_that_is_too_large_is_left_alone_with_a_finding() -> None:
    result = formatted("models", b"#\n" * MAX_FORMATTED + b"name: a\n", "x.yml")
    assert result.text is None
    assert "larger than" in result.findings[0].message


def test_what_would_change_a_value_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    dump = YAML.dump

    def faulty(self: YAML, data: Any, stream: Any) -> None:
        data["name"] = "another"
        dump(self, data, stream)

    monkeypatch.setattr(YAML, "dump", faulty)
    result = formatted("models", b"name: a\n", "x.yml")
    assert result.text is None
    assert result.findings[0].check == "form"


def test_equal_numbers_of_other_types_are_not_the_same() -> None:
    assert same_values({"a": [1, None]}, {"a": [1, None]})
    for other in (1.0, True, "1"):
        assert not same_values({"a": 1}, {"a": other})


def unchanged(kind: str, raw: bytes) -> None:
    """Format `raw`; check all that formatting promises."""
    result = formatted(kind, raw, "x.yml")
    if result.text is None:
        assert result.findings or (kind == "languages" and len(raw) > MAX_FORMATTED)
        return
    again = result.text.encode()
    assert same_values(read_yaml("x", raw).tree, read_yaml("x", again).tree)
    source = raw.decode("utf-8-sig").lstrip("\ufeff").replace("\r\n", "\n")
    assert comments(source) == comments(result.text)
    assert result.text.startswith(f"{schema_line(kind)}\n")
    assert result.text.endswith("\n")
    assert not result.text.endswith("\n\n\n")
    assert formatted(kind, again, "x.yml").text == result.text


@PLAIN
@given(mutated())
def test_no_accident_to_a_real_file_makes_formatting_change_a_value(
    file: tuple[str, bytes],
) -> None:
    unchanged(*file)


MARKS = ["# x", "  # y", "    # z", "", "# a: b"]


@PLAIN
@given(st.sampled_from(FILES), st.data())
def test_comments_anywhere_in_a_real_file_survive(path: Path, data: st.DataObject) -> None:
    lines = path.read_text("utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        spot = data.draw(st.integers(0, len(lines)))
        lines.insert(spot, data.draw(st.sampled_from(MARKS)))
    order = data.draw(st.permutations(range(3)))
    text = (
        "\n".join(lines) if order[0] else "\n".join(f"{one}  # e" if one else one for one in lines)
    )
    unchanged(path.parent.name, text.encode())


TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@PLAIN
@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.text(max_size=6), TREES, min_size=1))
def test_any_tree_at_all_keeps_its_values(kind: str, tree: Mapping[str, Any]) -> None:
    unchanged(kind, _flow(tree).encode())


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"? {_flow(key)} : {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return quoted(value)
    return "null" if value is None else str(value).lower()


@pytest.mark.parametrize("name", [*BAD, *GOOD])
def test_no_bad_file_breaks_formatting(name: str) -> None:
    raw = {**BAD, **GOOD}[name]
    if len(raw) <= MAX_FORMATTED:
        unchanged("models", raw)
    else:
        assert formatted("models", raw, "x.yml").text is None
