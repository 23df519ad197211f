"""A night at the Hub, by the real client: whole namespaces or none, within the budget."""

from datetime import date

import pytest

from builder.model.snapshot import Snapshot
from builder.sources import hugging_face
from builder.sources._hub_listing import MOST_PAGES
from builder.web import Limits, Web
from tests.world import hub_faults as faults
from tests.world.catalogs import catalog_of
from tests.world.clock import NOON, TurnedClock
from tests.world.hub import Hub
from tests.world.hub_wire import Ask, Response, Twist
from tests.world.hub_world import Json, Namespace, World, make_item, make_world

TODAY = date(2026, 11, 24)
LIST = "/api/models"


def items(owner: str, count: int) -> list[Json]:
    return [make_item(f"{owner}/m{number}", number) for number in range(count)]


def fill(hub: Hub, **sizes: int) -> None:
    for owner, count in sizes.items():
        hub.world.namespaces[owner] = Namespace(owner, repositories=items(owner, count))


def night(
    hub: Hub,
    *namespaces: str,
    token: str | None = None,
    clock: TurnedClock | None = None,
    limits: Limits | None = None,
) -> Snapshot:
    web = Web(
        {"hugging-face": hub.url},
        limits=limits or Limits(silence=2.0),
        clocks=(clock or TurnedClock()).time,
        token=lambda: token,
    )
    asked = namespaces or tuple(hub.world.namespaces)
    return hugging_face.fetch(web, catalog_of(*asked), TODAY)


def entities(snapshot: Snapshot) -> list[str]:
    return [o.entity for o in hugging_face.parse(snapshot, catalog_of()).observations]


def test_a_clean_night_brings_every_repository_with_two_requests_a_namespace() -> None:
    with Hub(make_world(seed=1, namespaces=12, repositories=15)) as hub:
        snapshot = night(hub)
        assert (snapshot.outcome, snapshot.detail, snapshot.http_status) == ("ok", "", 200)
        assert (snapshot.requests, hub.count) == (24, 24)
        assert len(entities(snapshot)) == 180
        assert snapshot.url == f"{hub.url}/api/models"
        assert (snapshot.source, snapshot.as_of, snapshot.retrieved_at) == (
            "hugging-face", TODAY, NOON,
        )  # fmt: skip


def test_the_same_answers_give_the_same_hash() -> None:
    with Hub(make_world(seed=1, namespaces=2, repositories=3)) as hub:
        assert night(hub).sha256 == night(hub).sha256 != ""


@pytest.mark.parametrize(
    ("kind", "count"), [("organizations", 1_000), ("users", 1_000), ("users", 3)]
)
def test_up_to_a_thousand_repositories_cost_three_requests(hub: Hub, kind: str, count: int) -> None:
    hub.world.namespaces["big"] = Namespace("big", kind=kind, repositories=items("big", count))
    snapshot = night(hub)
    assert (snapshot.outcome, snapshot.requests) == ("ok", 3)
    assert len(set(entities(snapshot))) == count


def test_former_namespaces_are_not_asked(hub: Hub) -> None:
    fill(hub, new=1, old=1)
    web = Web({"hugging-face": hub.url}, clocks=TurnedClock().time)
    snapshot = hugging_face.fetch(web, catalog_of("new", gone=("old",)), TODAY)
    assert (snapshot.outcome, list(snapshot.parts)) == ("ok", ["new"])


def test_a_catalog_without_namespaces_is_skipped(hub: Hub) -> None:
    web = Web({"hugging-face": hub.url}, clocks=TurnedClock().time)
    assert hugging_face.fetch(web, catalog_of(), TODAY).outcome == "skipped"
    assert hub.count == 0


def test_capitals_of_a_namespace_do_not_matter(hub: Hub) -> None:
    hub.world.namespaces["qwen"] = Namespace("qwen", repositories=items("Qwen", 3))
    assert entities(night(hub)) == ["Qwen/m0", "Qwen/m1", "Qwen/m2"]


# Less than there should be.


