"""Writes single texts as YAML: bare where that reads back as the same text, quoted elsewhere."""

import json

import yaml

from builder.model.finding import visible
from builder.store.yaml_file import plain_value

#: Longer keys must not stand bare; no text of ours that is longer needs to.
_LONGEST_BARE = 1_000


def is_bare(text: str) -> bool:
    """Say whether `text` reads back as itself wherever it stands without quotes."""
    if not text or text != text.strip() or not text.isprintable() or plain_value(text) != text:
        return False
    if text.replace(" ", "").isalnum():
        return True
    as_key = len(text) > _LONGEST_BARE or _reads_back(f"{text}: 0\n", text)
    return as_key and _reads_back(f"- {text}\n", text) and _reads_back(f"k: {text}\n", text)


def _reads_back(line: str, text: str) -> bool:
    try:
        events = yaml.parse(line, Loader=yaml.CSafeLoader)
        scalars = [one for one in events if isinstance(one, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return False
    return any(one.value == text for one in scalars) and len(scalars) == 1 + (line[0] != "-")


def written(text: str) -> str:
    """Return `text` as YAML of one line that can only be read as that text, however hostile."""
    return text if is_bare(text) else quoted(text)


def quoted(text: str) -> str:
    """Return `text` in double quotes, on one line, with everything hidden written out."""
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def comment(text: str) -> str:
    """Return `text` as it may stand in a comment: one line, nothing hidden."""
    return " ".join(visible(text).split())
