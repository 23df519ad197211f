"""Proposed events: which documents nobody cites yet, and what a hostile title can do: nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.catalog import Catalog
from builder.model.panel import Panel
from builder.model.proposals import Proposal, event_text, proposals
from builder.model.snapshot import Observation, Parsed, Snapshot
from builder.store.archive import Archive
from builder.store.yaml_file import read_yaml
from tests.world.clock import NOON
from tests.world.small_world import catalog_from

EVENT = """\
name: A rule
source:
  url: {url}
  publisher: Office of the Federal Register
  accessed: 2026-11-24
  evidence: official
on: 2025-01-15
type: rule
citation: {citation}
effect: It does something.
"""
PAGE = "https://www.federalregister.gov/documents/2026/09/30/2026-20058/additions"
#: One document of the register, and what is proposed from it.
DOCUMENT = Proposal(
    "2026-20058", date(2026, 9, 30), date(2026, 11, 24), "Additions to the Entity List", "Rule",
    "91 FR 48211", PAGE, "2026-10-15",
)  # fmt: skip
NOBODY = Catalog({})


def observed(number: str, day: int, **attributes: str) -> Observation:
    return Observation(number, date(2026, 9, day), {"documents": 1}, attributes)


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    """Give an archive of two nights, of which the later has another title."""
    archive = Archive(tmp_path)
    for night, title in ((23, "Additions"), (24, DOCUMENT.title)):
        seen = (
            observed("2026-19927", 29, title="Order", type="Notice"),
            observed(
                "2026-20058", 30, title=title, type="Rule", citation="91 FR 48211", url=PAGE,
                effective_on="2026-10-15",
            ),
        )  # fmt: skip
        as_of = date(2026, 11, night)
        snapshot = Snapshot("federal-register", as_of, NOON, "https://x.example", {}, "ok")
        archive.append(snapshot, Parsed(seen, table="documents"))
    return archive.read()


def test_documents_that_nobody_cites_are_proposed_newest_first_as_last_told(panel: Panel) -> None:
    first, second = proposals(NOBODY, panel)
    assert (first.number, first.title, first.seen) == (
        "2026-20058", DOCUMENT.title, date(2026, 11, 23),
    )  # fmt: skip
    assert (second.number, second.citation, second.url) == ("2026-19927", "", "")


@pytest.mark.parametrize(
    ("url", "citation"),
    [
        (PAGE, "99 FR 1"),
        ("https://www.federalregister.gov/d/2026-20058", "99 FR 1"),
        ("https://www.govinfo.gov/content/pkg/FR-2026-09-30/html/2026-20058.htm", "99 FR 1"),
        ("https://example.org", "91 FR 48211"),
        ("https://example.org", "91 FR 48211 (interim final rule)"),
        ("https://example.org", "FR Doc. 2026-20058"),
    ],
)
def test_a_document_that_an_event_cites_is_proposed_no_more(
    panel: Panel, url: str, citation: str
) -> None:
    catalog, found = catalog_from({"events/a-rule": EVENT.format(url=url, citation=citation)})
    assert found == ()
    assert [one.number for one in proposals(catalog, panel)] == ["2026-19927"]


@pytest.mark.parametrize(
    ("url", "citation"),
    [
        ("https://example.org/2026-200581", "991 FR 48211"),
        ("https://example.org/12026-20058", "91 FR 482119"),
        ("https://example.org/2026/20058", "90 FR 48211"),
    ],
)
def test_a_number_that_only_looks_alike_is_no_citation(
    panel: Panel, url: str, citation: str
) -> None:
    catalog, found = catalog_from({"events/a-rule": EVENT.format(url=url, citation=citation)})
    assert found == ()
    assert len(proposals(catalog, panel)) == 2


def test_an_archive_without_documents_proposes_nothing() -> None:
    assert proposals(NOBODY, Panel.empty()) == ()


def test_a_proposal_holds_only_once_a_person_has_filled_it_in() -> None:
    text = event_text(DOCUMENT)
    catalog, found = catalog_from({f"events/{DOCUMENT.event_id}": text})
    assert catalog.events == {}
    assert len(found) == 2
    assert [name for name in ("type", "effect") if name not in str(found)] == []
    filled = text + "type: listing\neffect: Nine firms need a licence.\n"
    catalog, found = catalog_from({f"events/{DOCUMENT.event_id}": filled})
    assert found == ()
    event = catalog.events["fr-2026-20058"]
    assert (event.name, event.on, event.effective) == (
        DOCUMENT.title, "2026-09-30", "2026-10-15",
    )  # fmt: skip
    assert (event.by, event.citation, event.instrument) == (("us",), "91 FR 48211", "rule")


def test_what_the_register_does_not_say_is_absent() -> None:
    bare = Proposal("E9-1", date(2026, 9, 30), date(2026, 11, 24), "T", "", "", "", "")
    tree = read_yaml("x.yml", event_text(bare).encode()).tree
    assert tree is not None
    assert not {"instrument", "effective", "effect", "type"} & tree.keys()
    assert tree["citation"] == "FR Doc. E9-1"
    assert tree["source"]["url"] == "https://www.federalregister.gov/d/E9-1"


@given(st.text(), st.text())
def test_no_text_of_the_register_leaves_its_quotes(title: str, word: str) -> None:
    hostile = Proposal(
        "2026-1", date(2026, 9, 30), date(2026, 11, 24), title, word, word, word, word
    )
    tame = read_yaml("x.yml", event_text(DOCUMENT).encode())
    file = read_yaml("x.yml", event_text(hostile).encode())
    assert file.findings == ()
    assert file.tree is not None
    assert tame.tree is not None
    assert file.tree.keys() <= tame.tree.keys()
    assert isinstance(file.tree["name"], str)
    assert not set("<>|`") & set(file.tree["name"])


@pytest.mark.parametrize(
    "title",
    [
        "x\neffect: done\ntype: rule", 'x" \neffect: "done', "x # y", "- a", "&a *a !!x",
        "{{ x }} {% y %} <script>`|", "\u2028effect: x", "\x1b]0;owned\x07", "\ud800", "a\\",
    ],
)  # fmt: skip
def test_a_hostile_title_stays_one_name(title: str) -> None:
    text = event_text(Proposal("2026-1", DOCUMENT.published, DOCUMENT.seen, title, *"    "))
    file = read_yaml("x.yml", text.encode())
    assert file.findings == ()
    assert file.tree is not None
    assert "effect" not in file.tree
