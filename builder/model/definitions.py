"""The definitions of adoption: what “most downloaded” may mean, declared before the results.

The list is add-only. A definition is never dropped or changed for what it shows; a new one carries
the day on which it was declared. `adoption-shares` has a row of every one of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Window = Literal["30-days", "all-time"]
Attribution = Literal["publisher", "origin"]
Derivatives = Literal["with", "without"]
Scope = Literal["language", "all"]


@dataclass(frozen=True)
class Definition:
    """One reading of “whose models are downloaded”: what is counted, and for whom.

    `window`: the Hub's counter that is read. `attribution`: a repository counts for who publishes
    it, or for who made the model from which it descends. `derivatives`: whether repositories that
    descend from another publisher's model are counted. `scope`: language models, or all.
    `same_leader_as`: another definition that has the same figures for every mapped group by its
    construction; it is shown, and not counted a second time.
    """

    id: str
    declared: date
    window: Window
    attribution: Attribution
    derivatives: Derivatives
    scope: Scope
    meaning: str
    same_leader_as: str | None = None


_FIRST_DAY = date(2026, 11, 25)

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "language-30-days-publisher-with", _FIRST_DAY, "30-days", "publisher", "with", "language",
        "Language models, downloads of 30 days, counted for who publishes the repository.",
    ),
    Definition(
        "language-30-days-publisher-without", _FIRST_DAY, "30-days", "publisher", "without",
        "language",
        "Language models, downloads of 30 days, without what descends from another publisher's "
        "model, counted for who publishes the repository.",
    ),
    Definition(
        "language-30-days-origin-with", _FIRST_DAY, "30-days", "origin", "with", "language",
        "Language models, downloads of 30 days, counted for who made the model from which the "
        "repository descends.",
    ),
    Definition(
        "language-30-days-origin-without", _FIRST_DAY, "30-days", "origin", "without", "language",
        "Language models, downloads of 30 days, without what descends from another publisher's "
        "model, counted for who made the model.",
        "language-30-days-publisher-without",
    ),
    Definition(
        "language-all-time-publisher-with", _FIRST_DAY, "all-time", "publisher", "with",
        "language",
        "Language models, all downloads ever, counted for who publishes the repository.",
    ),
    Definition(
        "language-all-time-publisher-without", _FIRST_DAY, "all-time", "publisher", "without",
        "language",
        "Language models, all downloads ever, without what descends from another publisher's "
        "model, counted for who publishes the repository.",
    ),
    Definition(
        "language-all-time-origin-with", _FIRST_DAY, "all-time", "origin", "with", "language",
        "Language models, all downloads ever, counted for who made the model from which the "
        "repository descends.",
    ),
    Definition(
        "language-all-time-origin-without", _FIRST_DAY, "all-time", "origin", "without",
        "language",
        "Language models, all downloads ever, without what descends from another publisher's "
        "model, counted for who made the model.",
        "language-all-time-publisher-without",
    ),
    Definition(
        "all-30-days-publisher-with", _FIRST_DAY, "30-days", "publisher", "with", "all",
        "All models, downloads of 30 days, counted for who publishes the repository.",
    ),
    Definition(
        "all-30-days-publisher-without", _FIRST_DAY, "30-days", "publisher", "without", "all",
        "All models, downloads of 30 days, without what descends from another publisher's model, "
        "counted for who publishes the repository.",
    ),
    Definition(
        "all-30-days-origin-with", _FIRST_DAY, "30-days", "origin", "with", "all",
        "All models, downloads of 30 days, counted for who made the model from which the "
        "repository descends.",
    ),
    Definition(
        "all-30-days-origin-without", _FIRST_DAY, "30-days", "origin", "without", "all",
        "All models, downloads of 30 days, without what descends from another publisher's model, "
        "counted for who made the model.",
        "all-30-days-publisher-without",
    ),
    Definition(
        "all-all-time-publisher-with", _FIRST_DAY, "all-time", "publisher", "with", "all",
        "All models, all downloads ever, counted for who publishes the repository.",
    ),
    Definition(
        "all-all-time-publisher-without", _FIRST_DAY, "all-time", "publisher", "without", "all",
        "All models, all downloads ever, without what descends from another publisher's model, "
        "counted for who publishes the repository.",
    ),
    Definition(
        "all-all-time-origin-with", _FIRST_DAY, "all-time", "origin", "with", "all",
        "All models, all downloads ever, counted for who made the model from which the repository "
        "descends.",
    ),
    Definition(
        "all-all-time-origin-without", _FIRST_DAY, "all-time", "origin", "without", "all",
        "All models, all downloads ever, without what descends from another publisher's model, "
        "counted for who made the model.",
        "all-all-time-publisher-without",
    ),
)  # fmt: skip
