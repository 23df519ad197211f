"""The web, asked by the real client on loopback: what comes back, how long it may take."""

import socket
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from email.utils import format_datetime

import pytest

from builder.errors import SourceError, UsageError
from builder.model.snapshot import Answer
from builder.web import (
    Limits,
    UnreachableError,
    Web,
    hub_token,
    overrides,
    patience,
    plain_address,
    read_json,
)
from tests.world import hub_faults as faults
from tests.world.clock import NOON, TurnedClock
from tests.world.hub import Hub
from tests.world.hub_wire import Twist

PATH = "/api/models"


def web(clock: TurnedClock | None = None, token: str | None = None, **limits: float) -> Web:
    sizes = Limits(**limits)  # type: ignore[arg-type]
    return Web(limits=sizes, clocks=(clock or TurnedClock()).time, token=lambda: token)


def test_the_guard_refuses_every_host_but_this_one() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="tried to reach"):
        line.connect(("192.0.2.1", 80))
    with pytest.raises(socket.gaierror):
        socket.create_connection(("example.org", 80), timeout=0.1)


def test_an_answer_is_kept_as_it_came_and_counted(hub: Hub) -> None:
    hub.world.add("Qwen", {"id": "Qwen/A"})
    asking = web()
    reply = asking.get(hub.url + PATH, [("author", "Qwen"), ("expand", "likes")])
    assert read_json(reply.answer)[0]["likes"] == 10
    assert (reply.answer.status, reply.next_url, asking.requests) == (200, None, 1)
    assert asking.bytes == len(reply.answer.body)
    assert hub.log[0].query["expand"] == ["likes"]


def test_packed_answers_are_unpacked(hub: Hub) -> None:
    hub.world.add("Qwen", *({"id": f"Qwen/{n}"} for n in range(30)))
    asking = web()
    bodies = {asking.get(hub.url + PATH).answer.body for _ in range(3)}
    assert len(bodies) == 1
    assert asking.bytes < 3 * len(bodies.pop())


def test_only_authorized_requests_carry_the_token(hub: Hub) -> None:
    asking = web(token="hf_good")  # noqa: S106  a pretend one
    asking.get(hub.url + PATH)
    asking.get(hub.url + PATH, authorized=True)
    asking.get(hub.url + PATH)
    assert [ask.token for ask in hub.log] == ["", "hf_good", ""]
    assert asking.drop_token()
    assert not asking.drop_token()
    asking.get(hub.url + PATH, authorized=True)
    assert hub.log[-1].token == ""


def test_no_token_is_read_where_its_owner_forbade_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert hub_token() is None


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504, 520])
def test_a_passing_failure_is_tried_again(hub: Hub, code: int) -> None:
    clock = TurnedClock()
    hub.twist(faults.status(code), times=2)
    assert web(clock).get(hub.url + PATH).answer.status == 200
    assert clock.slept == [1, 2]


def test_after_four_tries_a_failure_stands(hub: Hub) -> None:
    clock = TurnedClock()
    hub.twist(faults.status(503, {"error": "overloaded"}))
    with pytest.raises(SourceError) as caught:
        web(clock).get(hub.url + PATH)
    assert caught.value.why == "status 503: overloaded"
    assert (hub.count, clock.slept) == (4, [1, 2, 4])


def test_a_rate_limit_is_waited_out_as_the_hub_says(hub: Hub) -> None:
    clock = TurnedClock()
    hub.twist(faults.rate_limited(297), times=1)
    assert web(clock).get(hub.url + PATH).answer.status == 200
    assert clock.slept == [298]


def test_a_real_window_that_is_used_up_is_refused_with_its_end(hub: Hub) -> None:
    hub.quota = 1
    clock = TurnedClock()
    web(clock).get(hub.url + PATH)
    with pytest.raises(SourceError, match="429"):
        web(clock).get(hub.url + PATH)
    assert 299 <= clock.slept[0] <= 301


