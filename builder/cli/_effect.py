"""How the effect of a change is told: as text, as Markdown for a pull request, as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from builder import text
from builder.model.effect import Effect, FactMove, NumberMove, PageMove, VerdictMove

#: How many lines of each list people are shown; machines get all.
SHOWN = 20
Line = Sequence[str]


def as_text(effect: Effect, ref: str) -> str:
    """Tell an effect to a terminal."""
    return "\n".join(_told(effect, ref, title=lambda t: f"{t}", rows=_plain_rows))


def as_markdown(effect: Effect, ref: str) -> str:
    """Tell an effect to a pull request. Everything that comes from the data is escaped."""
    return "\n".join(_told(effect, ref, title=lambda t: f"### {t}\n", rows=_markdown_rows))


def as_json(effect: Effect, ref: str) -> str:
    """Tell an effect to machines, whole."""
    return json.dumps({"against": ref, **asdict(effect)}, ensure_ascii=False, indent=1, default=str)


FORMS: dict[str, Callable[[Effect, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def _told(
    effect: Effect,
    ref: str,
    *,
    title: Callable[[str], str],
    rows: Callable[[Line, Iterable[Line]], str],
) -> Iterator[str]:
    """Yield the parts of the report; `title` and `rows` say how a heading and a table look."""
    yield title(_summary(effect, ref))
    if effect.unpublishable:
        yield _NOT_COMPARED[effect.unpublishable].format(ref=ref) + "\n"
    facts = [_fact(one) for one in effect.files]
    yield from _part("Facts", facts, ("entity", "fact", "before", "after"), title, rows)
    turned = [_verdict(one) for one in effect.verdicts]
    yield from _part("Verdicts", turned, ("claim", "reading", "of", "before", "after"), title, rows)
    for name, moves in _numbers(effect.numbers):
        head = ("number", "source", "before", "after", "moved by")
        yield from _part(name, [_number(one) for one in moves], head, title, rows)
    pages = [_page(one) for one in effect.pages]
    yield from _part("Pages", pages, ("page", "state", "lines"), title, rows)
    found = [(str(f.place), f.severity.word, f.message) for f in effect.findings]
    yield from _part("New findings", found, ("place", "severity", "finding"), title, rows)


#: Why there is nothing of numbers and pages: silence would pass for "none".
_NOT_COMPARED = {
    "after": "Numbers and pages are not compared: the change cannot be published, for the errors "
    "below.",
    "before": "Numbers and pages are not compared: the data of {ref} cannot be published with "
    "this software.",
}


def _summary(effect: Effect, ref: str) -> str:
    entities = {(one.kind, one.entity) for one in effect.facts}
    counts = [(len(entities), "entity", "entities"), (len(effect.facts), "fact", "facts")]
    if not effect.unpublishable:
        counts.append((len(effect.numbers), "number", "numbers"))
        counts.append((len(effect.verdicts), "verdict", "verdicts"))
        counts.append((len(effect.pages), "page", "pages"))
    told = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts)
    return f"Against {ref}: {told} move"


def _numbers(moves: Sequence[NumberMove]) -> Iterator[tuple[str, list[NumberMove]]]:
    """Yield the moved numbers and ranks of the newest day, then those of earlier days."""
    newest: dict[str, object] = {}
    for one in moves:
        newest.setdefault(one.source, one.period)
    now = [one for one in moves if newest[one.source] == one.period]
    past = [one for one in moves if newest[one.source] != one.period]
    yield "Ranks of the newest day", [one for one in now if one.unit == "rank"]
    yield "Numbers of the newest day", _largest(one for one in now if one.unit != "rank")
    yield "Numbers of earlier days", _largest(past)


def _largest(moves: Iterable[NumberMove]) -> list[NumberMove]:
    """Return moves with percentages first, as points say more than relative changes of counts."""
    return sorted(moves, key=lambda one: (one.unit != "%", -one.size, one.id))


def _part(
    name: str,
    lines: Sequence[Line],
    head: Line,
    title: Callable[[str], str],
    rows: Callable[[Line, Iterable[Line]], str],
) -> Iterator[str]:
    if not lines:
        return
    shown = lines[:SHOWN]
    rest = f", the first {SHOWN}" if len(lines) > SHOWN else ""
    yield "\n" + title(f"{name} ({len(lines):,}{rest})")
    yield rows(head, shown)


def _fact(one: FactMove) -> Line:
    what = one.field or "the whole file"
    return (f"{one.kind}/{one.entity}", what, one.before or "—", one.after or "—")


def _verdict(one: VerdictMove) -> Line:
    return (one.claim, one.reading or "as a whole", one.of, one.before or "—", one.after or "—")


def _number(one: NumberMove) -> Line:
    name = f"{one.metric} {one.what.replace('/', ' ')}: {one.value_name}"
    unit = {"%": " points", "rank": " places"}.get(one.unit, " %")
    return (
        name,
        f"{one.source}, {one.period}",
        _value(one.before, one.unit),
        _value(one.after, one.unit),
        f"{one.size:.2f}{unit}" if one.unit != "rank" else f"{one.size:.0f}{unit}",
    )


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    return f"{value:.2f} %" if unit == "%" else f"{value:,.0f}"


def _page(one: PageMove) -> Line:
    return (one.path, one.state, str(one.lines))


def _plain_rows(head: Line, lines: Iterable[Line]) -> str:
    table = [head, *lines]
    widths = [min(max(len(line[i]) for line in table), 72) for i in range(len(head))]
    return "\n".join(
        "  " + "  ".join(cell[:72].ljust(width) for cell, width in zip(line, widths, strict=True))
        .rstrip()
        for line in table
    )  # fmt: skip


def _markdown_rows(head: Line, lines: Iterable[Line]) -> str:
    table = [head, ["---"] * len(head)]
    escaped = ([str(text.markdown(cell)) for cell in line] for line in lines)
    return "\n".join("| " + " | ".join(line) + " |" for line in [*table, *escaped])