@pytest.mark.parametrize(("hidden", "outcome"), [(1, "ok"), (2, "partial")])
def test_less_than_nine_in_ten_is_not_whole(hub: Hub, hidden: int, outcome: str) -> None:
    fill(hub, other=1)
    hub.world.namespaces["some"] = Namespace("some", repositories=items("some", 9), hidden=hidden)
    snapshot = night(hub)
    assert snapshot.outcome == outcome
    assert ("some" in snapshot.parts) == (outcome == "ok")
    assert snapshot.detail == (
        "" if outcome == "ok" else "left out some (answered 9 of 11 repositories)"
    )


def test_an_empty_list_of_a_namespace_with_repositories_is_an_outage(hub: Hub) -> None:
    fill(hub, Qwen=400, other=1)
    hub.twist(faults.body([]), path=LIST, author="Qwen")
    snapshot = night(hub)
    assert (snapshot.outcome, list(snapshot.parts)) == ("partial", ["other"])
    assert "Qwen (answered 0 of 400 repositories)" in snapshot.detail


def test_a_namespace_that_is_truly_empty_is_whole(hub: Hub) -> None:
    fill(hub, empty=0, other=1)
    snapshot = night(hub)
    assert (snapshot.outcome, set(snapshot.parts)) == ("ok", {"empty", "other"})


def test_an_empty_list_is_not_believed_when_nobody_says_how_many(hub: Hub) -> None:
    fill(hub, empty=0, other=1)
    hub.twist(faults.body({"numModels": "many"}), path="/api/organizations/empty/")
    assert "empty (no repository, and" in night(hub).detail


def test_a_renamed_organization_is_left_out_and_said(hub: Hub) -> None:
    fill(hub, other=1)
    snapshot = night(hub, "THUDM", "other")
    assert (snapshot.outcome, list(snapshot.parts)) == ("partial", ["other"])
    assert "THUDM (gone or renamed" in snapshot.detail


def test_a_list_of_other_peoples_repositories_is_no_answer(hub: Hub) -> None:
    fill(hub, Qwen=3, other=3)
    hub.twist(faults.body(items("elsewhere", 3)), path=LIST, author="Qwen")
    assert list(night(hub).parts) == ["other"]


# Failures of one namespace never stop the others, and are never half taken.

BAD = {
    "503 for ever": faults.status(503),
    "forbidden": faults.status(403, b"no", X_Error_Message="Access to this resource is disabled."),
    "unknown here": faults.status(401, {"error": "Invalid username or password."}),
    "html": faults.html(),
    "a record": faults.body({"error": "x"}),
    "nothing": faults.body(b""),
    "null": faults.body(b"null"),
    "bad text": faults.body(b'["\xff"]'),
    "half a body": faults.truncated(),
    "a reset": faults.reset(),
    "an early end": faults.reset(politely=True),
    "the same page again": faults.linked_to_itself(),
    "a foreign host": faults.linked('<http://localhost:1/api/models>; rel="next"'),
    "a foreign scheme": faults.linked('<file:///etc/passwd>; rel="next"'),
    "an address that is none": faults.linked('<http://[>; rel="next"'),
    "a redirect elsewhere": faults.redirect("/api/organizations/other/overview"),
    "a circle": faults.redirect("/api/models?author=bad"),
    "a refusal without reason": faults.status(400, b"no"),
    "an error that is a text": faults.status(404, b'"Not Found"'),
}


@pytest.mark.parametrize("fault", BAD.values(), ids=list(BAD))
@pytest.mark.parametrize("after", [0, 1], ids=["first page", "second page"])
def test_a_namespace_that_fails_is_left_out_and_the_others_are_whole(
    hub: Hub, fault: Twist, after: int
) -> None:
    fill(hub, a=2, bad=700, c=2)
    hub.twist(fault, path=LIST, author="bad", after=after)
    snapshot = night(hub)
    assert (snapshot.outcome, list(snapshot.parts)) == ("partial", ["a", "c"])
    assert snapshot.detail.startswith("left out bad (")
    assert entities(snapshot) == ["a/m0", "a/m1", "c/m0", "c/m1"]