def test_a_retry_after_is_followed_in_seconds_and_as_a_date(hub: Hub) -> None:
    clock = TurnedClock()
    hub.twist(faults.status(429, Retry_After="7"), times=1)
    moment = format_datetime(NOON + timedelta(seconds=60), usegmt=True)
    hub.twist(faults.status(503, Retry_After=moment), times=1)
    hub.twist(faults.status(503, Retry_After="soon"), times=1)
    web(clock).get(hub.url + PATH)
    assert clock.slept == [8, 53, 4]


def test_no_pause_outlasts_the_night(hub: Hub) -> None:
    clock = TurnedClock()
    hub.twist(faults.rate_limited(297))
    with pytest.raises(SourceError, match="429"):
        web(clock, night=200).get(hub.url + PATH)
    assert clock.slept == []


def test_no_pause_outlasts_a_window_of_the_hub(hub: Hub) -> None:
    clock = TurnedClock()
    hub.twist(faults.status(503, Retry_After="86400"))
    with pytest.raises(SourceError, match="503"):
        web(clock, night=1e9).get(hub.url + PATH)
    assert clock.slept == []


def test_after_the_night_nobody_is_asked(hub: Hub) -> None:
    clock = TurnedClock()
    asking = web(clock, night=10)
    clock.seconds = 10
    with pytest.raises(UnreachableError, match="time is over"):
        asking.get(hub.url + PATH)
    assert hub.count == asking.requests == 0


def test_a_silent_server_is_left_after_its_time(hub: Hub) -> None:
    hub.twist(faults.silent())
    clock = TurnedClock()
    with pytest.raises(UnreachableError, match="cannot be reached"):
        web(clock, silence=0.05).get(hub.url + PATH)
    assert clock.slept == [1, 2, 4]


@pytest.mark.parametrize("head", [True, False])
def test_a_server_that_dribbles_is_cut_off(hub: Hub, head: bool) -> None:
    hub.world.add("Qwen", {"id": "Qwen/A"})
    hub.twist(faults.slow(0.02, head=head))
    began = time.monotonic()
    with pytest.raises(UnreachableError, match="no whole answer"):
        web(answer=0.2).get(hub.url + PATH)
    assert time.monotonic() - began < 3


def test_a_host_that_is_down_or_unknown_is_unreachable(hub: Hub) -> None:
    url = hub.url
    hub.stop()
    for address in (url, "http://hub.invalid"):
        with pytest.raises(UnreachableError) as caught:
            web().get(address + PATH)
        assert caught.value.advice


@pytest.mark.parametrize("fault", [faults.reset(), faults.reset(politely=True)])
def test_a_broken_connection_is_tried_again(hub: Hub, fault: Twist) -> None:
    hub.world.add("Qwen", *({"id": f"Qwen/{n}"} for n in range(500)))
    hub.twist(fault, times=1)
    reply = web().get(hub.url + PATH)
    assert len(read_json(reply.answer)) == 500


def test_an_answer_larger_than_allowed_is_refused_packed_or_not(hub: Hub) -> None:
    hub.twist(faults.body([0] * 5_000))
    for _ in range(3):
        with pytest.raises(SourceError, match="larger than 1,000 bytes"):
            web(size=1_000).get(hub.url + PATH)
    assert hub.count == 3


def test_a_circle_of_redirects_is_an_error(hub: Hub) -> None:
    hub.twist(faults.redirect(PATH))
    with pytest.raises(SourceError, match="redirects"):
        web().get(hub.url + PATH)


@pytest.mark.parametrize("body", [b'"Not Found"', b'["x"]', b"", b"\xff", b'{"error":{"a":1}}'])
def test_any_error_body_becomes_one_error(hub: Hub, body: bytes) -> None:
    hub.twist(faults.status(404, body))
    with pytest.raises(SourceError, match="status 404"):
        web().get(hub.url + PATH)


