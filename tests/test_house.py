"""Promises about the repository itself: its names, its sizes, its locks, its instructions."""

import ast
import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click
import pytest
import yaml
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.version import Version

from builder.cli import main
from builder.errors import Exit

ROOT = Path(__file__).parents[1]
REMADE = {".venv", ".git", "build", "site", "__pycache__", ".hypothesis", ".mypy_cache",
          ".ruff_cache", ".import_linter_cache"}  # fmt: skip
MODULES = sorted((ROOT / "builder").rglob("*.py"))
PLUGINS = ("sources", "metrics", "checks", "exports", "pages", "cli")

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
EMPTY_WORDS = {"process", "handle", "handler", "manager", "util", "utils", "helper", "helpers",
               "common", "misc", "do"}  # fmt: skip

INDEX_HOST = re.compile(
    r"https?://[^\s\"'<>]+/simple\b|https?://[^\s\"'<>]+/packages/|(?<!emit-)index-url"
    r"|\"resolved\": \"http"
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|home|work)/")

#: Modules without a test of their own name, each with the reason.
TESTED_ELSEWHERE: dict[str, str] = {
    "builder/__init__.py": "holds the version and nothing else",
    "builder/__main__.py": "calls the command and nothing else",
}


def committed() -> Iterator[Path]:
    """Yield every file that is or would be committed; outside a clone, every file."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if asked.returncode == 0:
        yield from (ROOT / name for name in asked.stdout.split("\0") if (ROOT / name).is_file())
        return
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in REMADE]
        yield from (Path(folder, name) for name in names)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def definitions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


def spot(path: Path, line: int = 1) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    own = Path(__file__)
    return [
        f"{spot(path, number)}: {line.strip()[:100]}"
        for path in committed()
        if path != own and pattern.search(text_of(path))
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def words_of(name: str) -> set[str]:
    """Split a name of either style: `read_Page` and `readPage` are both read and page."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return set(spaced.lower().split("_"))


def test_no_committed_file_names_a_package_index() -> None:
    assert lines_with(INDEX_HOST) == []


def test_no_committed_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_name_is_made_of_a_word_that_says_nothing() -> None:
    modules = [spot(path) for path in MODULES if words_of(path.stem) & EMPTY_WORDS]
    named = [
        f"{spot(path, node.lineno)}: {node.name}"
        for path in MODULES
        for node in definitions(path)
        if words_of(node.name) & EMPTY_WORDS
    ]
    assert modules + named == []


