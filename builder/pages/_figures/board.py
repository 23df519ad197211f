"""The board of verdicts: claims with their verdicts, those that turned last first."""

from datetime import date

from markupsafe import Markup

from builder import text
from builder.charts._svg import element, joined, link
from builder.model.paths import entity_page
from builder.model.site import Site
from builder.model.verdict import Verdict
from builder.pages._verdicts import badge_of, summary

#: So many fit on a page that has more to say.
SHOWN = 8


def board(site: Site, page: str) -> Markup | None:
    """Draw the board as a list; None where no claim can be tested."""
    testable = [v for v in site.verdicts.values() if v.now.shown != "not-testable"]
    if not testable:
        return None
    chosen = sorted(testable, key=_last_turned)[:SHOWN]
    return element("ul", {"class": "board"}, joined(_row(page, one) for one in chosen))


def _last_turned(verdict: Verdict) -> tuple[int, str]:
    turned = verdict.flips[-1].on if verdict.flips else date.min
    return (-turned.toordinal(), verdict.claim.name.casefold())


def _row(page: str, verdict: Verdict) -> Markup:
    claim = verdict.claim
    return element(
        "li",
        {},
        element("span", {"class": "board-verdict"}, badge_of(verdict.now, verdict.latest)),
        element(
            "span",
            {},
            link(text.link(page, entity_page("claims", claim.id)), claim.name),
            " ",
            element("small", {}, summary(verdict)),
        ),
    )
