"""OpenRouter: tokens a day by model, the fifty largest and one row for all others.

The publisher's Data API, which wants a key of any account (environment: OPENROUTER_API_KEY).
Without a key the source is skipped and says so. Asked are the thirty whole days before the night,
for the publisher restates its figures: what changed is kept as a revision. Tokens are counted by
each seller's own tokenizer, so shares of models compare only roughly.
"""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from builder.errors import SourceError
from builder.model.catalog import Catalog
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources._gathered import Source, asked, gathered, read_again
from builder.sources._hub_item import MAX_COUNT
from builder.sources._odd import OddError, day, known, told
from builder.web import Web, plain_address, read_json

TABLE = "tokens"
KEY = "OPENROUTER_API_KEY"
PATH = "/api/v1/datasets/rankings-daily"
DAYS = 30
#: The row of a day that sums every model outside the fifty largest.
OTHERS = "other"
_MODEL = re.compile(r"[a-z0-9~][a-z0-9._~-]*/[a-z0-9][a-z0-9._:~-]*", re.ASCII | re.IGNORECASE)
_TOKENS = re.compile(r"[0-9]{1,18}", re.ASCII)
LONGEST = 200


def fetch(web: Web, catalog: Catalog, as_of: date) -> Snapshot:
    """Ask for the thirty days before tonight; skipped, and nothing is asked, without a key."""
    key = os.environ.get(KEY, "").strip()
    if not key:
        kept = catalog.sources.get(SOURCE.id)
        url = plain_address(web.base(SOURCE.id, str(kept.url) if kept else SOURCE.url))
        detail = f"not asked, for it wants a key and {KEY} is not set"
        return Snapshot(SOURCE.id, as_of, web.now(), url, {}, "skipped", detail=detail)
    return asked(_source(key, as_of), web, catalog, as_of=as_of)


def parse(snapshot: Snapshot, catalog: Catalog) -> Parsed:  # noqa: ARG001  as every source
    """Read one observation per model and day: its tokens, and their share of the whole day."""
    return read_again(SOURCE, snapshot, TABLE)


def _source(key: str, as_of: date) -> Source:
    def ask(web: Web, base: str) -> tuple[tuple[Answer, ...], str]:
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise _unusable(f"what {KEY} holds cannot be a key")
        web.carry(key)
        first, last = as_of - timedelta(days=DAYS), as_of - timedelta(days=1)
        window = (("start_date", first.isoformat()), ("end_date", last.isoformat()))
        return (web.get(f"{base}{PATH}", window, authorized=True).answer,), ""

    return Source(SOURCE.id, SOURCE.url, ask, _read)


def _read(snapshot: Snapshot) -> Parsed:
    (answer,) = snapshot.parts["all"]
    answered = read_json(answer)
    rows = answered.get("data") if isinstance(answered, dict) else None
    if not isinstance(rows, list):
        raise _unusable("it holds no list called data")
    last = snapshot.as_of - timedelta(days=1)
    totals = _totals(rows)
    stamp = _stamp(answered)
    return gathered(rows, lambda row: _observation(row, last, totals, stamp), table=TABLE)


def _stamp(answered: Mapping[str, Any]) -> str:
    """Return when the figures were drawn, which their citation must name."""
    meta = answered.get("meta")
    stamp = meta.get("as_of") if isinstance(meta, dict) else None
    return stamp if isinstance(stamp, str) and re.fullmatch(r"[0-9TZ:.+-]{10,40}", stamp) else ""


def _totals(rows: Iterable[object]) -> Mapping[date, int]:
    """Return the tokens of each day that is whole: all rows readable, none twice, all others in.

    A share of anything less would be too large.
    """
    found: dict[date, dict[str, tuple[str, int]]] = {}
    broken: set[date] = set()
    for row in rows:
        try:
            on = _day(row, date.max)
        except OddError:
            return {}  # of which day it is a part, nobody knows
        models = found.setdefault(on, {})
        try:
            model, tokens = _model(row), _tokens(row)
        except OddError:
            broken.add(on)
            continue
        # Two spellings of one name are no two models, and nobody says which of them counts.
        if models.setdefault(model.lower(), (model, tokens)) != (model, tokens):
            broken.add(on)
    totals = {
        on: sum(tokens for _, tokens in models.values())
        for on, models in found.items()
        if OTHERS in models
    }
    return {on: total for on, total in totals.items() if on not in broken and total > 0}


def _observation(row: object, last: date, totals: Mapping[date, int], stamp: str) -> Observation:
    on, model, tokens = _day(row, last), _model(row), _tokens(row)
    share = 100 * tokens / totals[on] if on in totals else None
    values, status = known(
        {"tokens": tokens, "token_share_pct": None if share is None else round(share, 6)}
    )
    attributes = told({"as_of": stamp if model == OTHERS else ""})
    return Observation(model, on, values, attributes, status)


def _fields(row: object) -> Mapping[str, Any]:
    if not isinstance(row, dict):
        raise OddError("without fields")
    return row


def _day(row: object, last: date) -> date:
    return day(_fields(row).get("date"), "date", last)


def _model(row: object) -> str:
    model = _fields(row).get("model_permaslug")
    if model == OTHERS:
        return OTHERS
    if not isinstance(model, str) or len(model) > LONGEST or not _MODEL.fullmatch(model):
        raise OddError("without a model")
    return model


def _tokens(row: object) -> int:
    """Return a count of tokens: the API writes it as a text, so that no reader rounds it."""
    tokens = _fields(row).get("total_tokens")
    if isinstance(tokens, str) and _TOKENS.fullmatch(tokens):
        tokens = int(tokens)
    if type(tokens) is not int or not 0 <= tokens <= MAX_COUNT:
        raise OddError("without a count of tokens")
    return tokens


def _unusable(why: str) -> SourceError:
    return SourceError(
        "OpenRouter gave no usable figures",
        why=why,
        advice="compare the answer with the publisher's page on its Data API",
    )


def _ask_nothing(_web: Web, _base: str) -> tuple[tuple[Answer, ...], str]:
    raise _unusable(f"{KEY} is not set")


SOURCE = Source(id="openrouter-tokens", url="https://openrouter.ai", ask=_ask_nothing, read=_read)
