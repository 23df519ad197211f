"""Chips against rules: what each rule version says of each chip, with the figures that decide.

Frame, one row per chip and rule version with thresholds: source (always `catalog`), period (the
day from which the rule version holds), chip, rule (catalog ids), outcome (not-controlled, notify,
case-by-case, controlled, unknown; where sources disagree, the loosest), possible (all outcomes
that the figures allow, joined by ` | `), disputed (bool), missing (what is unknown and decides,
joined by blanks), paragraphs (those that give the outcome, joined by `; `), loosest and strictest
(0 not controlled … 3 controlled, of the possible ones).
"""

import pandas as pd

from builder.metrics._chips import chips_by, specification
from builder.metrics._outcomes import OUTCOMES, Told, told
from builder.metrics._world import World
from builder.model.entities import Rule
from builder.model.fields import first_day
from builder.model.metric import BlindSpot, Metric

METRIC = Metric(
    id="chip-rules",
    title="Chips against rules",
    question="Which chips does each version of the export controls reach, by its own thresholds?",
    unit="outcome: 0 not controlled, 1 notice, 2 licence weighed case by case, 3 licence",
    denominator="each chip of the catalog under each rule version that has thresholds",
    window="the text of a rule version from the day on which it takes effect",
    pool="the chips of the catalog, also those made in China, as if they were exported from the "
    "United States to China",
    breaks=("Each rule version is a column of its own; none is compared with another.",),
    limits=(
        "This is arithmetic on published figures, and no legal advice: classification, end use, "
        "end user, country and licence exceptions decide as well.",
        "Letters to single companies, such as those on the A100 in 2022 and the H20 in 2025, "
        "control chips that the thresholds leave free; they stand among the events.",
        "The rule of 2022 counts all inputs and outputs but those to memory; the catalog knows the "
        "links between chips only.",
        "Case by case means that a request may be weighed, under conditions of supply, testing and "
        "security that no data sheet shows.",
    ),
    blind_spots=(
        BlindSpot("Chips with unknown figures: they are shown as unknown, never as free", "down"),
        BlindSpot("Whether a chip counts as marketed for data centers, where makers say both",
                  "unknown"),
    ),
    keys=("source", "period", "chip", "rule"),
    values={"loosest": "outcome", "strictest": "outcome"},
    words={"chip": "chips", "rule": "rules"},
)  # fmt: skip
COLUMNS = {
    "source": "str", "period": "datetime64[s]", "chip": "str", "rule": "str", "outcome": "str",
    "possible": "str", "disputed": "bool", "missing": "str", "paragraphs": "str",
    "loosest": "float64", "strictest": "float64",
}  # fmt: skip


def derive(world: World) -> pd.DataFrame:
    """Derive the outcome of every chip under every rule version that was there by the day."""
    rules = [
        rule
        for rule in world.catalog.rules.values()
        if rule.thresholds and first_day(rule.published or rule.effective) <= world.as_of
    ]
    rows = []
    for own, chip in chips_by(world.catalog, world.as_of).items():
        known = specification(chip)
        rows += [(own, *_row(rule, told(rule.thresholds, known))) for rule in rules]
    names = ["chip", "rule", "period", *list(COLUMNS)[4:]]
    frame = pd.DataFrame(rows, columns=names).assign(source="catalog")
    return frame[list(COLUMNS)].astype(COLUMNS)


def _row(rule: Rule, found: Told) -> tuple[object, ...]:
    ranks = [OUTCOMES.index(one) for one in found.possible]
    return (
        rule.id,
        pd.Timestamp(first_day(rule.effective)),
        found.outcome,
        " | ".join(found.possible),
        found.disputed,
        " ".join(found.missing),
        "; ".join(found.paragraphs),
        min(ranks),
        max(ranks),
    )
