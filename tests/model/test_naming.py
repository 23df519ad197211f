"""Names that others write: what each means, and that nothing is guessed."""

import pytest

from builder.model.naming import Names, plain, without_setting
from tests.metrics.ratings import catalog_with


def _model(name: str, owner: str, on: str, more: str = "") -> str:
    return f"name: {name}\nsource: shop\norganization: {owner}\nreleased: {{on: {on}}}\n{more}"


FILES = {
    "models/opus-4-5": _model("Opus 4.5", "eagle", "2025-11-24"),
    "models/k2-thinking": _model("K2 Thinking", "dragon", "2025-11-06"),
    "models/k2": _model("K2", "dragon", "2025-07-11", "rated_as: [k2-0711-preview]"),
    "models/twin-a": _model("Twin", "eagle", "2025-01-01"),
    "models/twin-b": _model("Other twin", "eagle", "2025-01-01", "aliases: [TWIN]"),
}
NAMES = Names(catalog_with(*FILES.items()))


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("opus-4-5", "opus-4-5"),
        ("OPUS 4.5", "opus-4-5"),
        ("opus-4-5_xhigh", "opus-4-5"),
        ("Opus 4.5 (thinking-32k)", "opus-4-5"),
        ("opus-4-5 (32k thinking tokens)", "opus-4-5"),
        ("eagle/opus-4-5", "opus-4-5"),
        ("opus-4-5-20251101-thinking-32k", "opus-4-5"),  # its name bears a day near its release
        ("opus-4-5-2026-06-01", None),  # and here a day far from it: another version
        ("opus-4-5-20259999", None),
        ("k2-thinking", "k2-thinking"),  # a setting that is part of a name
        ("k2-high", "k2"),
        ("k2-0711-preview", "k2"),
        ("k2-turbo", None),
        ("twin", None),  # two models are called so
        ("", None),
        ("-high", None),
    ],
)
def test_a_name_means_a_model_or_none(name: str, model: str | None) -> None:
    found = NAMES.model(name)
    assert (found.id if found else None) == model


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        ("Eagle AI", "eagle"),
        ("eagle", "eagle"),
        ("Eagle,Eagle AI", "eagle"),
        ("Nobody,Dragon", "dragon"),
        ("Eagle,Dragon", None),  # of two countries
        ("Nobody", None),
        ("", None),
    ],
)
def test_a_name_means_an_organization_or_none(name: str, organization: str | None) -> None:
    found = NAMES.organization(name)
    assert (found.id if found else None) == organization


def test_a_setting_is_only_what_stands_behind_a_name() -> None:
    assert without_setting("minimax") == "minimax"
    assert without_setting("o3-mini-high") == "o3-mini"
    assert plain("GLM-4.5 (Air)") == "glm45air"
