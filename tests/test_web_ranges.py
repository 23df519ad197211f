"""Parts of a file, asked for by their bytes; and keys that no message may hold."""

from collections.abc import Iterator

import pytest

from builder.errors import SourceError
from builder.web import Limits, Web
from tests.world.clock import TurnedClock
from tests.world.shelf import Reply, Request, Shelf

FILE = bytes(range(256)) * 4096


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as running:
        running.put("/file", FILE, ETag='"one"')
        yield running


def web(**limits: int) -> Web:
    return Web(limits=Limits(**limits), clocks=TurnedClock().time, token=lambda: None)


def test_a_part_comes_alone_and_says_where_it_belongs(shelf: Shelf) -> None:
    asking = web()
    reply = asking.get_range(f"{shelf.url}/file", 1000, 1999)
    assert reply.answer.body == FILE[1000:2000]
    assert (reply.first, reply.whole, reply.version) == (1000, len(FILE), '"one"')
    assert (asking.bytes, shelf.sent) == (1000, 1000)
    assert shelf.log[0].headers["accept-encoding"] == "identity"


def test_a_server_that_sends_the_whole_file_instead_is_cut_off(shelf: Shelf) -> None:
    shelf.knows_ranges = False
    asking = web()
    with pytest.raises(SourceError, match="status 200"):
        asking.get_range(f"{shelf.url}/file", 0, 3)
    assert asking.bytes < len(FILE) / 2


def test_a_part_that_ends_early_is_no_part(shelf: Shelf) -> None:
    with pytest.raises(SourceError, match="got others"):
        web().get_range(f"{shelf.url}/file", len(FILE) - 10, len(FILE) + 10)


def test_another_part_than_asked_for_is_refused(shelf: Shelf) -> None:
    headers = {"Content-Range": f"bytes 5-8/{len(FILE)}"}
    shelf.put_answering("/file", lambda _: Reply(FILE[5:9], 206, headers))
    with pytest.raises(SourceError, match="got others"):
        web().get_range(f"{shelf.url}/file", 4, 7)


def test_a_part_follows_a_redirect(shelf: Shelf) -> None:
    shelf.put("/moved", b"", status=302, Location="/file")
    assert web().get_range(f"{shelf.url}/moved", 4, 7).answer.body == FILE[4:8]


def test_a_key_goes_with_authorized_requests_only_and_into_no_message(shelf: Shelf) -> None:
    key = "sk-or-v1-0123456789abcdef"

    def echo(request: Request) -> Reply:
        return Reply(f"no such key: {request.headers.get('authorization')}".encode(), 401)

    shelf.put_answering("/closed", echo)
    asking = web()
    asking.carry(key)
    asking.get(f"{shelf.url}/file", accept=(200,))
    assert "authorization" not in shelf.log[0].headers
    with pytest.raises(SourceError) as caught:
        asking.get(f"{shelf.url}/closed", authorized=True)
    assert shelf.log[1].headers["authorization"] == f"Bearer {key}"
    assert key not in str(caught.value)
    assert "no such key" in str(caught.value)
