"""What the page on extending says is true: its files, put where it says, work."""

import html
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world.hub import Hub
from tests.world.hub_wire import Response
from tests.world.small_world import SMALL

CHECKOUT = Path(__file__).parents[1]
EXAMPLES = CHECKOUT / "docs/examples/software"
PRICES = [{"model": "a", "price": 1.5}, {"model": "b", "price": 2.5}, {"model": "c", "price": -1}]


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """Give a copy of the software and of the small world, with every example in its place."""
    for name in ("builder", "docs"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=ignored)
    shutil.copytree(SMALL / "data", tmp_path / "data")
    for folder in EXAMPLES.iterdir():
        for file in folder.iterdir():
            kept = "data/catalog" if file.suffix == ".yml" else "builder"
            shutil.copy(file, tmp_path / kept / folder.name / file.name)
    config = (CHECKOUT / "mkdocs.yml").read_text("utf-8")
    named = config.replace("  - Home: index.md\n", "  - Home: index.md\n  - Prices: prices.md\n")
    (tmp_path / "mkdocs.yml").write_text(named, "utf-8")
    return tmp_path


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own command, of the copy
        [sys.executable, "-m", "builder", *arguments, "--as-of", "2026-11-09"],
        cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root), **environment},
    )  # fmt: skip


def test_a_source_a_metric_a_check_a_download_and_a_page_are_a_file_each(
    extended: Path, hub: Hub
) -> None:
    answer = Response(body=json.dumps(PRICES).encode())
    hub.twist(lambda _, __: answer, path="/prices.json", times=9)
    asked = run(extended, "fetch", "example-prices", TRACKER_URL_EXAMPLE_PRICES=hub.url)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "example-prices: ok, 2 observations" in asked.stdout
    built = run(extended, "build")
    assert built.returncode in (0, 3), built.stdout + built.stderr
    site = extended / "site"
    page = html.unescape((site / "prices/index.html").read_text("utf-8"))
    assert "cost 2.0 US dollars" in page
    assert "What does a token cost?" in (site / "metrics/mean-price/index.html").read_text("utf-8")
    assert "example-prices,2026-11-09,2" in (site / "data/mean-price.csv").read_text("utf-8")
    assert "short-name" in (site / "contribute/checks/index.html").read_text("utf-8")
    assert "organizations,alpha,Alpha" in (site / "data/names.csv").read_text("utf-8")
    shown = (CHECKOUT / "docs/en/extend.md").read_text("utf-8")
    for file in EXAMPLES.rglob("*.*"):
        assert f'"docs/{file.relative_to(CHECKOUT / "docs")}"' in shown