def test_modules_are_short() -> None:
    lengths = {spot(path): len(text_of(path).splitlines()) for path in MODULES}
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{spot(path, node.lineno)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in definitions(path)
        if not isinstance(node, ast.ClassDef)
    }
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_everything_public_says_what_it_is() -> None:
    modules = [spot(path) for path in MODULES if not ast.get_docstring(tree_of(path))]
    silent = [
        f"{spot(path, node.lineno)}: {node.name}"
        for path in MODULES
        for node in _public(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert modules + silent == []


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def commands() -> dict[str, click.Command]:
    """Return every command by name, loaded."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def test_the_readme_tells_every_command_and_every_make_target() -> None:
    readme = text_of(ROOT / "README.md")
    targets = re.findall(r"^([a-z]+):[^\n]*## ", text_of(ROOT / "Makefile"), re.MULTILINE)
    assert targets
    assert [name for name in targets if f"`make {name}`" not in readme] == []
    assert [name for name in commands() if f"\ntracker {name} " not in readme] == []


def test_the_readme_tells_every_option_of_every_command() -> None:
    readme = text_of(ROOT / "README.md")
    for name, command in commands().items():
        (line,) = re.findall(rf"^tracker {name} .*$", readme, re.MULTILINE)
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) == {o for o in options if o.startswith("--")}


def test_every_make_target_says_what_it_does_and_stands_alone() -> None:
    makefile = text_of(ROOT / "Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    told = re.findall(r"^([a-z]+):[^\n]*## ", makefile, re.MULTILINE)
    assert sorted(phony.split()) == sorted(told)
    assert sorted(told) == sorted(re.findall(r"^([a-z]+):(?!=)", makefile, re.MULTILINE))


def test_the_readme_tells_every_exit_code() -> None:
    told = re.findall(r"^\| (\d) \| \S", text_of(ROOT / "README.md"), re.MULTILINE)
    assert [int(code) for code in told] == sorted(Exit)


def locked(name: str) -> dict[str, Version]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text_of(ROOT / name), re.MULTILINE)
    return {_plain(package): Version(version) for package, version in found}


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def project() -> dict[str, list[str]]:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    wanted = settings["dependencies"]
    return {
        "requirements.txt": wanted,
        "requirements-test.txt": wanted + settings["optional-dependencies"]["test"],
    }


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_the_lock_has_everything_that_the_project_asks_for(lock: str) -> None:
    versions = locked(lock)
    wanted = [Requirement(line) for line in project()[lock]]
    assert [
        str(one)
        for one in wanted
        if _plain(one.name) not in versions or versions[_plain(one.name)] not in one.specifier
    ] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", text_of(ROOT / lock).strip())
    assert [entry.split()[0] for entry in entries if "==" not in entry] == []
    bare = [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]
    assert [entry.split()[0] for entry in bare] == []


def test_tests_run_with_the_versions_that_the_site_is_built_with() -> None:
    site, tests = locked("requirements.txt"), locked("requirements-test.txt")
    assert site
    assert {name: version for name, version in site.items() if tests.get(name) != version} == {}


def mirrors(path: Path) -> list[Path]:
    """Where a module's tests may stand: a file of its name, or a file or folder of its room's."""
    inside = path.relative_to(ROOT / "builder")
    rooms = [ROOT / "tests" / Path(*inside.parts[:depth]) for depth in range(1, len(inside.parts))]
    own = ROOT / "tests" / inside.parent / f"test_{path.stem.lstrip('_')}.py"
    whole = ROOT / "tests" / f"test_{inside.parts[0]}.py"
    return [own, whole, *(file for room in rooms for file in room.rglob("test_*.py"))]


def test_every_module_has_tests_where_one_looks_for_them() -> None:
    missing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if not any(m.exists() for m in mirrors(path))
    }
    assert missing == set(TESTED_ELSEWHERE)


def plugins(room: str) -> list[str]:
    files = (ROOT / "builder" / room).glob("[!_]*.py")
    return sorted(f"builder.{room}.{path.stem}" for path in files)


def test_modules_of_one_folder_do_not_know_each_other(tmp_path: Path) -> None:
    """The lists are read from the folders, so that a plug-in stays one new file."""
    contracts = [
        {"id": room, "name": f"{room} are independent", "type": "independence", "modules": found}
        for room in PLUGINS
        if (found := plugins(room))
    ]
    assert [contract["id"] for contract in contracts] == list(PLUGINS)
    config = tmp_path / "pyproject.toml"
    config.write_text(_toml(contracts), encoding="utf-8")
    code = lint_imports(config_filename=str(config), no_cache=True, is_debug_mode=False)
    assert code == 0, "see the broken contract above"


def _toml(contracts: Sequence[Mapping[str, object]]) -> str:
    """Write contracts as TOML, in which lists and texts look as they do in JSON."""
    parts = ["[tool.importlinter]", 'root_package = "builder"']
    for contract in contracts:
        parts.append("[[tool.importlinter.contracts]]")
        parts.extend(f"{key} = {json.dumps(value)}" for key, value in contract.items())
    return "\n".join(parts)


def test_every_source_stands_with_its_licence_in_the_licence_of_the_data() -> None:
    rows = text_of(ROOT / "LICENSE-DATA.md").splitlines()
    table = [row for row in rows if row.startswith("| [")]
    for path in (ROOT / "data/catalog/sources").glob("*.yml"):
        source = yaml.safe_load(text_of(path))
        licence = source["licence"]
        if "licence_url" in source:
            licence = f"[{licence}]({source['licence_url']})"
        row = f"| [{source['name']}]({source['url']}) | {source['publisher']} | {licence} |"
        assert row in table, f"{spot(path)} needs this row:\n{row}"


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    (newest, *_) = re.findall(r"^## \[(.+?)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    (cited,) = re.findall(r"^version: (.+)$", text_of(ROOT / "CITATION.cff"), re.MULTILINE)
    assert {newest, cited} == {settings["version"]}


@pytest.mark.parametrize(
    "script",
    [
        ".ci/run",
        "tests/browser/install.sh",
        ".github/steps/effect.sh",
        ".github/steps/comment.sh",
    ],
)
def test_scripts_can_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert text_of(ROOT / script).startswith("#!")


def test_ci_calls_make_test_and_nothing_cleverer() -> None:
    lines = [line for line in text_of(ROOT / ".ci/run").splitlines() if not line.startswith("#")]
    assert lines[-1] == "exec make test"
    assert len(lines) == 3
