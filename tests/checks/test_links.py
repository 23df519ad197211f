"""Links lead to public pages, safely, and hold no secret."""

import pytest

from tests.checks.telling import told


def about(url: str, more: str = "") -> list[tuple[str, str]]:
    text = f"name: New\nsource: atlas\nurl: {url}\n{more}"
    found = told({"licences/new": text})
    assert {one[0] for one in found} <= {"licences/new.yml:3:1"}
    return [(one[1].removesuffix(" links"), one[2]) for one in found]


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9",
     "169.254.169.254", "0.0.0.1", "[::1]", "[fd00::1]", "2130706433", "0x7f.1", "0177.0.0.1",
     "intranet", "printer.local", "a.internal", "x.localhost", "localhost."],
)  # fmt: skip
def test_a_page_that_the_public_cannot_reach_is_an_error(host: str) -> None:
    ((severity, message),) = about(f"https://{host}/x")
    assert severity == "error"
    assert "no public address" in message


@pytest.mark.parametrize("user", ["reader:secret@", "secret@", "reader:%73ecret@"])
def test_a_password_is_an_error_and_is_not_told_again(user: str) -> None:
    ((severity, message),) = about(f"https://{user}page.example/x")
    assert severity == "error"
    assert message == "`url` carries a user name or password"


@pytest.mark.parametrize(
    ("url", "told_of"),
    [
        ("https://federalregister.gov/d/2023-23055", "federalregister.gov, which only forwards"),
        ("https://hf.co/Qwen", "hf.co, which only forwards"),
        ("http://huggingface.co/Qwen", "is http, and huggingface.co serves https"),
        ("http://www.federalregister.gov/d/1", "is http, and www.federalregister.gov serves https"),
        ("HTTP://ARXIV.org/abs/1", "is http, and arxiv.org serves https"),
    ],
)
def test_a_well_known_host_is_written_one_way(url: str, told_of: str) -> None:
    ((severity, message),) = about(url)
    assert severity == "warning"
    assert told_of in message


def test_http_is_told_where_another_link_shows_that_the_host_serves_https() -> None:
    assert about("http://atlas.example/terms") == [
        ("warning", "`url` is http, and atlas.example serves https")
    ]
    assert about("http://only-http.example/terms") == []


@pytest.mark.parametrize(
    "url",
    ["https://huggingface.co/Qwen", "https://www.federalregister.gov/d/1", "https://8.8.8.8/",
     "https://例え.example/路", "https://page.example/@user", "https://page.example:8443/?a=b#c"],
)  # fmt: skip
def test_a_public_page_is_no_finding(url: str) -> None:
    assert about(f'"{url}"') == []


def test_every_link_of_a_citation_is_looked_at() -> None:
    text = (
        "name: N\nsource: {url: 'https://a:b@x.example', publisher: P, accessed: 2026-11-01, "
        "evidence: official}\ncountry: aa\nroles: [models]\n"
    )
    (found,) = told({"organizations/new": text})
    assert found[0] == "organizations/new.yml:2:10"
