"""Texts as YAML: whatever stands in one, it reads back as that text and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.store.yaml_file import read_yaml
from builder.store.yaml_text import comment, written

HOSTILE = ["a: b", "x\ny: z", "- a", "!!python/object:os.system", "&a", "*a", "{a: b}", "#", "a #b",
           "\u202e", "\x07", "\x85", "\u2028", "'", '"', "\\", "NO", "null", "1e3", "---", "\ufeff",
           "| ", "> ", "%TAG", "@a", "`", "\U0001f600", "\U000e0001"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_as_itself(text: str) -> None:
    raw = f"{written(text)}: 0\nl:\n  - {written(text)}\nk: {written(text)}\n"
    read = read_yaml("x", raw.encode())
    assert read.tree == {text: 0, "l": [text], "k": text}, read.findings


@given(st.text())
def test_every_text_reads_back_as_itself(text: str) -> None:
    assert read_yaml("x", f"k: {written(text)}\n".encode()).tree == {"k": text}


@given(st.text())
def test_a_comment_is_one_line_and_shows_everything(text: str) -> None:
    told = comment(text)
    assert told.isprintable()
    assert read_yaml("x", f"# {told}\nk: v\n".encode()).tree == {"k": "v"}
