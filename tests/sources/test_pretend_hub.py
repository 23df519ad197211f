"""The pretend Hub is worth testing against only where it does what the real one does."""

from collections.abc import Sequence

import pytest
from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError

from builder.web import Reply, Web, read_json
from tests.world.clock import TurnedClock
from tests.world.hub import Hub
from tests.world.hub_world import World, make_world


def ask(hub: Hub, path: str, params: Sequence[tuple[str, str]] = (), token: str = "") -> Reply:
    web = Web(clocks=TurnedClock().time, token=lambda: token or None)
    return web.get(hub.url + path, params, accept=range(200, 600), authorized=True)


@pytest.mark.parametrize("sort", ["createdAt", "downloads", "likes", "trendingScore"])
def test_the_real_client_lists_every_repository_once_page_by_page(sort: str) -> None:
    with Hub(make_world(seed=2, namespaces=2, repositories=25)) as hub:
        found = HfApi(endpoint=hub.url).list_models(
            author="org-001",
            sort=sort,  # type: ignore[arg-type]  # sent as it is
            limit=7,
        )
        assert len(list(found)) == 7
        assert hub.count == 1
        url, names = hub.url + f"/api/models?author=org-001&sort={sort}&limit=7", list[str]()
        while url:
            reply = Web(clocks=TurnedClock().time).get(url)
            names += [item["id"] for item in read_json(reply.answer)]
            url = reply.next_url or ""
        assert len(names) == len(set(names)) == 25
        assert hub.count == 5


def test_a_bare_item_does_not_say_whether_it_is_gated(hub: Hub) -> None:
    hub.world.add("Qwen", {"id": "Qwen/A"})
    [bare] = read_json(ask(hub, "/api/models").answer)
    assert "gated" not in bare
    [asked] = read_json(ask(hub, "/api/models", [("expand[]", "gated")]).answer)
    assert asked.keys() == {"_id", "id", "gated"}


def test_a_page_never_holds_more_than_a_thousand() -> None:
    with Hub(make_world(seed=1, namespaces=1, repositories=1_001)) as hub:
        reply = ask(hub, "/api/models", [("limit", "5000")])
        assert len(read_json(reply.answer)) == 1_000
        assert (reply.next_url or "").startswith(hub.url)


@pytest.mark.parametrize("name", ["usedStorage", "childrenModelCount", "nonsense"])
def test_what_no_list_tells_is_refused_for_the_whole_request(hub: Hub, name: str) -> None:
    reply = ask(hub, "/api/models", [("expand", "likes"), ("expand", name)])
    assert (reply.answer.status, reply.complaint[:25]) == (400, '"expand" must be one of [')


def test_who_may_see_what_is_told_as_the_hub_tells_it(hub: Hub) -> None:
    hub.world = World(renamed={"bert": "google/bert", "old/bert": "google/bert"})
    hub.world.add("google", {"id": "google/bert"}, {"id": "google/off", "disabled": True})
    hub.world.add("me", {"id": "me/secret", "private": True}, kind="users")
    seen = {
        name: ask(hub, f"/api/models/{name}", token=token).answer.status
        for name, token in {
            "google/bert": "",
            "google/off": "",
            "google/none": "",
            "me/secret": "hf_good",
            "old/bert": "",
            "google/Bert": "hf_bad",
        }.items()
    }
    assert list(seen.values()) == [200, 403, 401, 404, 200, 401]
    assert ask(hub, "/api/organizations/me/overview").answer.status == 404
    assert read_json(ask(hub, "/api/users/me/overview").answer)["numModels"] == 1


def test_the_quota_counts_down_and_begins_anew(hub: Hub) -> None:
    hub.quota = 2
    api = HfApi(endpoint=hub.url)
    first = [ask(hub, "/api/models").answer.status for _ in range(2)]
    with pytest.raises(HfHubHTTPError, match="429"):
        api.get_organization_overview("nobody")
    hub.window_seconds = 0.0  # it is over
    assert [*first, ask(hub, "/api/models").answer.status] == [200, 200, 200]


def test_what_the_client_asks_for_itself_is_not_counted(hub: Hub) -> None:
    assert ask(hub, "/api/agent-harnesses").answer.status == 404
    assert hub.count == 0
