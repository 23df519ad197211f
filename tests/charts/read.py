"""Reading drawn charts back, the way a browser would."""

import re
from xml.etree import ElementTree

Element = ElementTree.Element


def tree(markup: str) -> Element:
    """Return `markup` as one well-formed tree under a root of ours."""
    return ElementTree.fromstring(f"<root>{markup}</root>")  # noqa: S314  it is what we drew


def classed(root: Element, name: str) -> list[Element]:
    """Return every element that carries the class `name`, in order."""
    return [each for each in root.iter() if name in each.get("class", "").split()]


def words_of(element: Element) -> str:
    """Return all text inside `element`, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def places(path: str) -> list[tuple[float, float]]:
    """Return the points of a path of M, l and h steps: x in thousandths, y in pixels."""
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for step, numbers in re.findall(r"([Mlh])([^Mlh]*)", path):
        found = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if step == "M":
            x, y = found
        else:
            x, y = x + found[0], y + (found[1] if step == "l" else 0)
        points.append((x, round(y, 1)))
    return points
