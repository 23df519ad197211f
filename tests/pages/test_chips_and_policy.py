"""The pages of chips, rules, acts, compute and event studies, on a world made by hand."""

from functools import cache

import markdown
import numpy as np
import pandas as pd

from builder.metrics import derive
from builder.model.catalog import Catalog
from builder.model.entities import Chip, Event, Rule
from builder.model.panel import Panel, table_columns
from builder.model.site import Site
from builder.pages import chip as chip_page
from builder.pages import chips as chips_page
from builder.pages import compute, event_study, pages, policy, render
from builder.pages import event as event_page
from builder.pages import rule as rule_page
from tests.metrics.chips import SOURCE, chip, event, rule
from tests.pages.test_hostile import ATTACKS, EXTENSIONS, _Reader
from tests.world.small_world import LAST_DAY, small_catalog, small_site

VIEWS = (chips_page, chip_page, rule_page, policy, event_page, event_study, compute)
LIMITS = [{"paragraph": "1.a", "outcome": "controlled",
           "all_of": [{"quantity": "tpp", "at_least": 4800},
                      {"quantity": "interconnect_gbps", "at_least": 600}]}]  # fmt: skip
WINDOW = {"measure": "token-share", "country": "aa", "days_before": 28, "days_after": 28,
          "declared": "2026-11-01"}  # fmt: skip
FACTS: tuple[Chip | Rule | Event, ...] = (
    chip("big", dense_tops={"fp16": 400}, interconnect_gbps=900, released={"on": "2024-01"}),
    chip("torn", dense_tops={"fp16": 400}, interconnect_gbps={"low": 500, "high": 700},
         released={"on": "2024-03"}, organization="beta"),
    chip("dark", announced={"on": "2025"}),
    rule("law", thresholds=LIMITS), rule("same", thresholds=LIMITS, effective="2025-06-01"),
    rule("words-only"),
    event("act", by=["aa"], chips=["big"], rules=["law"], window=WINDOW,
          status={"state": "in-force", "as_of": "2025-06-02"}),
    event("reply", on="2025-07-01", by=["bb"], type="counter-measure", window=WINDOW,
          answers=[{"event": "act", "source": {**SOURCE, "publisher": "The Reporter"}}]),
    event("mending", on="2025-08", by=["aa"], changes=["act"]),
    event("sale", on="2025-09", by_organizations=["alpha"], type="disclosure"),
)  # fmt: skip


def _panel() -> Panel:
    stock = [("lists", "2026-01-05", "2025-12-31", entity, n, n, n, n - 1, n, n + 1, "")
             for entity, n in (("all/alpha", 100), ("china/alpha", 10), ("china/alpha/v1", 10),
                               ("all/alpha/v1", 50))]  # fmt: skip
    tokens = [
        ("atlas", "2026-11-01", day, "country:aa", None, 20 + 3 * np.sin(n), "")
        for n, day in enumerate(pd.date_range("2024-01-01", periods=90, freq="7D"))
    ]
    frames = {
        name: pd.DataFrame(rows, columns=list(table_columns(name))).astype(
            {"vintage": "datetime64[s]", "period": "datetime64[s]"}
        )
        for name, rows in (("stock", stock), ("tokens", tokens))
    }
    empty = Panel.empty()
    return Panel(empty.observations, empty.attributes, empty.ledger, frames)


def _site(facts: tuple[Chip | Rule | Event, ...] = FACTS) -> Site:
    entities = {kind: dict(own) for kind, own in small_catalog().entities.items()}
    entities["sources"]["lists"] = entities["sources"]["atlas"].model_copy(update={"id": "lists"})
    for one in facts:
        entities.setdefault(type(one).kind, {})[one.id] = one
    catalog, panel = Catalog(entities), _panel()
    return Site(LAST_DAY, catalog, panel, derive(panel, catalog, LAST_DAY), small_site().health)


@cache
def by_hand() -> Site:
    return _site()


@cache
def told() -> dict[str, str]:
    site = by_hand()
    return {page.path: render(page, site) for module in VIEWS for page in module.view(site)}


def test_every_chip_rule_and_act_has_one_page_and_no_other_view_makes_a_second() -> None:
    found = [page.path for page in pages(by_hand())]
    assert len(found) == len(set(found))
    assert {f"{type(one).kind}/{one.id}.md" for one in FACTS} <= set(found)
    assert {"chips/index.md", "policy.md", "compute.md", "event-study.md"} <= set(found)


def test_the_matrix_tells_each_outcome_in_words_and_what_an_unknown_one_lacks() -> None:
    text = told()["chips/index.md"]
    assert "no legal advice" in text
    assert "licence needed" in text
    assert "not controlled or licence needed" in text
    assert "(operations a second, link to other chips)" in text
    assert text.count("law and 1 later version") == 1  # the same limits, one column


def test_a_chip_shows_its_paragraph_its_figures_and_the_acts_about_it() -> None:
    assert "1.a" in told()["chips/big.md"]
    assert "6,400" in told()["chips/big.md"]
    assert "In force as of 2 June 2025." in told()["chips/big.md"]
    assert "is unknown" in told()["chips/dark.md"]


def test_a_rule_shows_its_limits_and_one_without_numbers_says_so() -> None:
    assert "processing performance from 4,800 · link to other chips" in told()["rules/law.md"]
    assert "no limit that a figure" in told()["rules/words-only.md"]


def test_the_timeline_pairs_acts_and_says_as_of_when_their_state_is_known() -> None:
    text = told()["policy.md"]
    assert text.index("<b>reply</b>") < text.index("<b>act</b>")  # the newest first
    assert "Answered by" in text
    assert "30 days" in text
    assert 'class="by-us' not in text
    assert 'class="by-company of-other"' in text
    assert "Its state was not followed." in text


def test_an_act_says_who_tells_that_it_answers_and_what_was_changed_later() -> None:
    assert "The Reporter" in told()["events/reply.md"]
    assert "Changed by" in told()["events/act.md"]


def test_a_study_says_no_detectable_change_and_never_why() -> None:
    everything = " ".join(told().values())
    assert "no detectable change" in told()["event-study.md"]
    assert "no detectable change" in told()["events/act.md"]
    assert "caused" not in everything


def test_compute_is_told_with_its_interval_and_what_it_does_not_hold() -> None:
    text = told()["compute.md"]
    assert "10 (9–11)" in text
    assert "Huawei" in text


def test_hostile_facts_of_chips_rules_and_acts_stay_text() -> None:
    attack = " ".join(ATTACKS)
    more: dict[type, dict[str, str]] = {
        Chip: {},
        Rule: {"summary": attack, "citation": attack},
        Event: {"effect": attack, "citation": attack},
    }
    poisoned = tuple(
        one.model_copy(update={"name": f"{one.id} {attack}", "note": attack, **more[type(one)]})
        for one in FACTS
    )
    site, reader = _site(poisoned), _Reader()
    for module in VIEWS:
        for page in module.view(site):
            body = render(page, site).split("---\n", 2)[2]
            reader.feed(markdown.markdown(body, extensions=EXTENSIONS))
    assert reader.danger == []
