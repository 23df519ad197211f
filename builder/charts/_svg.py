"""Elements as text: escaped, deterministic, and well-formed whatever a label holds."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

#: What XML forbids, what Markdown keeps for itself, and what turns the direction of text around.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
#: Runs of white space; no-break spaces are not among them: they hold a number to its unit.
_SPACES = re.compile(r"[\t\n\r\x20\u2028\u2029]+")
#: Whether there is anything in a text that has to be written otherwise, or left out.
_SPECIAL = re.compile(f"[&<>'\"]|{_UNWRITABLE.pattern}|[\t\n\r\u2028\u2029]|\x20\x20")
_NOT_AN_ID = re.compile(r"[^A-Za-z0-9_-]+")
Attributes = Mapping[str, object]


def words(value: object) -> Markup:
    """Return `value` as the text of an element or attribute: one line, escaped, writable.

    Line breaks become spaces: a blank line would end the block that Markdown leaves alone.
    """
    text = str(value)
    if not _SPECIAL.search(text):
        return Markup(text)  # noqa: S704  nothing in it means anything
    return escape(_SPACES.sub(" ", _UNWRITABLE.sub("", text)))


def element(name: str, attributes: Attributes, *children: object) -> Markup:
    """Return the element `name`; children that are text are escaped, None is left out.

    An attribute that is None is left out; one that is True stands without a value.
    """
    start = name + "".join(
        [
            f' {key}="{words("" if value is True else value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    inner = "".join([text_or_markup(child) for child in children if child is not None])
    return Markup(f"<{start}>{inner}</{name}>")  # noqa: S704  every part is escaped above


def text_or_markup(value: object) -> Markup:
    """Return markup of ours as it is, and anything else as escaped words."""
    return value if isinstance(value, Markup) else words(value)


def joined(parts: Iterable[Markup | None], separator: str = "") -> Markup:
    """Return pieces of markup one after the other; an empty piece leaves no trace."""
    pieces = [escape(piece) for piece in parts if piece]
    return Markup(separator.join(pieces))  # noqa: S704  ours


def number(value: float, digits: int = 1) -> str:
    """Return a coordinate in its shortest form: 12.5, 12, 0; never -0."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percentage(fraction: float) -> str:
    """Return a fraction of a width as an SVG length: 0.125 is 12.5%."""
    return number(fraction * 100, 2) + "%"


def identifier(value: str) -> str:
    """Return `value` as an id that HTML, CSS and URLs all take."""
    return _NOT_AN_ID.sub("-", value).strip("-") or "figure"


def link(href: str | None, *children: object) -> Markup:
    """Return a link, or only what it would say where there is no safe target.

    A target is safe when it is a path, a fragment or an http(s) address: `javascript:` is none.
    """
    if not href or not is_safe(href):
        return joined(text_or_markup(child) for child in children)
    return element("a", {"href": href}, *children)


def is_safe(href: str) -> bool:
    """Say whether a browser that follows `href` can only ever load a page."""
    before_path = re.split(r"[/?#]", href, maxsplit=1)[0]
    return ":" not in before_path or href.startswith(("https://", "http://"))
