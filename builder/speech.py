"""The language that is spoken while a page is drawn, and the words of the site in it.

Sentences for readers are written in English where they are used, and pass through `say`. The
language is set around the drawing of a whole site, as one sets the units of a drawing: no
function of ours needs to hand it on.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from babel.plural import PluralRule

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Speech:
    """A language by its code, and what it says for the English words of the site."""

    language: str
    words: Mapping[str, str] = field(default_factory=dict)


#: The language in which sentences are written, and which stands at the root of the site.
HOME = "en"
ENGLISH = Speech(HOME)
_spoken: ContextVar[Speech] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """Speak one language for as long as the block lasts."""
    before = _spoken.set(speech)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    """Return the code of the language that is spoken."""
    return _spoken.get().language


def folder() -> str:
    """Return where pages of the language spoken stand: nothing for English, `fr/` for French."""
    return "" if language() == HOME else f"{language()}/"


def word(text: str) -> str:
    """Return a label of ours in the language that is spoken; what is no label of ours stays."""
    return _spoken.get().words.get(text, text)


def originals() -> Mapping[str, str]:
    """Return the English behind every word and sentence of the language that is spoken."""
    found: dict[str, str] = {}
    for english, said in _spoken.get().words.items():
        found.setdefault(said, english)
    return found


def say(message: str, /, **values: object) -> str:
    """Return an English sentence of ours in the language that is spoken.

    `{name}` in it stands for the value of that name, and for nothing else: a translation is data.
    Raises KeyError where it names a value that is not given.
    """
    text = _spoken.get().words.get(message, message)
    return _PLACE.sub(lambda place: str(values[place[1]]), text)


@cache
def _plural_rule(code: str) -> PluralRule:
    return Locale.parse(code).plural_form


def say_many(one: str, many: str, /, count: float, **values: object) -> str:
    """Return the sentence for one or for many, by the plural rule of the language spoken."""
    form = _plural_rule(language())(count)
    return say(one if form == "one" else many, count=count, **values)
