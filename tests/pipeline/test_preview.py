"""The preview follows what is saved, and never shows a mistake as if it were the site."""

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.model.finding import Finding
from builder.pipeline.preview import Preview
from builder.pipeline.root import CHECKOUT, Root
from builder.web import server
from tests.world.small_world import SMALL


class Watched:
    """A preview of a copy of the small world, served on loopback."""

    def __init__(self, folder: Path) -> None:
        self.told: list[tuple[Finding, ...]] = []
        self.root = folder
        self.preview = Preview(Root(folder), date(2026, 11, 9), self.told.append)
        self.preview.refresh()
        self.server = server(0, self.preview.answer, self.preview.wait)

    def get(self, path: str) -> str:
        url = f"http://127.0.0.1:{self.server.server_port}/{path}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())

    def save(self, path: str, text: str) -> None:
        file = self.root / "data/catalog" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small world with its theme already made, to be copied."""
    folder = tmp_path_factory.mktemp("small") / "root"
    shutil.copytree(SMALL, folder)
    Preview(Root(folder), date(2026, 11, 9), lambda _: None).refresh()
    return folder


@pytest.fixture
def watched(tmp_path: Path, small: Path) -> Iterator[Watched]:
    """Give a running preview."""
    folder = tmp_path / "root"
    shutil.copytree(small, folder)
    one = Watched(folder)
    running = threading.Thread(target=one.server.serve_forever)
    running.start()
    yield one
    one.server.shutdown()
    running.join()
    one.server.server_close()


def alpha(watched: Watched) -> str:
    return (watched.root / "data/catalog/organizations/alpha.yml").read_text("utf-8")


def test_a_page_looks_as_it_is_published(watched: Watched) -> None:
    page = watched.get("organizations/alpha/")
    assert "<title>Alpha" in page
    assert 'class="data"' in page
    assert "tracker.css" in page


def test_a_saved_file_is_on_the_page_and_the_browser_is_told(watched: Watched) -> None:
    before = watched.preview.version
    assert not watched.preview.refresh(), "nothing was saved"
    watched.save("organizations/alpha.yml", alpha(watched).replace("name: Alpha", "name: Aleph"))
    assert watched.preview.refresh()
    assert int(watched.get(f"__next__?after={before}")) == before + 1
    assert "<title>Aleph" in watched.get("organizations/alpha/")


def test_a_night_that_arrives_is_on_the_page_after_saves_of_facts(watched: Watched) -> None:
    night = watched.root / "data/archive/observations/hugging-face/2026/11/2026-11-09.csv"
    watched.save("organizations/alpha.yml", alpha(watched).replace("name: Alpha", "name: Aleph"))
    watched.preview.refresh()
    assert "76,543" not in watched.get("organizations/gamma/")
    night.write_text(night.read_text("utf-8").replace(",50,", ",76543,"), "utf-8")
    watched.preview.refresh()
    assert "76,543" in watched.get("organizations/gamma/")


def test_an_edited_claim_is_judged_again_and_a_moved_fact_counted_again(watched: Watched) -> None:
    place = watched.root / "data/catalog/claims/aa-leads.yml"
    first = watched.get("claims/aa-leads/")
    watched.save(
        "claims/aa-leads.yml", place.read_text("utf-8").replace("times: 5.0", "times: 1.1")
    )
    watched.preview.refresh()
    assert "It holds under 2 of 3 readings" in first
    assert "It holds under 3 of 3 readings" in watched.get("claims/aa-leads/")
    watched.save("organizations/alpha.yml", alpha(watched).replace("country: aa", "country: bb"))
    watched.preview.refresh()
    assert "It holds under 1 of 1 reading" in watched.get("claims/aa-leads/")


def test_a_file_that_is_being_written_is_left_for_the_next_look(watched: Watched) -> None:
    watched.save("organizations/alpha.yml", "")
    assert not watched.preview.refresh(at_once=False)
    watched.save("organizations/alpha.yml", "name: Aleph\n")
    assert not watched.preview.refresh(at_once=False)
    assert watched.preview.refresh(at_once=False)
    assert not watched.preview.refresh(at_once=False)


def test_a_browser_that_waits_is_answered_the_moment_something_is_saved(watched: Watched) -> None:
    heard: list[str] = []
    asking = threading.Thread(
        target=lambda: heard.append(watched.get(f"__next__?after={watched.preview.version}"))
    )
    asking.start()
    watched.save("organizations/alpha.yml", alpha(watched) + "note: A new note.\n")
    watched.preview.refresh()
    asking.join(timeout=20)
    assert heard == [str(watched.preview.version)]


def test_a_mistake_is_told_above_the_last_good_page_and_goes_when_it_is_mended(
    watched: Watched,
) -> None:
    good = alpha(watched)
    watched.save("organizations/alpha.yml", good + "sorce: <script>alert(1)</script>\n")
    watched.preview.refresh()
    page = watched.get("organizations/alpha/")
    assert "does not know `sorce`" in page
    assert "The page shows the last state without errors" in page
    assert "<title>Alpha" in page
    assert "<script>alert(1)" not in page
    assert any(finding.check == "shape" for finding in watched.told[-1])
    watched.save("organizations/alpha.yml", good)
    watched.preview.refresh()
    assert "sorce" not in watched.get("organizations/alpha/")


def test_a_new_entity_has_its_page_at_once(watched: Watched) -> None:
    with pytest.raises(urllib.error.HTTPError) as gone:
        watched.get("organizations/omega/")
    assert gone.value.code == 404
    gone.value.close()
    watched.save("organizations/omega.yml",
                 "name: Omega\nsource: atlas\ncountry: aa\nroles: [models]\n")  # fmt: skip
    watched.preview.refresh()
    assert "<title>Omega" in watched.get("organizations/omega/")


def test_the_first_of_a_kind_is_listed_and_what_is_deleted_is_gone(watched: Watched) -> None:
    chip = "name: Kappa\nsource: atlas\norganization: alpha\n"
    watched.save("chips/kappa.yml", chip)
    watched.preview.refresh()
    assert "<title>Kappa" in watched.get("chips/kappa/")
    watched.save("chips/lambda.yml", chip.replace("Kappa", "Lambda"))
    (watched.root / "data/catalog/chips/kappa.yml").unlink()
    watched.preview.refresh()
    assert "<title>Lambda" in watched.get("chips/lambda/")
    with pytest.raises(urllib.error.HTTPError) as gone:
        watched.get("chips/kappa/")
    gone.value.close()
    assert gone.value.code == 404


def test_prose_that_is_saved_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "root"
    shutil.copytree(SMALL, folder)
    shutil.copytree(CHECKOUT / "docs", folder / "docs")
    preview = Preview(Root(folder), date(2026, 11, 9), lambda _: None)
    preview.refresh()
    page = folder / "docs/en/about.md"
    page.write_text(page.read_text("utf-8") + "\nQuite new.\n", "utf-8")
    assert preview.refresh()
    assert b"Quite new." in preview.answer("about/").body


def test_downloads_and_assets_are_there_and_nothing_else_of_this_machine(
    watched: Watched,
) -> None:
    assert watched.get("data/models.csv").startswith("id,")
    assert "{" in watched.get("assets/tracker.css")
    for outside in (
        "assets/../../pyproject.toml",
        "../mkdocs.yml",
        "assets/%2e%2e/theme/main.html",
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            watched.get(outside)
        assert refused.value.code == 404
        refused.value.close()


def test_a_root_that_begins_with_a_mistake_says_so_and_recovers(
    tmp_path: Path, small: Path
) -> None:
    folder = tmp_path / "root"
    shutil.copytree(small, folder)
    broken = folder / "data/catalog/countries/aa.yml"
    good = broken.read_text("utf-8")
    broken.write_text("name: [\n", "utf-8")
    preview = Preview(Root(folder), date(2026, 11, 9), lambda _: None)
    preview.refresh()
    assert b"nothing to show yet" in preview.answer("").body
    assert b"is not YAML" in preview.answer("").body
    broken.write_text(good, "utf-8")
    preview.refresh()
    assert b"Who leads in AI?" in preview.answer("").body


def test_the_script_of_a_preview_is_a_file_because_pages_allow_no_other(watched: Watched) -> None:
    page = watched.get("organizations/alpha/")
    assert '<script src="/__next__.js" data-version="1" async></script>' in page
    assert "location.reload" in watched.get("__next__.js")
    assert "window" in watched.get("assets/early.js")
