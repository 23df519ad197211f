"""YAML 1.2 with places; every mistake a finding with file, line, column and advice."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.store.yaml_file import MAX_BYTES, MAX_DEPTH, YamlFile, read_yaml


def read(text: str | bytes) -> YamlFile:
    return read_yaml("x.yml", text if isinstance(text, bytes) else text.encode())


def spots(file: YamlFile) -> list[tuple[int, int, str]]:
    return [(f.place.line, f.place.column, f.message) for f in file.findings]


def only(text: str | bytes) -> tuple[int, int, str]:
    file = read(text)
    assert file.tree is None
    (found,) = spots(file)
    assert all(f.advice for f in file.findings)
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"), ("on", "on"), ("yes", "yes"), ("y", "y"), ("Off", "Off"),
        ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("Null", None), ("nULL", "nULL"),
        ("012", 12), ("-0", 0), ("+7", 7), ("0x10", "0x10"), ("0o17", "0o17"),
        ("1_000", "1_000"), ("1e3", 1000.0), ("1.50", 1.5), (".5", 0.5), ("1.", 1.0),
        (".inf", ".inf"), (".nan", ".nan"), (".", "."), ("1.2.3", "1.2.3"), ("-", [None]),
        ("2025-01-20", "2025-01-20"), ("12:30:45", "12:30:45"), ("2025-01", "2025-01"),
        ("'12'", "12"), ('"null"', "null"), ("'true'", "true"), ("''", ""), ("<<", "<<"),
    ],
)  # fmt: skip
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    tree = read(f"a: {written}\n" if written != "-" else "a:\n  -\n").tree
    assert tree == {"a": meant}
    assert type(tree["a"]) is type(meant)


def test_a_block_text_keeps_its_lines() -> None:
    assert read("a: |\n  one\n  12\n").tree == {"a": "one\n12\n"}


def test_a_number_too_long_to_count_stays_a_text() -> None:
    assert read("a: " + "9" * 5000).tree == {"a": "9" * 5000}


def test_keys_are_always_texts() -> None:
    assert read("1: a\nnull: b\nNO: c\n").tree == {"1": "a", "null": "b", "NO": "c"}


def test_a_merge_key_is_a_plain_key() -> None:
    assert read("a:\n  <<: {b: 1}\n").tree == {"a": {"<<": {"b": 1}}}


def test_every_key_and_list_item_has_its_place() -> None:
    file = read("# top\nname: x\nlist:\n  - a\n  -   b: 1\n      cc: [p, q]\n")
    places = file.places
    assert (places.find(("name",)).line, places.find(("name",)).column) == (2, 1)
    assert (places.find(("list",)).line, places.find(("list",)).column) == (3, 1)
    assert (places.find(("list", 0)).line, places.find(("list", 0)).column) == (4, 5)
    assert (places.find(("list", 1, "cc")).line, places.find(("list", 1, "cc")).column) == (6, 7)
    assert (places.find(("list", 1, "cc", 1)).line, places.find(("list", 1, "cc", 1)).column) == (
        6,
        15,
    )


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    file = read(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n")
    assert file.tree == {"a": 1, "b": ["x"]}
    assert file.places.find(("b", 0)).line == 3


def test_a_key_said_twice_is_told_with_both_places() -> None:
    file = read("a: 1\nb: 2\n'a': 3\n")
    assert spots(file) == [(3, 1, "says `a` twice")]
    assert "line 1" in file.findings[0].advice


def test_a_key_said_twice_inside_a_list_is_told() -> None:
    assert only("a:\n  - b: 1\n    b: 2\n") == (3, 5, "says `b` twice")


def test_a_tab_is_told_where_it_stands() -> None:
    line, column, message = only("a:\n\tb: 1\n")
    assert (line, column) == (2, 1)
    assert message.startswith("is not YAML")
    assert "tab" in read("a:\n\tb: 1\n").findings[0].advice


@pytest.mark.parametrize("text", ["", " \n\n", "# only a comment\n", "---\n", "null\n", "~"])
def test_a_file_that_says_nothing_is_told(text: str) -> None:
    assert only(text) == (1, 1, "is empty")


@pytest.mark.parametrize("text", ["- a\n", "words\n", "42\n", '""\n', "false\n"])
def test_a_file_that_is_no_mapping_is_told(text: str) -> None:
    assert only(text) == (1, 1, "is not a list of `key: value` lines")


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff\xfea\x00", 1, 1),
        (b"a: 1\nb: \xff\n", 2, 4),
        ("é: ".encode() + b"\xed\xa0\x80", 1, 4),
    ],
)
def test_bytes_that_are_not_utf_8_are_told_where_they_stand(
    raw: bytes, line: int, column: int
) -> None:
    assert only(raw) == (line, column, "is not UTF-8 text")


@pytest.mark.parametrize("mark", [b"\x00", b"\x07", b"\x1b"])
def test_a_control_character_is_told_where_it_stands(mark: bytes) -> None:
    assert only("é: 1\nb: c".encode() + mark + b"d\n")[:2] == (2, 5)


def test_the_marks_of_a_merge_are_named_as_what_they_are() -> None:
    text = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n"
    assert only(text) == (2, 1, "holds the marks of an unfinished merge")
    assert only("a: 1\n>>>>>>> other\n")[:2] == (2, 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1\nb: *x\n", [(1, 4), (2, 4)]),
        ("&x a: 1\n", [(1, 1)]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [(1, 4), (3, 7)]),
    ],
)
def test_anchors_and_aliases_are_refused_where_they_stand(
    text: str, places: list[tuple[int, int]]
) -> None:
    file = read(text)
    assert file.tree is None
    assert [spot[:2] for spot in spots(file)] == places
    assert {f.message for f in file.findings} == {"uses an anchor or an alias"}


@pytest.mark.parametrize("text", ["a: !!python/object:os.system x\n", "!t a: 1\n", "a: !!str 1\n"])
def test_a_tag_is_refused(text: str) -> None:
    assert only(text)[2].startswith("uses the tag ")


def test_a_second_document_is_refused_where_it_begins() -> None:
    assert only("a: 1\n---\nb: 2\n") == (2, 1, "holds a second document")


def test_ten_thousand_nested_lists_are_one_finding() -> None:
    for text in ("[" * 10_000, "a: " + "[" * 10_000 + "]" * 10_000, "- " * 10_000):
        assert only(text)[2] == f"nests more than {MAX_DEPTH} levels deep"


def test_as_deep_as_is_allowed_is_read() -> None:
    assert read("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH).tree is not None


def test_a_file_of_ten_megabytes_is_refused_unread() -> None:
    began = time.perf_counter()
    assert "larger than 524,288 bytes" in only(b"a" * 10_000_000)[2]
    assert time.perf_counter() - began < 0.5


def test_a_file_of_just_the_greatest_size_is_read() -> None:
    assert read(b"a: " + b"x" * (MAX_BYTES - 3)).tree is not None


@pytest.mark.parametrize("text", ["? [a, b]\n: 1\n", "{[a]: 1}\n", "? {a: b}\n: 1\n"])
def test_a_list_or_mapping_as_key_is_refused(text: str) -> None:
    assert only(text)[2] == "uses a list or a mapping as a key"


@pytest.mark.parametrize("text", ["a: b: c\n", "a: 'x\n", "a: %x\n", "a: 1\n  b: 2\n", "{a: 1"])
def test_a_mistake_of_syntax_is_told_with_line_and_advice(text: str) -> None:
    assert only(text)[2].startswith("is not YAML: ")


@pytest.mark.parametrize(
    "unit", [b"a:\n", b"- a\n", b"!a &a a: !a &a a\n", b"[", b"? a\n", b"{a: "]
)
def test_the_worst_file_of_the_greatest_size_takes_no_long_time(unit: bytes) -> None:
    began = time.perf_counter()
    read(unit * (MAX_BYTES // len(unit)))
    assert time.perf_counter() - began < 5  # a slow machine has its time too; an attack takes more


PIECES = st.sampled_from(
    [b"a: ", b"- ", b"\n", b"  ", b"\t", b"[", b"]", b"{", b"}", b"&x ", b"*x", b"!t ", b"|\n",
     b"'", b'"', b"#", b"---\n", b"...\n", b"%YAML", b"? ", b": ", b"<<: ", b"\xff", b"\x00", b"1",
     b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\\ud800", b"NO"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)  # how long a file may take: test_bad_input
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(b"".join)))
def test_no_bytes_raise_and_every_finding_has_a_place(raw: bytes) -> None:
    file = read(raw)
    assert (file.tree is None) == bool(file.findings)
    for finding in file.findings:
        assert finding.place.path == "x.yml"
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message
        assert finding.advice
        assert "\n" not in finding.message + finding.advice
