"""How far a number is from turning a verdict, in its own unit: arithmetic, no forecast."""

import math

from builder.model.entities import CatalogQuery, Reading
from builder.model.site import Site
from builder.model.verdict import Point
from builder.pages._amounts import apart, shown
from builder.pages._verdicts import group_word
from builder.speech import say

#: Units that move by whole steps: at the limit, one step turns them.
WHOLE = ("rank", "outcome")


def flip_told(site: Site, reading: Reading, point: Point, unit: str) -> str:
    """Return which movement would turn the verdict of a point, or make it hold."""
    if point.distance is None:
        return ""
    if point.state == "mixed":
        return say("The interval holds both answers; the number itself is {far} from the limit.",
                   far=apart(point.distance, unit))  # fmt: skip
    holds = point.state == "supported"
    if point.rival is not None:
        return _against(site, reading, point, unit)
    query, test = reading.query, reading.test
    falls = holds == (test.at_least is not None or test.sign == "positive")
    if unit in WHOLE or (isinstance(query, CatalogQuery) and query.of is None):
        steps = math.floor(abs(point.distance)) + 1 if holds else math.ceil(abs(point.distance))
        return _stepped(apart(steps, unit), unit, holds=holds, falls=falls)
    far = apart(point.distance, unit)
    if holds:
        return (
            say("It would turn if the number fell by more than {far}.", far=far)
            if falls
            else say("It would turn if the number rose by more than {far}.", far=far)
        )
    return (
        say("It would hold if the number fell by {far}.", far=far)
        if falls
        else say("It would hold if the number rose by {far}.", far=far)
    )


def _stepped(far: str, unit: str, *, holds: bool, falls: bool) -> str:
    """Tell the movement of what moves by whole steps."""
    if unit == "rank":
        return (
            say("It would turn if it lost {far}.", far=far)
            if holds
            else say("It would hold if it gained {far}.", far=far)
        )
    if unit == "outcome":
        if holds:
            return (
                say("It would turn if the outcome were {far} milder.", far=far)
                if falls
                else say("It would turn if the outcome were {far} stricter.", far=far)
            )
        return (
            say("It would hold if the outcome were {far} milder.", far=far)
            if falls
            else say("It would hold if the outcome were {far} stricter.", far=far)
        )
    if holds:
        return (
            say("It would turn if the count fell by {far}.", far=far)
            if falls
            else say("It would turn if the count rose by {far}.", far=far)
        )
    return (
        say("It would hold if the count fell by {far}.", far=far)
        if falls
        else say("It would hold if the count rose by {far}.", far=far)
    )


def _against(site: Site, reading: Reading, point: Point, unit: str) -> str:
    """Tell the movement of what is held against another group, which stands still."""
    assert not isinstance(reading.query, CatalogQuery)  # noqa: S101  a count has no rival
    rival = group_word(site, reading.query, point.rival or "")
    far = apart(point.distance or 0.0, unit)
    if point.state == "supported":
        return say("It would turn if the number fell by more than {far}, {rival} unchanged.",
                   far=far, rival=rival)  # fmt: skip
    return say("It would hold if the number rose by more than {far}, {rival} unchanged.",
               far=far, rival=rival)  # fmt: skip


def caution_told(point: Point, unit: str) -> str:
    """Return what could overturn a comparison although it stands: those whom nobody can place."""
    compared = point.rival is not None
    if not compared or point.unplaced is None or point.distance is None:
        return ""
    if point.unplaced <= abs(point.distance):
        return ""
    return say(
        "Publishers that nobody could place have {unplaced}, more than the distance: if all of "
        "them belonged to one side, they could turn it.",
        unplaced=shown(point.unplaced, unit),
    )
