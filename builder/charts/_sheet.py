"""A sheet of SVG that stands alone: its size, its letters, its lines of text, its colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.charts._labels import cut, width_px
from builder.charts._svg import element, joined, number
from builder.charts.palette import LIGHT, ON_LIGHT

INK, SOFT, RULE, PAPER, FIELD, ACCENT = (
    "#18212b", "#4c5966", "#dfe3e8", "#ffffff", "#f6f7f9", "#17626a",
)  # fmt: skip
FONTS = "Source Sans Pro, Noto Sans CJK SC, system-ui, Segoe UI, Helvetica, Arial, sans-serif"
#: What the site's stylesheet says of charts, in colours of its own.
_RULES = (
    f"text{{fill:{INK};font-size:13px}}.grid line,.rule{{stroke:{RULE}}}"
    f".grid .zero,.days line{{stroke:{SOFT}}}.grid text{{fill:{SOFT};font-size:12px;"
    f"text-anchor:end}}.days text{{fill:{SOFT};font-size:12px;text-anchor:middle}}"
    ".ln{fill:none;stroke-width:2.25;stroke-linejoin:round}.late{stroke-dasharray:5 4;"
    f"stroke-width:1.75}}.pt{{stroke:{PAPER};stroke-width:1.5;paint-order:stroke}}"
    ".ends text{font-weight:600}.ends tspan{font-weight:400}.leader{fill:none;opacity:.7}"
    f".mark line{{stroke:{SOFT};stroke-dasharray:2 3}}.mark path{{fill:{SOFT}}}"
    f".mark text{{fill:{PAPER};font-size:10.5px;font-weight:700;text-anchor:middle}}"
    ".suspect path{fill:#8a5300}.suspect line{stroke:#8a5300}"
    f".stack rect{{stroke:{PAPER};stroke-width:1.5}}.on text{{text-anchor:middle;"
    "font-weight:600}.on .much{font-weight:400}"
    f".unknown .on text{{stroke:{PAPER};stroke-width:4px;paint-order:stroke}}"
    f".hatch{{fill:#dcdee1}}pattern path{{stroke:{LIGHT[0]};stroke-width:3.2}}"
)
_SLOTS = "".join(
    f".k{slot} .fl{{fill:{colour}}}.ln.k{slot},.k{slot} .leader{{stroke:{colour}}}"
    f".pt.k{slot}{{fill:{colour}}}.k{slot} .on text{{fill:{ON_LIGHT[slot]}}}"
    for slot, colour in enumerate(LIGHT)
)
STYLE = f"{_RULES}{_SLOTS}.unknown .on text{{fill:{INK}}}"


@dataclass(frozen=True)
class Block:
    """A part of a sheet that is so many pixels high."""

    height: float
    markup: Markup


def text_at(x: float, y: float, content: str, **attributes: object) -> Markup:
    """Return one line of text; underscores in the names of attributes stand for dashes."""
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    # The style sets the letters' size and colour; what differs must be said as style too.
    told = ";".join(f"{key}:{value}" for key, value in named.items() if key != "text-anchor")
    own = {"x": number(x), "y": number(y), "style": told or None}
    return element("text", {**own, "text-anchor": named.get("text-anchor")}, content)


def wrapped(content: str, most_px: float, *, size: float, lines: int) -> list[str]:
    """Return `content` in at most so many lines of letters of that size; the last may be cut."""
    scale = size / 13
    found: list[str] = []
    left = content.split()
    while left and len(found) < lines:
        line = left.pop(0)
        while left and width_px(f"{line} {left[0]}") * scale <= most_px:
            line = f"{line} {left.pop(0)}"
        found.append(line)
    if left and found:
        found[-1] = cut(f"{found[-1]} {' '.join(left)}", most_px / scale)
    return [cut(line, most_px / scale) for line in found]


def paragraph(
    content: str, most_px: float, *, size: float, lines: int, **attributes: object
) -> Block:
    """Return a paragraph as a block: lines of text one under the other."""
    told = wrapped(content, most_px, size=size, lines=lines)
    step = round(size * 1.3)
    drawn = [
        text_at(0, size + index * step, line, font_size=f"{size}px", **attributes)
        for index, line in enumerate(told)
    ]
    return Block(step * len(told), joined(drawn))


def stacked_up(blocks: Sequence[Block], *, x: float, y: float, gap: float) -> tuple[Markup, float]:
    """Return blocks one under the other from a point on, and how far down they reach."""
    drawn = []
    for block in blocks:
        drawn.append(element("g", {"transform": f"translate({number(x)} {number(y)})"},
                             block.markup))  # fmt: skip
        y += block.height + gap
    return joined(drawn), y - gap


def sheet(width: int, height: float, title: str, *parts: Markup, description: str = "") -> Markup:
    """Return a whole SVG file: its size, its title for those who cannot see it, its style."""
    size = {"width": width, "height": number(height), "viewBox": f"0 0 {width} {number(height)}"}
    about = {"role": "img", "aria-label": title, "font-family": FONTS}
    return element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", **size, **about},
        element("title", {}, title),
        element("desc", {}, description) if description else None,
        element("style", {}, Markup(STYLE)),  # noqa: S704  ours, and without a mark of XML
        element("rect", {"width": "100%", "height": "100%", "fill": PAPER}),
        *parts,
    )