@pytest.mark.parametrize(
    "url", ["", "localhost/x", "ftp://127.0.0.1/", "http://[::1", "http://127.0.0.1:99999/"]
)
def test_an_address_that_is_none_becomes_an_error(url: str) -> None:
    with pytest.raises(SourceError):
        web().get(url)


@pytest.mark.parametrize("token", ["hf_se\ncret", "se\ncret", "sécret"])
def test_a_token_that_cannot_be_sent_is_never_shown(hub: Hub, token: str) -> None:
    with pytest.raises(SourceError) as caught:
        web(token=token).get(hub.url + PATH, authorized=True)
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize("before", [0, 192])
@pytest.mark.parametrize("secret", ["s3cret", "Bearer s3cond", "hf_s3third"])
def test_a_token_in_a_complaint_is_never_shown(hub: Hub, secret: str, before: int) -> None:
    hub.tokens = {"s3cret"}
    hub.twist(faults.status(403, {"error": f"{'x' * before} {secret}"}))
    with pytest.raises(SourceError) as caught:
        web(token="s3cret").get(hub.url + PATH, authorized=True)  # noqa: S106  a pretend one
    assert "s3" not in str(caught.value)


def test_a_token_that_cannot_be_read_becomes_an_error(hub: Hub) -> None:
    def token() -> str:
        raise OSError("no such file")

    asking = Web(token=token)
    with pytest.raises(SourceError, match="no such file"):
        asking.get(hub.url + PATH, authorized=True)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[1,", b"\xff\xfe", b"[" * 100_000, b"9" * 5_000, b'{"a"']
)
def test_an_answer_that_is_not_json_becomes_an_error(body: bytes) -> None:
    with pytest.raises(SourceError, match="not JSON"):
        read_json(Answer("http://127.0.0.1/", 200, body))


def test_an_address_is_shown_without_its_secrets() -> None:
    shown = plain_address("https://user:secret@example.org:8443/a/b?key=secret#x")
    assert shown == "https://example.org:8443/a/b"
    assert plain_address("http://[") == "an address that cannot be read"


def test_base_urls_come_from_the_environment_that_is_given() -> None:
    given = {"HF_ENDPOINT": "http://a/", "TRACKER_URL_EPOCH_MODELS": "http://b", "HOME": "/"}
    bases = overrides(given)
    assert bases == {"hugging-face": "http://a/", "epoch-models": "http://b"}
    assert (
        overrides({**given, "TRACKER_URL_HUGGING_FACE": "http://c"})["hugging-face"] == "http://c"
    )
    assert overrides({"HF_ENDPOINT": "", "TRACKER_URL_HUGGING_FACE": ""}) == {}
    assert Web(bases).base("hugging-face", "http://d") == "http://a"
    assert Web().base("hugging-face", "http://d/") == "http://d"


def test_the_clocks_of_a_night_are_real_unless_given(hub: Hub) -> None:
    asking = Web()
    clocks: tuple[Callable[[], object], ...] = (asking.clock, asking.now)
    assert [type(clock()).__name__ for clock in clocks] == ["float", "datetime"]
    assert asking.now().utcoffset() == timedelta(0)
    assert asking.get(hub.url + PATH).answer.status == 200


def test_patience_multiplies_every_wait_and_nothing_else() -> None:
    assert patience({})[0] == Limits()
    limits, clocks = patience({"TRACKER_PATIENCE": "0.5"})
    assert (limits.silence, limits.answer, limits.night) == (10, 60, 900)
    assert limits.size == Limits().size
    assert clocks.now().tzinfo is UTC


@pytest.mark.parametrize("told", ["0", "-1", "much", "nan", "inf"])
def test_what_is_no_patience_is_refused(told: str) -> None:
    with pytest.raises(UsageError, match="TRACKER_PATIENCE"):
        patience({"TRACKER_PATIENCE": told})
