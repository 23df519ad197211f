"""Where words go: how wide they are, how they are cut, how they keep out of each other's way."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

#: The width in pixels of an average letter at the size of labels (13 px), and of a square one.
_LETTER_PX = 6.9
_WIDE_LETTER_PX = 13.0
#: Gutters that the stylesheet offers, in pixels, by their number.
GUTTERS_PX = (0, 40, 56, 72, 96, 120, 150, 184, 220, 256)


@lru_cache(maxsize=10_000)
def width_px(label: str) -> float:
    """Return about how wide `label` is when written 13 px large."""
    return sum(
        _WIDE_LETTER_PX if unicodedata.east_asian_width(letter) in "WF" else _LETTER_PX
        for letter in label
    )


def cut(label: str, most_px: float) -> str:
    """Return `label`, or as much of it as fits in `most_px` with an ellipsis after it."""
    if width_px(label) <= most_px:
        return label
    kept = label
    while kept and width_px(kept + "…") > most_px:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def gutter(labels: Iterable[str], besides_px: float = 0, *, least_px: float = 0) -> int:
    """Return the number of the narrowest gutter that holds every label and `besides_px`.

    `least_px` is what something else needs that stands in the place of a label.
    """
    need = max((width_px(label) for label in labels), default=0)
    need = max(need, least_px) + besides_px
    return next((n for n, px in enumerate(GUTTERS_PX) if px >= need), len(GUTTERS_PX) - 1)


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> tuple[float, ...]:
    """Return places at least `gap` apart and inside `low`..`high`, as near `wanted` as can be.

    Places keep the order of what is wanted. Where there is no room for all, they stand evenly
    and closer than `gap`.
    """
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    order = sorted(range(count), key=lambda index: wanted[index])
    # Taking each one's own gaps away turns "at least a gap apart" into "never falling".
    level = _never_falling([wanted[index] - rank * gap for rank, index in enumerate(order)])
    top = high - max(count - 1, 0) * gap
    places = [0.0] * count
    for rank, index in enumerate(order):
        places[index] = min(max(level[rank], low), top) + rank * gap
    return tuple(places)


def _never_falling(values: Sequence[float]) -> list[float]:
    """Return the nearest sequence that never falls: neighbours that do are averaged."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        total, size = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            before, many = blocks.pop()
            total, size = total + before, size + many
        blocks.append((total, size))
    return [total / size for total, size in blocks for _ in range(size)]
