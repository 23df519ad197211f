"""Marks: the places of a shell that pages fill in. No Markdown, URL or escaping changes one."""

import re

MARK = re.compile(r"zq([a-z]+)qz")


def mark(name: str) -> str:
    """Return the mark at which pages put what is called `name`."""
    return f"zq{name}qz"
