"""Reading the catalog: what holds becomes entities, what does not becomes findings, all at once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.catalog import Catalog
from builder.model.entities import KINDS
from builder.model.finding import Finding, Severity
from builder.store.catalog import read_catalog, read_entity

GOLDEN = Path(__file__).parents[1] / "golden" / "findings.txt"
ORGANIZATION = "name: Alpha\nsource: atlas\ncountry: aa\nroles:\n  - models\n"
MODEL = "name: Ava\nsource: atlas\norganization: alpha\n"

Write = Callable[[str, str | bytes], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(path: str, text: str | bytes) -> None:
        place = tmp_path / "data/catalog" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())

    return put


def read(root: Path) -> tuple[Catalog, tuple[Finding, ...]]:
    return read_catalog(root / "data/catalog", root)


def found(text: str, kind: str = "organizations", entity_id: str = "x") -> list[Finding]:
    entity, _, findings = read_entity(kind, entity_id, text.encode(), f"{kind}/{entity_id}.yml")
    assert (entity is None) == bool(findings)
    return list(findings)


def only(text: str, kind: str = "organizations", entity_id: str = "x") -> tuple[int, int, str, str]:
    (finding,) = found(text, kind, entity_id)
    assert finding.severity is Severity.ERROR
    return finding.place.line, finding.place.column, finding.message, finding.advice


def test_a_file_that_holds_becomes_an_entity_with_its_places(write: Write, tmp_path: Path) -> None:
    write("organizations/alpha.yml", ORGANIZATION)
    catalog, findings = read(tmp_path)
    assert findings == ()
    assert catalog.organizations["alpha"].roles == ("models",)
    assert str(catalog.place("organizations", "alpha", "roles", 0)) == (
        "data/catalog/organizations/alpha.yml:5:5"
    )


def test_norway_is_a_country() -> None:
    entity, _, findings = read_entity(
        "organizations", "x", ORGANIZATION.replace("aa", "NO").encode(), "x"
    )
    assert findings == ()
    assert entity is not None
    assert entity.model_dump()["country"] == "no"


def test_the_messages_are_those_that_were_agreed_on() -> None:
    examples = [
        ("organizations", "alpha", ORGANIZATION.replace("country", "contry")),
        ("organizations", "alpha", ORGANIZATION.replace("  - models", "  - modles")),
        ("organizations", "alpha", ORGANIZATION.replace("Alpha", "<script>alert(1)</script>")),
        ("organizations", "alpha", ORGANIZATION + "namespaces:\n  - name: a\n    untill: 2025\n"),
        ("organizations", "alpha", ORGANIZATION + "founded: 2025-02-30\n"),
        ("organizations", "Bad_Name", ORGANIZATION),
        ("models", "ava", MODEL + "name: Ava again\n"),
        ("models", "ava", MODEL + "released: 2025-01-20\n"),
        ("models", "ava", MODEL + "parameters:\n\ttotal_b: 7\n"),
        ("models", "ava", MODEL + "parameters:\n  total_b: 7B\n"),
    ]
    told = [
        str(finding)
        for kind, entity_id, text in examples
        for finding in sorted(
            read_entity(kind, entity_id, text.encode(), f"data/catalog/{kind}/{entity_id}.yml")[2]
        )
    ]
    assert "\n".join(told) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    assert only(ORGANIZATION + "founed: 2020\n") == (
        6, 1, "does not know `founed`", "did you mean `founded`?"
    )  # fmt: skip
    assert only(MODEL + "license: mit\n", "models")[3] == "did you mean `licence`?"


def test_an_unknown_key_that_is_like_no_other_is_told_with_all_known_ones() -> None:
    assert only(MODEL + "zzz: 1\n", "models")[3].startswith("known keys: name, names, aliases")


def test_an_unknown_key_inside_a_fact_is_compared_with_the_keys_of_that_fact() -> None:
    nested = ORGANIZATION + "namespaces:\n  - a\n  - name: b\n    untill: 2025\n"
    assert only(nested) == (
        9, 5, "does not know `namespaces.1.untill`", "did you mean `until`?"
    )  # fmt: skip


def test_a_missing_key_is_told_at_the_fact_that_lacks_it() -> None:
    assert only("name: A\nsource: s\nroles: [chips]\n")[:3] == (1, 1, "lacks `country`")
    nested = only(ORGANIZATION + "listings:\n  - until: 2025\n    list: entity-list\n")
    assert nested == (7, 5, "`listings.0` lacks `on`", "add `on:`")


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        ("name: 12", "organizations", "`name` is 12: is no text"),
        ("name:", "organizations", "`name` is empty"),
        ("roles: models", "organizations", "`roles` is 'models': is no list"),
        ("namespaces: [7]", "organizations", "`namespaces.0` is 7: is no text"),
        ("namespaces: [[x]]", "organizations", "`namespaces.0` is ['x']: is no text"),
        ("source: 7", "organizations", "`source` is 7: is no text"),
        ("source: [a]", "organizations", "`source` is ['a']: is no text"),
        ("names: x", "organizations", "`names` is 'x': holds no keys"),
        ("parameters: 7", "models", "`parameters` is 7: holds no keys"),
        ("parameters: {total_b: true}", "models", "`parameters.total_b` is True: "),
        ("parameters: {total_b: '7'}", "models", "`parameters.total_b` is '7': "),
        ("parameters: {total_b: inf}", "models", "`parameters.total_b` is 'inf': "),
        ("parameters: {total_b: 1e999}", "models", "`parameters.total_b` is inf: "),
        ("parameters: {total_b: 0}", "models", "`parameters.total_b` is 0: "),
        ("parameters: {total_b: 1, active_b: 2}", "models", "has more active parameters"),
        ("context: {tokens: 1.5}", "models", "`context.tokens` is 1.5: "),
        (f"context: {{tokens: {'9' * 5000}}}", "models", "`context.tokens` is '999"),
        ("weights: opn", "models", "`weights` is 'opn': "),
        ("repositories: [ava]", "models", "`repositories.0` is 'ava'"),
        ("repositories: [../../etc/passwd]", "models", "`repositories.0` is '../../etc/passwd'"),
        ("url: notaurl", "licences", "`url` is 'notaurl': "),
        ("url: javascript:alert(1)", "licences", "`url` is 'javascript:alert(1)': "),
        ("url: https://a.example/ b", "licences", "`url` is 'https://a.example/ b': holds a blank"),
    ],
)
def test_a_value_of_a_wrong_type_is_one_finding(line: str, kind: str, message: str) -> None:
    base = {"organizations": ORGANIZATION, "models": MODEL, "licences": "name: L\nsource: s\n"}
    key = line.partition(":")[0]
    kept = [x for x in base[kind].splitlines() if not x.startswith((key + ":", "  -"))]
    kept = [x + " [chips]" if x == "roles:" else x for x in kept]
    place_line, column, told, advice = only("\n".join([*kept, line]), kind)
    assert place_line == len(kept) + 1
    assert column >= 1
    assert message in told
    assert len(told) < 200
    assert advice


@pytest.mark.parametrize(
    "day", ["2025-02-30", "2025-13", "soon", "25-01-01", "2025-1-2", "٢٠٢٥", '"2025\\n"', "0000",
            "2025-01-20T00:00:00Z", "20250120", "true", "[2025]"],
)  # fmt: skip
def test_a_date_that_is_none_is_told(day: str) -> None:
    line, column, message, advice = only(ORGANIZATION + f"founded: {day}\n")
    assert (line, column) == (6, 1)
    assert message.startswith("`founded` is ")
    assert "2025-01-20" in advice


@pytest.mark.parametrize("day", ["2025", "2025-06", "2024-02-29", "'2025'"])
def test_a_date_may_lack_its_month_or_day(day: str) -> None:
    assert found(ORGANIZATION + f"founded: {day}\n") == []


@pytest.mark.parametrize("day", ["2026", "2026-01", "20260101", "1767225600", "2026-01-32"])
def test_the_day_of_access_is_a_whole_day(day: str) -> None:
    citation = f"source: {{url: 'https://a.example', publisher: P, accessed: {day}, "
    text = f"name: A\n{citation}evidence: official}}\ncountry: aa\nroles: [models]\n"
    assert "`source.accessed` is" in only(text)[2]


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("<script>alert(1)</script>", "'<'"),
        ("a | b", "'|'"),
        ("{{ 7 * 7 }}", "'{{'"),
        ("{% raw %}", "'{%'"),
        ("`code`", "'`'"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("a\u2066b", "LEFT-TO-RIGHT ISOLATE"),
        ("a\u200bb", "ZERO WIDTH SPACE"),
        ("a\ufeffb", "ZERO WIDTH NO-BREAK SPACE"),
        ("a\\u0000b", "U+0000"),
        ("a\\tb", "U+0009"),
        ("a\\u0085b", "U+0085"),
    ],
)
def test_a_hostile_name_is_refused_by_its_mark(name: str, mark: str) -> None:
    for text in (
        ORGANIZATION.replace("name: Alpha", f'name: "{name}"'),
        ORGANIZATION + f'note: "{name}"\n',
        ORGANIZATION + f'names:\n  fr: "{name}"\n',
    ):
        finding = only(text)
        assert mark in finding[2]
        assert finding[0] in (1, 6, 7)
        assert "\u202e" not in finding[2]


def test_names_of_all_scripts_are_welcome() -> None:
    for name in ("通义千问", "Élodie & Søn's (AI)", "ЯндексGPT", "東京-AI #1 *", "[x](y)_z_"):
        assert found(ORGANIZATION.replace("Alpha", f"'{name.replace(chr(39), chr(39) * 2)}'")) == []


def test_a_hostile_key_stays_on_one_line_of_the_finding() -> None:
    (finding,) = found(ORGANIZATION + '"a\\n::error::b\\u202e": 1\n')
    assert "\n" not in finding.message
    assert "\u202e" not in finding.message
    assert "a\\n::error::b\\u202e" in finding.message


def test_the_file_may_not_say_its_id() -> None:
    assert only(ORGANIZATION + "id: x\n")[:3] == (6, 1, "says `id`")


@pytest.mark.parametrize("name", ["Bad_Name", "NO", "a--b", "-a", "a.b", "é", "index", "unmapped"])
def test_a_file_name_that_can_be_no_id_is_told(name: str) -> None:
    line, column, message, advice = only(ORGANIZATION, entity_id=name)
    assert (line, column, message) == (1, 1, f"has the name `{name}`")
    assert "a-z" in advice


def test_a_bad_file_name_does_not_hide_what_is_wrong_inside() -> None:
    messages = {f.message for f in found(ORGANIZATION.replace("name:", "nme:"), entity_id="A")}
    assert messages == {"has the name `A`", "lacks `name`", "does not know `nme`"}


def test_a_fact_with_two_forms_is_told_in_the_form_that_was_meant() -> None:
    text = (
        "name: A\nsource: {url: 'https://a.example', publisher: P}\ncountry: aa\nroles: [chips]\n"
    )
    assert [(f.place.line, f.place.column, f.message) for f in found(text)] == [
        (2, 1, "`source` lacks `accessed`"),
        (2, 1, "`source` lacks `evidence`"),
    ]
    assert only("name: A\nsource: Not An Id\ncountry: aa\nroles: [chips]\n")[2] == (
        "`source` is 'not an id'"
    )


def test_everything_wrong_in_one_file_is_told_at_once() -> None:
    text = "nme: A\nsource: atlas\ncountry: aa\nroles: [model, chip]\nfounded: soon\n"
    assert [(f.place.line, f.place.column) for f in sorted(found(text))] == [
        (1, 1), (1, 1), (4, 9), (4, 16), (5, 1)
    ]  # fmt: skip


def test_everything_wrong_in_several_files_is_told_at_once_and_in_order(
    write: Write, tmp_path: Path
) -> None:
    write("organizations/beta.yml", ORGANIZATION + "founded: soon\nx: 1\n")
    write("organizations/alpha.yml", "\ta: 1\n")
    write("countries/aa.yml", "name: Avaland\n")
    write("models/good.yml", MODEL)
    catalog, findings = read(tmp_path)
    spots = [(f.place.path.removeprefix("data/catalog/"), f.place.line) for f in findings]
    assert spots == [
        ("countries/aa.yml", 1),
        ("organizations/alpha.yml", 1),
        ("organizations/beta.yml", 6),
        ("organizations/beta.yml", 7),
    ]
    assert findings == tuple(sorted(findings))
    assert list(catalog.models) == ["good"]
    assert catalog.unreadable == {
        ("countries", "aa"), ("organizations", "alpha"), ("organizations", "beta")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("organisations/x.yml", "stands in no folder of the catalog"),
        ("x.yml", "stands in no folder of the catalog"),
        ("models/deep/x.yml", "stands in no folder of the catalog"),
        ("models/x.yaml", "is not a .yml file"),
        ("models/x.yml~", "is not a .yml file"),
        ("models/.x.yml.swp", "is not a .yml file"),
    ],
)
def test_a_file_where_none_can_stand_is_told(
    path: str, message: str, write: Write, tmp_path: Path
) -> None:
    write(path, MODEL)
    catalog, (finding,) = read(tmp_path)
    assert (finding.place.path, finding.message) == (f"data/catalog/{path}", message)
    assert finding.severity is Severity.ERROR
    assert not catalog.models


def test_a_link_is_told_and_never_followed(write: Write, tmp_path: Path) -> None:
    write("models/real.yml", MODEL)
    outside = tmp_path / "secret.yml"
    outside.write_text("name: Secret\nsource: s\norganization: o\n")
    (tmp_path / "data/catalog/models/leak.yml").symlink_to(outside)
    (tmp_path / "data/catalog/models/gone.yml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "data/catalog/countries").symlink_to(tmp_path)
    catalog, findings = read(tmp_path)
    assert [(f.place.path, f.message) for f in findings] == [
        (f"data/catalog/{path}", "is a link to another file")
        for path in ("countries", "models/gone.yml", "models/leak.yml")
    ]
    assert list(catalog.models) == ["real"]
    assert not catalog.countries


def test_a_pipe_is_told_and_never_waited_for(write: Write, tmp_path: Path) -> None:
    write("models/real.yml", MODEL)
    os.mkfifo(tmp_path / "data/catalog/models/pipe.yml")
    _, (finding,) = read(tmp_path)
    assert finding.message == "is not a file"


def test_a_hostile_file_name_stays_on_one_line(write: Write, tmp_path: Path) -> None:
    write("models/a\n::error::\u202e.yml", MODEL)
    _, findings = read(tmp_path)
    assert findings
    assert all("\n" not in f.place.path and "\u202e" not in f.place.path for f in findings)


def test_an_empty_catalog_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "data/catalog").mkdir(parents=True)
    catalog, findings = read(tmp_path)
    assert findings == ()
    assert list(catalog.everything()) == []
    assert set(catalog.entities) == set(KINDS)


VALUES = st.recursive(
    st.sampled_from(["x", "NO", "7", "1.5", "true", "null", "2025-01", "''", "'<b>'", "https://a"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda v: f"[{', '.join(v)}]"),
        st.dictionaries(st.sampled_from(["name", "on", "source", "x"]), inner, max_size=2).map(
            lambda v: "{" + ", ".join(f"{k}: {x}" for k, x in v.items()) + "}"
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_file_says_it_is_an_entity_or_a_finding_that_says_why(
    data: st.DataObject,
) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    keys = data.draw(st.lists(st.sampled_from([*KINDS[kind].model_fields, "x"]), unique=True))
    text = "".join(f"{key}: {data.draw(VALUES)}\n" for key in keys)
    entity, _, findings = read_entity(kind, "x", text.encode(), "x.yml")
    assert (entity is None) == bool(findings)
    for finding in findings:
        assert finding.place.line >= 1
        assert finding.advice
        assert "Value error" not in finding.message
