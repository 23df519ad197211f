"""A heat map: a number in every field, darker for more, words where nothing is known."""

from xml.etree import ElementTree

from builder.charts.heat import DARK_FROM, SHADES, HeatMap, heat_map

ROWS, COLUMNS = {"cn": "China", "us": "United States of Somewhere"}, {"cn": "CN", "xx": "<b>"}


def drawn(cells: dict[tuple[str, str], tuple[float, str]]) -> ElementTree.Element:
    chart = HeatMap("h", "Who", "Words", "Repositories", ROWS, COLUMNS, cells)
    return ElementTree.fromstring(heat_map(chart))  # noqa: S314  ours, made a line above


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter("text")]


def test_every_known_cell_has_its_number_and_the_largest_the_darkest_field() -> None:
    root = drawn({("cn", "cn"): (100, "100"), ("us", "cn"): (1, "1")})
    assert {"100", "1", "China", "CN"} <= set(texts(root))
    classes = [one.get("class") for one in root.iter("rect")]
    assert classes == [f"h{SHADES}", "h0", "h1", "h0"]
    dark = [one.text for one in root.iter("text") if one.get("class") == "much on"]
    assert dark == ["100"]
    assert DARK_FROM <= SHADES


def test_names_are_cut_to_their_room_and_never_markup() -> None:
    found = texts(drawn({("us", "xx"): (5, "5")}))
    assert "<b>" in found
    assert any(text.startswith("United") and text.endswith("…") for text in found)


def test_a_matrix_of_nothing_says_so() -> None:
    assert any("No data" in text for text in texts(drawn({})))