def test_a_silent_namespace_is_left_out(hub: Hub) -> None:
    fill(hub, a=1, bad=1, c=1)
    hub.twist(faults.silent(), path=LIST, author="bad")
    snapshot = night(hub, limits=Limits(silence=0.1))
    assert list(snapshot.parts) == ["a", "c"]
    assert "bad (ReadTimeout" in snapshot.detail


def test_a_failing_overview_leaves_its_namespace_out(hub: Hub) -> None:
    fill(hub, a=1, bad=1)
    hub.twist(faults.status(500), path="/api/organizations/bad/")
    assert list(night(hub).parts) == ["a"]


def test_failures_that_pass_cost_only_requests(hub: Hub) -> None:
    fill(hub, a=1, b=1)
    hub.twist(faults.status(503), path=LIST, author="a", times=2)
    hub.twist(faults.reset(), path=LIST, author="a", times=1)
    hub.twist(faults.rate_limited(55), path=LIST, author="b", times=1)
    clock = TurnedClock()
    snapshot = night(hub, clock=clock)
    assert (snapshot.outcome, snapshot.requests, hub.count) == ("ok", 8, 8)
    assert clock.slept == [1, 2, 4, 56]
    assert snapshot.seconds == sum(clock.slept)


def test_a_list_that_never_ends_is_left_out(hub: Hub) -> None:
    fill(hub, bad=1, c=1)
    pages = iter(range(1_000))

    def onward(_: Ask, usual: Response) -> Response:
        link = f'<{hub.url}/api/models?author=bad&cursor=&n={next(pages)}>; rel="next"'
        return Response(200, usual.body, {"Link": link})

    hub.twist(onward, path=LIST, author="bad")
    snapshot = night(hub)
    assert list(snapshot.parts) == ["c"]
    assert hub.count == 1 + MOST_PAGES + 2


def test_a_relative_link_stays_on_the_host_and_is_followed(hub: Hub) -> None:
    fill(hub, big=700)
    hub.twist(faults.linked_relatively(), path=LIST)
    assert len(entities(night(hub))) == 700


def test_a_link_among_others_is_found_and_an_empty_page_ends_nothing(hub: Hub) -> None:
    fill(hub, big=3)
    link = f'<{hub.url}/x?a=1,2>; rel="prev", <{hub.url}/api/models?author=big>; rel="next"'

    def empty_and_on(_: Ask, usual: Response) -> Response:
        return Response(200, [], {**usual.headers, "Link": link})

    hub.twist(empty_and_on, path=LIST, times=1)
    assert len(entities(night(hub))) == 3


# The night as a whole.


def test_a_hub_that_is_down_ends_the_night_early(hub: Hub) -> None:
    clock = TurnedClock()
    hub.stop()
    snapshot = night(hub, *(f"org-{number}" for number in range(120)), clock=clock)
    assert (snapshot.outcome, snapshot.parts, snapshot.sha256) == ("failed", {}, "")
    assert snapshot.requests == 12
    assert sum(clock.slept) == 21
    assert "not asked" in snapshot.detail
    assert "ConnectError" in snapshot.detail


def test_a_hub_that_fails_later_is_still_asked_for_everybody(hub: Hub) -> None:
    fill(hub, a=1, b=1, c=1, d=1, e=1, f=1)
    for bad in "bcde":
        hub.twist(faults.silent(), path=f"/api/organizations/{bad}/", times=4)
    assert list(night(hub, limits=Limits(silence=0.05)).parts) == ["a", "f"]


def test_the_night_ends_at_its_deadline_with_what_it_has(hub: Hub) -> None:
    fill(hub, a=1, b=1, c=1)
    hub.twist(faults.rate_limited(299), path=LIST, author="b", times=2)
    clock = TurnedClock()
    snapshot = night(hub, clock=clock, limits=Limits(night=400))
    assert list(snapshot.parts) == ["a", "c"]
    assert clock.seconds <= 400


