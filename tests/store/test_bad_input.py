"""Whatever lies below data/catalog, the catalog is read: findings, no traceback, no waiting."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model.catalog import Catalog
from builder.model.entities import KINDS
from builder.model.finding import Finding
from builder.store.catalog import read_catalog, read_entity
from builder.store.yaml_file import MAX_BYTES, MAX_VALUES, MOST_FINDINGS, read_yaml

REAL = Path(__file__).parents[2] / "data" / "catalog"
MODEL = b"name: Ava\nsource: atlas\norganization: alpha\n"
#: Seconds for one file, whatever it holds. The worst takes 0.04; slow machines have their time too.
BOUND = 3.0
LONG = b"k" * 100_000


def many(unit: bytes, head: bytes = b"", tail: bytes = b"") -> bytes:
    """Return a file of nearly the greatest size, made of one thing again and again."""
    return head + unit * ((MAX_BYTES - len(head) - len(tail)) // len(unit)) + tail


BAD: dict[str, bytes] = {
    "merge, both sides": b"a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
    "merge, windows": b"a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> other\r\n",
    "merge, three ways": b"<<<<<<< a\nx: 1\n||||||| b\nx: 0\n=======\nx: 2\n>>>>>>> c\n",
    "merge, half cleaned": MODEL + b"=======\nname: B\n",
    "merge, in a text": MODEL + b"note: |\n  a\n<<<<<<< HEAD\n  b\n",
    "ten megabytes": b"a: " + b"x" * 10_000_000,
    "a program": bytes(range(256)) * 100,
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "an archive": b"PK\x03\x04" + b"\x00" * 26,
    "nothing": b"",
    "only blanks": b" \n\t\n",
    "only a mark": b"\xef\xbb\xbf",
    "utf-16 with mark": "name: Ava\n".encode("utf-16"),
    "utf-16 without mark": "name: Ava\n".encode("utf-16-le"),
    "utf-32": "name: Ava\n".encode("utf-32"),
    "latin-1": "name: Élan\nsource: atlas\norganization: alpha\n".encode("latin-1"),
    "half a character": MODEL + "note: é".encode()[:-1],
    "overlong bytes": MODEL + b"note: \xc0\xaf\n",
    "a surrogate": MODEL + b"note: \xed\xa0\x80\n",
    "a surrogate in words": MODEL + b'note: "\\ud800"\n',
    "a zero byte": MODEL + b"note: a\x00b\n",
    "a zero in words": MODEL + b'note: "a\\0b"\n',
    "an escape of terminals": MODEL + b"note: a\x1b[31mb\n",
    "a line separator": MODEL + "note: a\u2028b\n".encode(),
    "a paragraph separator": MODEL + "note: a\u2029b\n".encode(),
    "a next line": MODEL + "note: a\u0085b\n".encode(),
    "old line ends": MODEL.replace(b"\n", b"\r"),
    "a mark in the middle": MODEL + b"\xef\xbb\xbfnote: x\n",
    "an anchor": b"name: &a Ava\nsource: atlas\norganization: alpha\n",
    "an alias": b"name: &a Ava\nsource: *a\norganization: alpha\n",
    "an alias of nothing": b"name: *a\n",
    "a merge key": MODEL + b"<<: {note: x}\n",
    "a merge of an alias": b"x: &x {name: A}\n<<: *x\n",
    "an alias of itself": b"a: &a [*a]\n",
    "a bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (c + 1, c + 1, b",".join([b"*%c" % c] * 9)) for c in range(97, 120)
    ),
    "a bomb of mappings": b"a: &a {k: v}\n" + b"".join(
        b"b%d: &b%d {<<: [%s]}\n" % (n, n, b",".join([b"*a"] * 50)) for n in range(200)
    ),
    "nested lists": b"a: " + b"[" * 10_000 + b"]" * 10_000,
    "nested lists, open": b"[" * MAX_BYTES,
    "nested mappings": b"a: " + b"{a: " * 10_000,
    "nested by lines": b"- " * 10_000,
    "nested by indents": b"".join(b" " * n + b"a:\n" for n in range(700)),
    "nested keys": b"? " * 10_000,
    "an object of Python": b"name: !!python/object/apply:os.system [id]\n",
    "a class of Python": b"!!python/object:os.Path {}\n",
    "a tag of our own": b"name: !x y\n",
    "a tag of a text": MODEL + b"note: !!str 1\n",
    "a binary tag": MODEL + b"note: !!binary aGk=\n",
    "a long tag": b"a: !" + LONG + b" x\n",
    "a directive": b"%TAG ! tag:x,2000:\n---\na: !y z\n",
    "another version": b"%YAML 9.0\n---\na: 1\n",
    "two documents": MODEL + b"---\n" + MODEL,
    "a key twice": MODEL + b"name: Eve\n",
    "a key twice inside": MODEL + b"parameters:\n  total_b: 1\n  total_b: 2\n",
    "a key twice in another style": MODEL + b'"name": Eve\n',
    "a list as key": MODEL + b"? [a]\n: b\n",
    "a long key": b"? " + LONG + b"\n: x\n",
    "a long quoted key": b'"' + LONG + b'": x\n',
    "a long unknown key": MODEL + b"? " + LONG + b"\n: x\n",
    "a long word": MODEL + b"weights: " + LONG + b"\n",
    "a long name": MODEL + b"note: " + LONG + b"\n",
    "more than a float": MODEL + b"parameters: {total_b: 1e400}\n",
    "less than a float": MODEL + b"parameters: {total_b: -1e400}\n",
    "infinity": MODEL + b"parameters: {total_b: .inf}\n",
    "no number": MODEL + b"parameters: {total_b: .NaN}\n",
    "a huge integer": MODEL + b"context: {tokens: 99999999999999999999}\n",
    "a larger integer": MODEL + b"context: {tokens: " + b"9" * 100_000 + b"}\n",
    "a huge integer for a size": MODEL + b"parameters: {total_b: " + b"9" * 400 + b"}\n",
    "a number in another base": MODEL + b"context: {tokens: 0x10000}\n",
    "a number of sixty": MODEL + b"context: {tokens: 1:30:00}\n",
    "a truth for a number": MODEL + b"context: {tokens: true}\n",
    "a day that is none": MODEL + b"released: {on: 2025-02-30}\n",
    "a month that is none": MODEL + b"released: {on: 2025-13}\n",
    "a year that is none": MODEL + b"released: {on: 0000}\n",
    "a year of five digits": MODEL + b"released: {on: 10000-01-01}\n",
    "a day before all": MODEL + b"released: {on: -2025-01-01}\n",
    "a time": MODEL + b"released: {on: 2025-01-20T00:00:00Z}\n",
    "a tab": b"name: Ava\n\tsource: x\n",
    "a quote that stays open": b"name: 'Ava\nsource: atlas\n",
    "a bracket that stays open": b"name: [Ava\nsource: atlas\n",
    "many keys twice": many(b"a:\n"),
    "many anchors": many(b"- &a x\n", b"a:\n"),
    "many tags": many(b"- !t x\n", b"a:\n"),
    "many unknown keys": MODEL + b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "many nearly known keys": MODEL + b"".join(b"nam%d: 1\n" % n for n in range(20_000)),
    "many wrong values": many(b"7,", MODEL + b"repositories: [", b"]\n"),
    "many wrong mappings": many(b"{a: 1},", MODEL + b"prices: [", b"]\n"),
    "many wrong words": many(b"- x\n", b"name: A\nsource: s\ncountry: aa\nroles:\n"),
    "many names": MODEL + b"names:\n" + b"".join(b"  ?%d: x\n" % n for n in range(20_000)),
    "many documents": many(b"---\n"),
    "many quotes": many(b"'"),
    "many colons": many(b": "),
    "many dashes": many(b"-\n"),
    "many bars": many(b"a: |\n"),
    "many comments": many(b"#\n"),
    "many questions": many(b"? a\n"),
    "many braces": many(b"{"),
    "many percents": many(b"%A\n"),
    "many escapes": many(b'\\x', b'a: "'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_finding_with_its_place_and_advice_at_once(name: str) -> None:
    began = time.perf_counter()
    entity, _, findings = read_entity("models", "x", BAD[name], "data/catalog/models/x.yml")
    took = time.perf_counter() - began
    assert entity is None
    assert findings
    assert len(findings) <= MOST_FINDINGS + 1
    for finding in findings:
        assert finding.place.path == "data/catalog/models/x.yml"
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.advice
        assert len(str(finding)) < 1_500
        assert str(finding).isprintable() or "\n    " in str(finding)
    assert took < BOUND


@pytest.mark.parametrize("name", ["many wrong values", "many wrong mappings", "many wrong words"])
def test_of_a_file_that_is_too_long_no_more_is_read_than_any_needs(name: str) -> None:
    # The bound is a count, and not only seconds, so that it holds on a busy machine too.
    file = read_yaml("x.yml", BAD[name])
    assert [finding.message for finding in file.findings] == ["holds more than 5,000 values"]
    assert len(file.places.values) <= MAX_VALUES + 1


GOOD: dict[str, bytes] = {
    "windows line ends": MODEL.replace(b"\n", b"\r\n"),
    "a byte order mark": b"\xef\xbb\xbf" + MODEL,
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + MODEL,
    "no line end": MODEL.rstrip(),
    "a document mark": b"---\n" + MODEL + b"...\n",
    "comments": b"# a\n" + MODEL + b"# b\n",
    "blank lines": MODEL.replace(b"\n", b"\n\n"),
    "one line": b"{name: Ava, source: atlas, organization: alpha}",
    "quotes": b'"name": \'Ava\'\n\'source\': "atlas"\norganization: "alpha"\n',
}


@pytest.mark.parametrize("name", GOOD)
def test_another_way_to_write_the_same_loads_equal(name: str) -> None:
    entity, _, findings = read_entity("models", "x", GOOD[name], "x.yml")
    assert findings == ()
    assert entity == read_entity("models", "x", MODEL, "x.yml")[0]


Write = Callable[[str], Path]


@pytest.fixture
def place(tmp_path: Path) -> Write:
    """Return a function that makes room for a file below the catalog."""

    def make(path: str) -> Path:
        target = tmp_path / "data/catalog" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    make("models/real.yml").write_bytes(MODEL)
    return make


def read(root: Path) -> tuple[Catalog, list[tuple[str, str]]]:
    began = time.perf_counter()
    catalog, findings = read_catalog(root / "data/catalog", root)
    assert time.perf_counter() - began < BOUND
    assert all(f.place.line and f.advice for f in findings)
    return catalog, [(f.place.path.removeprefix("data/catalog/"), f.message) for f in findings]


def only(root: Path) -> tuple[str, str]:
    catalog, (found,) = read(root)
    assert list(catalog.models) == ["real"]
    return found


def test_a_folder_that_is_called_like_a_file_is_told(place: Write, tmp_path: Path) -> None:
    place("models/x.yml").mkdir()
    assert only(tmp_path) == ("models/x.yml", "is a folder")


def test_a_file_that_is_called_like_a_kind_is_told(place: Write, tmp_path: Path) -> None:
    place("countries").write_bytes(MODEL)
    assert only(tmp_path) == ("countries", "stands in no folder of the catalog")


@pytest.mark.parametrize("target", ["/etc/passwd", "../../..", "x.yml", "real.yml", "/dev/zero"])
def test_a_link_is_told_wherever_it_leads(place: Write, tmp_path: Path, target: str) -> None:
    place("models/x.yml").symlink_to(target)
    assert only(tmp_path) == ("models/x.yml", "is a link to another file")


def test_links_in_a_circle_are_told_and_not_walked(place: Write, tmp_path: Path) -> None:
    place("models/a").symlink_to("b")
    place("models/b").symlink_to("a")
    place("loop").symlink_to(tmp_path, target_is_directory=True)
    _, found = read(tmp_path)
    assert {one[0] for one in found} == {"loop", "models/a", "models/b"}


def test_a_pipe_is_told_and_never_opened(place: Write, tmp_path: Path) -> None:
    os.mkfifo(place("models/x.yml"))
    assert only(tmp_path) == ("models/x.yml", "is not a file")


def test_a_file_without_end_is_read_no_further_than_is_allowed(
    place: Write, tmp_path: Path
) -> None:
    with place("models/x.yml").open("wb") as file:
        file.truncate(20_000_000_000)  # holds nothing, and claims twenty gigabytes
    assert "524,288 bytes" in only(tmp_path)[1]


def test_names_that_differ_only_in_capitals_are_told(place: Write, tmp_path: Path) -> None:
    place("models/Real.yml").write_bytes(MODEL)
    path, message = only(tmp_path)
    assert path == "models/Real.yml"
    assert message == "has the name `Real`"
    place("models/Real.yml").unlink()
    place("Models/x.yml").write_bytes(MODEL)
    assert only(tmp_path) == ("Models/x.yml", "stands in no folder of the catalog")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.yml", "a\\nb.yml"),
        (b"a\x1b[31m.yml", "a\\x1b[31m.yml"),
        (b"\xff\xfe.yml", "\\udcff\\udcfe.yml"),
        ("a\u202e.yml".encode(), "a\\u202e.yml"),
        (b"::error::x.yml", "::error::x.yml"),
        (b"{{x}}.yml", "{{x}}.yml"),
        (b"-rf.yml", "-rf.yml"),
        (b"x y.yml", "x y.yml"),
        (b"..yml", "..yml"),
        (b".yml", ".yml"),
        (b"a" * 200 + b".yml", "a" * 200 + ".yml"),
        (b"con .yml", "con .yml"),
    ],
)
def test_a_hostile_file_name_is_told_on_one_line(
    place: Write, tmp_path: Path, name: bytes, shown: str
) -> None:
    place("models/real.yml")
    (tmp_path / "data/catalog/models" / os.fsdecode(name)).write_bytes(MODEL)
    catalog, found = read(tmp_path)
    assert [one[0] for one in found] == [f"models/{shown}"]
    assert list(catalog.models) == ["real"]


@contextmanager
def nobody() -> Iterator[None]:
    """Be somebody to whom the system can refuse a file, which it refuses root nothing of."""
    was = os.geteuid()
    try:
        if was == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(was)


def test_what_may_not_be_read_is_told_and_missed_by_nobody() -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        for kind in ("countries", "models"):
            (root / "data/catalog" / kind).mkdir(parents=True)
        for name in ("real", "x"):
            (root / f"data/catalog/models/{name}.yml").write_bytes(MODEL)
        (root / "data/catalog/models/x.yml").chmod(0)
        (root / "data/catalog/countries").chmod(0)
        with nobody():
            catalog, found = read(root)
        (root / "data/catalog/countries").chmod(0o755)
    assert found == [
        ("countries", "cannot be read: Permission denied"),
        ("models/x.yml", "cannot be read: Permission denied"),
    ]
    assert list(catalog.models) == ["real"]
    assert catalog.has("models", "x")


FILES = sorted(path.relative_to(REAL) for path in REAL.rglob("*.yml"))


def outcome(kind: str, raw: bytes) -> tuple[Finding, ...]:
    """Read one file and return its findings; check what every reading promises."""
    began = time.perf_counter()
    entity, _, findings = read_entity(kind, "x", raw, "x.yml")
    assert time.perf_counter() - began < BOUND
    assert (entity is None) == bool(findings)
    for finding in findings:
        assert finding.place.line >= 1
        assert finding.message
        assert finding.advice
    return findings


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=2_000))
def test_no_bytes_break_the_reader(kind: str, raw: bytes) -> None:
    outcome(kind, raw)


ACCIDENTS = ("flip", "lose", "double", "exchange", "cut", "indent", "value")


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:  # noqa: C901  one case an accident
    """Return a real file after a few accidents: bits flipped, lines lost, doubled, exchanged."""
    path = draw(st.sampled_from(FILES))
    raw = bytearray((REAL / path).read_bytes())
    lines = bytes(raw).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        line = draw(st.integers(0, len(lines) - 1)) if lines else 0
        match draw(
            st.sampled_from(["flip", "lose", "double", "exchange", "cut", "indent", "value"])
        ):
            case "flip" if lines and lines[line]:
                at = draw(st.integers(0, len(lines[line]) - 1))
                flipped = bytearray(lines[line])
                flipped[at] ^= 1 << draw(st.integers(0, 7))
                lines[line] = bytes(flipped)
            case "lose" if lines:
                del lines[line]
            case "double" if lines:
                lines.insert(line, lines[line])
            case "exchange" if lines:
                other = draw(st.integers(0, len(lines) - 1))
                lines[line], lines[other] = lines[other], lines[line]
            case "cut" if lines:
                lines[line] = lines[line][: draw(st.integers(0, len(lines[line])))]
            case "indent" if lines:
                lines[line] = draw(st.sampled_from([b" ", b"  ", b"\t", b"- "])) + lines[line]
            case "value" if lines and b": " in lines[line]:
                value = draw(st.sampled_from(list(VALUES)))
                lines[line] = lines[line].partition(b": ")[0] + b": " + value + b"\n"
            case _:
                pass
    return path.parts[0], b"".join(lines)


VALUES = (
    b"", b"~", b"true", b"-1", b"0", b"1e400", b".nan", b"[]", b"{}", b"[[[]]]", b"{a: {b: c}}",
    b"2025-02-30", b"'", b"*x", b"&x y", b"!!int 3", b"<script>", b"{{ x }}", b"NO", b"9" * 30,
    "\u202e".encode(), b"\xff", b"|", b">", b"- x", b"a: b", b"https://[::1", b"http://x:99999/",
    b"https://\xe2\x84\x82.example/", b"../../etc/passwd", b"models", b"x/y", b"index",
)  # fmt: skip


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_no_accident_to_a_real_file_breaks_the_reader(file: tuple[str, bytes]) -> None:
    outcome(*file)
