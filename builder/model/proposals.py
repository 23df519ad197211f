"""Documents that nobody has turned into an event yet, and what such an event would begin with.

Nothing here is published: a proposal lacks what only a person can say, and the checks refuse the
file until that is filled in. What the register says is hostile: it only enters quoted.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

import pandas as pd

from builder.model.catalog import Catalog
from builder.model.entities import Event
from builder.model.fields import FORBIDDEN_IN_TEXT
from builder.model.panel import Panel

#: Who observed documents: the later one in this list is believed where several did.
SOURCES = ("federal-register-2020-2026", "federal-register")
#: Where the register shows a document of any number.
ADDRESS = "https://www.federalregister.gov/d/"
_NUMBER = re.compile(r"[0-9A-Z]{1,6}-[0-9]{1,6}(?:-[0-9]{1,6})?", re.ASCII)
_CITATION = re.compile(r"[0-9]{1,3} FR [0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class Proposal:
    """One document that no event and no rule cites; empty where the register says nothing."""

    number: str
    published: date
    seen: date
    title: str
    type: str
    citation: str
    url: str
    effective: str

    @property
    def event_id(self) -> str:
        """The name of its file, until a person finds a better one."""
        return f"fr-{self.number.lower()}"


def proposals(catalog: Catalog, panel: Panel) -> tuple[Proposal, ...]:
    """Return every document of the archive that the catalog does not cite, newest first.

    A document is cited by its number, in an address or a citation, or by its page: 90 FR 4544.
    """
    cited = frozenset(_cited(catalog))
    found = [one for one in _documents(panel) if not cited & {one.number, one.citation}]
    return tuple(sorted(found, key=lambda one: (one.published, one.number), reverse=True))


def _cited(catalog: Catalog) -> Iterator[str]:
    for entity in (*catalog.events.values(), *catalog.rules.values()):
        told = entity.model_dump_json()
        yield from _NUMBER.findall(told)
        yield from _CITATION.findall(told)


def _documents(panel: Panel) -> Iterator[Proposal]:
    frame = _in_order(panel.table("documents"))
    told = _told(panel)
    for number, rows in frame.groupby("entity"):
        says = told.get(str(number), {})
        yield Proposal(
            number=str(number),
            published=rows["period"].iloc[-1].date(),
            seen=rows["vintage"].min().date(),
            title=says.get("title", ""),
            type=says.get("type", ""),
            citation=says.get("citation", ""),
            url=says.get("url", ""),
            effective=says.get("effective_on", ""),
        )


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of SOURCES, so that of two the later one is to be believed."""
    known = frame[frame["source"].isin(SOURCES)]
    return known.assign(order=known["source"].map(SOURCES.index)).sort_values(
        ["order", "vintage"], kind="stable"
    )


def _told(panel: Panel) -> Mapping[str, Mapping[str, str]]:
    """Return what the register last said of each document."""
    frame = _in_order(panel.attributes)
    told: dict[str, dict[str, str]] = {}
    for entity, attribute, value in zip(
        frame["entity"], frame["attribute"], frame["value"], strict=True
    ):
        told.setdefault(entity, {})[attribute] = _seen(value)
    return told


def event_text(proposal: Proposal) -> str:
    """Return the file of the event that a person may make of `proposal`, as YAML."""
    lines = [
        f"# Proposed from document {proposal.number}, which nobody has read for us yet.",
        "# Read it, say below what it does, delete what it is not, and delete these comments.",
        f"name: {_quoted(proposal.title)}",
        "source:",
        f"  url: {_quoted(proposal.url or ADDRESS + proposal.number)}",
        '  publisher: "Office of the Federal Register, United States"',
        f"  accessed: {proposal.seen}   # write the day on which you read it",
        "  evidence: official",
        f"on: {proposal.published}",
        f"# type:   # one of {', '.join(_types())}",
        f"instrument: {_quoted(proposal.type.lower())}" if proposal.type else "",
        "by: [us]",
        "# against: [..]   # the countries it is aimed at; also organizations:, chips:, rules:",
        f"effective: {_quoted(proposal.effective)}" if proposal.effective else "",
        f"citation: {_quoted(proposal.citation or 'FR Doc. ' + proposal.number)}",
        "# effect:   # what it does, in our own words; the file does not hold without",
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _types() -> tuple[str, ...]:
    return get_args(Event.model_fields["type"].annotation)


def _quoted(text: str) -> str:
    """Return `text` as a quoted scalar: JSON's quotes are YAML's too, once all can be seen."""
    for mark in FORBIDDEN_IN_TEXT:
        text = text.replace(mark, " ")
    return json.dumps(" ".join(_seen(text).split()) or "untitled", ensure_ascii=False)


def _seen(text: str) -> str:
    """Return what can be seen of `text`: nothing that moves a terminal's cursor or colours."""
    return "".join(character for character in text if character.isprintable())