def test_an_expired_token_is_left_behind_once(hub: Hub) -> None:
    fill(hub, a=1, b=1)
    snapshot = night(hub, token="hf_expired")  # noqa: S106  a pretend one
    assert (snapshot.outcome, snapshot.requests) == ("ok", 5)
    assert [ask.token for ask in hub.log] == ["hf_expired", "", "", "", ""]
    assert snapshot.detail == "the Hub's token has expired; asked without it"


def test_a_good_token_is_sent_to_the_hub_only(hub: Hub) -> None:
    fill(hub, big=700)
    night(hub, token="hf_good")  # noqa: S106  a pretend one
    assert {ask.token for ask in hub.log} == {"hf_good"}


def test_a_refusal_for_another_reason_keeps_the_token(hub: Hub) -> None:
    fill(hub, a=1, bad=1, c=1)
    hub.twist(BAD["unknown here"], path=LIST, author="bad")
    snapshot = night(hub, token="hf_good")  # noqa: S106  a pretend one
    assert list(snapshot.parts) == ["a", "c"]
    assert {ask.token for ask in hub.log} == {"hf_good"}


def test_a_token_is_not_sent_on_to_another_host(hub: Hub) -> None:
    fill(hub, a=1)
    with Hub() as thief:
        hub.twist(faults.redirect(thief.url + "/api/models"), path=LIST)
        snapshot = night(hub, token="hf_good")  # noqa: S106  a pretend one
        assert {ask.token for ask in thief.log} <= {""}
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert "another host" in snapshot.detail


@pytest.mark.parametrize(
    "complaint",
    [
        '"expand" must be one of [author, createdAt, disabled, downloads, downloadsAllTime, gated,'
        " gguf, library_name, likes, pipeline_tag, private, safetensors, tags]",
        "expand: baseModels is not allowed here",
    ],
)
def test_a_property_that_the_hub_no_longer_knows_is_dropped_for_all(
    hub: Hub, complaint: str
) -> None:
    fill(hub, a=1, b=1)

    def refuse(ask: Ask, usual: Response) -> Response:
        known = "baseModels" not in ask.query["expand"]
        return usual if known else Response(400, {"error": complaint})

    hub.twist(refuse, path=LIST)
    snapshot = night(hub)
    assert (snapshot.outcome, snapshot.requests) == ("ok", 5)
    assert snapshot.detail == "the Hub no longer tells baseModels"
    assert "safetensors" in hub.log[-1].query["expand"]


def test_without_a_name_only_the_least_is_still_asked(hub: Hub) -> None:
    fill(hub, a=1)
    error = {"error": '"expand" must be one of [author, baseModels, cardData, ...]'}
    hub.twist(faults.status(400, error), path=LIST, times=1)
    snapshot = night(hub)
    assert snapshot.outcome == "ok"
    assert "downloads" in hub.log[-1].query["expand"]
    assert "gguf" not in hub.log[-1].query["expand"]


def test_repositories_that_move_between_two_pages_are_found_once(hub: Hub) -> None:
    fill(hub, big=700)

    def change(world: World) -> None:
        for number, item in enumerate(world.namespaces["big"].repositories):
            item["likes"], item["downloads"] = 10**6 - number, number
        world.namespaces["big"].repositories.insert(0, make_item("big/new", 10_000))
        world.namespaces["big"].repositories[-1]["id"] = "big/renamed"

    hub.twist(faults.changed(change), path=LIST, times=1)
    found = entities(night(hub))
    assert len(found) == len(set(found)) == 700
    assert "big/new" not in found


def test_a_repository_on_two_pages_counts_once_as_seen_last(hub: Hub) -> None:
    fill(hub, big=600)

    def rise(world: World) -> None:
        first = world.namespaces["big"].repositories[-1]
        first.update(createdAt="2020-01-01T00:00:00.000Z", downloads=77, id="big/renamed")

    hub.twist(faults.changed(rise), path=LIST, times=1)
    parsed = hugging_face.parse(night(hub), catalog_of())
    assert parsed.oddities == ("1 item seen twice, the later one counts",)
    assert len(parsed.observations) == 600
    [renamed] = [o for o in parsed.observations if o.entity == "big/renamed"]
    assert renamed.values["downloads_30d"] == 77
