"""`tracker new` as a maintainer meets it: what is written, refused and told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import Exit
from builder.model.entities import KINDS, Model
from builder.store.catalog import read_catalog, read_entity
from builder.store.yaml_file import read_yaml
from tests.world.hub import Hub
from tests.world.hub_faults import status
from tests.world.roots import make_root, write

EVIL = "x\ncountry: bb\n# \u202e\x07 {{ x }} <b>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout with a licence, a family and a model."""
    place = make_root(tmp_path, "org-a", "org-b")
    head = "source: hugging-face\norganization: org-a\n"
    catalog = place / "data/catalog"
    write(catalog / "licences/apache-2-0.yml",
          "name: Apache\nsource: hugging-face\nhub_tags: [Apache-2.0]\n")  # fmt: skip
    write(catalog / "families/bor.yml", f"name: Bor\n{head}matches: [org-a/Bor*]\n")
    text = f"name: Bor-Base\naliases: [Old Bor]\n{head}repositories: [org-a/Bor-Base]\n"
    write(catalog / "models/bor-base.yml", text)
    return place


@pytest.fixture
def ask(root: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the commands ask the Hub on loopback."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    return str(root)


def new(root: Path | str, *arguments: str) -> Result:
    options = ("--root", str(root), "--as-of", "2026-11-24")
    return CliRunner().invoke(main, ["new", *arguments, *options])


def model(root: Path, name: str) -> Model:
    entity = read_catalog(root / "data/catalog", root)[0].models[name]
    assert isinstance(entity, Model)
    return entity


def tree(root: Path, path: str) -> dict[str, object]:
    read = read_yaml(path, (root / "data/catalog" / path).read_bytes())
    assert read.tree is not None, read.findings
    return read.tree


def test_a_model_is_filled_in_with_what_the_hub_and_the_catalog_know(
    root: Path, hub: Hub, ask: str
) -> None:
    bases = {"relation": "finetune", "models": [{"id": "org-a/Bor-Base"}]}
    sizes = {"parameters": {"BF16": 8_190_735_360}, "total": 8_190_735_360}
    hub.world.add(
        "org-a", {"id": "org-a/Bor-8B", "gated": "auto", "baseModels": bases, "safetensors": sizes}
    )
    result = new(ask, "model", "org-a/Bor-8B")
    assert result.exit_code == Exit.WELL
    assert "0 findings" in result.output
    made = model(root, "bor-8b")
    assert (made.name, made.source, made.organization) == ("Bor-8B", "hugging-face", "org-a")
    assert (made.family, made.base, made.weights) == ("bor", "bor-base", "restricted")
    assert made.parameters is not None
    assert made.parameters.total_b == 8.191
    assert made.licence is not None
    assert made.licence.id == "apache-2-0"
    assert made.repositories == ("org-a/Bor-8B",)
    assert hub.count == 1


def test_the_day_of_release_is_left_to_a_person_and_the_comment_says_why(
    root: Path, hub: Hub, ask: str
) -> None:
    hub.world.add("org-a", {"id": "org-a/Bor-8B"})
    new(ask, "models", "org-a/Bor-8B")
    assert model(root, "bor-8b").released is None
    text = (root / "data/catalog/models/bor-8b.yml").read_text("utf-8")
    assert "made (2024-01-01) is not the day of release" in text


def test_what_the_hub_does_not_say_stays_a_comment(root: Path, hub: Hub, ask: str) -> None:
    hub.world.add("org-c", {"id": "org-c/Some", "gated": None, "tags": ["license:own"],
                            "safetensors": None, "cardData": None})  # fmt: skip
    result = new(ask, "model", "org-c/Some")
    assert result.exit_code == Exit.WELL
    assert tree(root, "models/some.yml") == {
        "name": "Some", "source": "hugging-face", "organization": None,
        "repositories": ["org-c/Some"],
    }  # fmt: skip
    assert "`organization` is empty" in result.output
    text = (root / "data/catalog/models/some.yml").read_text("utf-8")
    assert "The Hub's licence tags own are of no file in data/catalog/licences." in text
    assert "tracker new organization org-c" in text


def test_an_organization_is_filled_in_and_its_country_is_left_to_a_person(
    root: Path, hub: Hub, ask: str
) -> None:
    hub.world.add("New.Lab", {"id": "New.Lab/a"})
    result = new(ask, "organization", "New.Lab")
    assert result.exit_code == Exit.WELL
    assert tree(root, "organizations/new-lab.yml") == {
        "name": "New.Lab", "source": "hugging-face", "country": None, "roles": ["models"],
        "namespaces": ["New.Lab"],
    }  # fmt: skip
    assert re.findall(r": error: (.*) \[shape\]", result.output) == ["`country` is empty"]


def test_somebody_whom_the_hub_does_not_know_gets_an_empty_file(root: Path, ask: str) -> None:
    result = new(ask, "organization", "smic")
    assert result.exit_code == Exit.WELL
    assert "the Hub knows nobody of this name" in result.output
    assert set(tree(root, "organizations/smic.yml").values()) == {None}


@pytest.mark.parametrize(
    "item",
    [{"tags": [f"license:{EVIL}", "license:&a", "base_model:finetune:" + EVIL]},
     {"baseModels": {"relation": EVIL, "models": [{"id": EVIL}]}, "gated": EVIL},
     {"createdAt": EVIL, "safetensors": {"total": EVIL, "parameters": EVIL}},
     {"cardData": {"license": EVIL}, "library_name": EVIL, "safetensors": {"total": 10**30}}],
)  # fmt: skip
def test_nothing_hostile_from_the_hub_becomes_a_fact(
    root: Path, hub: Hub, ask: str, item: dict[str, object]
) -> None:
    hub.world.add("org-a", {"id": "org-a/Tor", **item})
    assert new(ask, "model", "org-a/Tor").exit_code == Exit.WELL
    text = (root / "data/catalog/models/tor.yml").read_text("utf-8")
    assert text.replace("\n", "").isprintable()
    found = tree(root, "models/tor.yml")
    assert found["organization"] == "org-a"
    assert set(found) <= {"name", "source", "organization", "parameters", "licence", "weights",
                          "repositories"}  # fmt: skip
    read_entity("models", "tor", text.encode(), "x.yml")
    assert model(root, "tor").base is None


@pytest.mark.parametrize("fullname", [EVIL, "a: b", "- x", "&a", "!!int 3", "7", "", None, 12])
def test_a_hostile_name_stays_a_name_or_a_comment(
    root: Path, hub: Hub, ask: str, fullname: object
) -> None:
    hub.world.add("Lab", {"id": "Lab/a"})
    told = {"fullname": fullname, "numModels": 3}
    hub.twist(lambda _, usual: type(usual)(200, told, usual.headers), path="/api/organizations")
    assert new(ask, "organization", "Lab").exit_code == Exit.WELL
    found = tree(root, "organizations/lab.yml")
    assert found["country"] is None
    assert found["name"] in (None, fullname)
    assert found["namespaces"] == ["Lab"]


@pytest.mark.parametrize("name", ["a/b", "A/b c", "../x", "a\nb", "x: y", "index", "", "Qwen", "é"])
def test_no_name_leads_out_of_the_folder_or_breaks_the_file(root: Path, name: str) -> None:
    before = sorted(root.rglob("*"))
    result = new(root, "chip", name, "--offline")
    assert result.exit_code == Exit.USAGE
    assert "what to do:" in result.output
    assert sorted(root.rglob("*")) == before


def test_a_bad_id_gets_a_better_one(root: Path) -> None:
    assert "try `h100-pcie`" in new(root, "chip", "H100 PCIe").output


def test_an_unknown_kind_gets_the_nearest(root: Path) -> None:
    result = new(root, "modle", "x")
    assert result.exit_code == Exit.USAGE
    assert "did you mean `model`?" in result.output


@pytest.mark.parametrize(
    ("arguments", "file"),
    [(("model", "ORG-A/bor-base"), "models/bor-base.yml"),
     (("model", "bor-base"), "models/bor-base.yml"),
     (("model", "org-b/Old-Bor"), "models/bor-base.yml"),
     (("model", "old-bor"), "models/bor-base.yml"),
     (("organization", "Org-A"), "organizations/org-a.yml"),
     (("organization", "the-org-a-laboratory"), "organizations/org-a.yml")],
)  # fmt: skip
def test_what_is_there_already_is_refused_with_its_file(
    root: Path, hub: Hub, ask: str, arguments: tuple[str, str], file: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    result = new(ask, *arguments)
    assert result.exit_code == Exit.USAGE
    assert f"is already in data/catalog/{file}" in result.output
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before
    assert hub.count == 0


def test_a_name_that_only_the_hub_tells_is_refused_too(root: Path, hub: Hub, ask: str) -> None:
    hub.world.add("Lab", {"id": "Lab/a"})
    answer = {"fullname": "The ORG-A laboratory", "numModels": 3}
    hub.twist(lambda _, usual: type(usual)(200, answer, usual.headers), path="/api/organizations")
    assert (
        "already in data/catalog/organizations/org-a.yml" in new(ask, "organization", "Lab").output
    )
    assert not (root / "data/catalog/organizations/lab.yml").exists()


def test_a_renamed_repository_is_told_by_its_new_name(root: Path, hub: Hub, ask: str) -> None:
    hub.world.add("org-a", {"id": "org-a/Now"})
    hub.world.renamed["org-a/Then"] = "org-a/Now"
    result = new(ask, "model", "org-a/Then")
    assert result.exit_code == Exit.USAGE
    assert "tracker new model org-a/Now" in result.output
    assert not (root / "data/catalog/models/then.yml").exists()


def test_offline_nobody_is_asked_and_the_file_is_empty(root: Path, hub: Hub, ask: str) -> None:
    result = new(ask, "model", "org-a/Bor-8B", "--offline")
    assert result.exit_code == Exit.WELL
    assert "the Hub was not asked" in result.output
    assert tree(root, "models/bor-8b.yml") == {"name": None, "source": None, "organization": None}
    text = (root / "data/catalog/models/bor-8b.yml").read_text("utf-8")
    assert "# repositories:\n#   - org-a/Bor-8B\n" in text
    assert hub.count == 0


@pytest.mark.parametrize("code", [400, 401, 403, 404])
def test_where_the_hub_fails_the_file_is_empty_and_the_failure_told(
    root: Path, hub: Hub, ask: str, code: int
) -> None:
    hub.twist(status(code), path="/api/models/")
    result = new(ask, "model", "org-a/Bor-8B")
    assert result.exit_code == Exit.STALE
    assert "the file is an empty scaffold" in result.stderr
    assert set(tree(root, "models/bor-8b.yml").values()) == {None}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_begun_and_says_what_is_missing(root: Path, kind: str) -> None:
    result = new(root, KINDS[kind].__name__.upper(), "some-new-one", "--offline")
    assert result.exit_code == Exit.WELL
    assert f"data/catalog/{kind}/some-new-one.yml:8:1: error: `name` is empty" in result.output
    assert (root / f"data/catalog/{kind}/some-new-one.yml").exists()
    assert new(root, kind, "some-new-one").exit_code == Exit.USAGE


def test_a_link_to_elsewhere_is_not_written_through(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    link = root / "data/catalog/models/linked.yml"
    link.symlink_to(target)
    assert new(root, "model", "linked").exit_code == Exit.USAGE
    assert not target.exists()
