"""The small types: dates that may lack a part, plain text, the ends of text."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.model.fields import Day, EntityId, FileId, PartialDate, RepositoryId, Url, first_day


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2025-03-20", date(2025, 3, 20)),
        ("2025-03", date(2025, 3, 1)),
        ("2025", date(2025, 1, 1)),
        (2025, date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_partial_date_begins_on_its_first_day(written: object, first: date) -> None:
    assert first_day(TypeAdapter(PartialDate).validate_python(written)) == first


@pytest.mark.parametrize(
    "written",
    ["2025-02-29", "2025-00", "0000", "2025-1", "2025-01-20 ", "2025\n", "", None, True, 25],
)
def test_a_partial_date_is_a_day_that_exists(written: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(written)


@pytest.mark.parametrize("written", ["2025", "2025-01", 20250120, 1.5, "2025-01-20T10:00", None])
def test_a_day_is_known_whole(written: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(written)
    assert TypeAdapter(Day).validate_python("2025-01-20") == date(2025, 1, 20)


@pytest.mark.parametrize("name", ["a\n", "a b", "a--b", "-a", "a_b", ""])
def test_an_id_is_kebab_case_to_its_last_character(name: str) -> None:
    for shape in (EntityId, FileId):
        with pytest.raises(ValidationError):
            TypeAdapter(shape).validate_python(name)


def test_a_mention_may_have_capitals_and_a_file_name_may_not() -> None:
    assert TypeAdapter(EntityId).validate_python("NO") == "no"
    with pytest.raises(ValidationError):
        TypeAdapter(FileId).validate_python("NO")


@pytest.mark.parametrize("name", ["index", "unmapped"])
def test_an_entity_cannot_take_the_name_of_a_page_or_group_of_ours(name: str) -> None:
    with pytest.raises(ValidationError, match="the site itself uses"):
        TypeAdapter(FileId).validate_python(name)


@pytest.mark.parametrize("name", ["a", "a/b/c", "../b", "a/..", "a/b\n", "a/ b", "-a/b"])
def test_a_repository_is_a_namespace_and_a_name(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(RepositoryId).validate_python(name)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//a.example", "ftp://a.example", "https://a.example/<b>",
                "https://a.example/ b", "https://"],
)  # fmt: skip
def test_an_address_is_one_of_the_web(address: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(address)
