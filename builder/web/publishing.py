"""Puts files into a data set of the Hub: all in one commit, or none, and never over another's."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx2
from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationDelete,
    HfApi,
    close_session,
    set_client_factory,
)

from builder.errors import PublishingError
from builder.web.failures import said

#: Seconds of silence after which the Hub is given up; its own client would wait for ever.
SILENCE = 120.0
CONCURRENT = 412
#: Files of the data set that are ours: one that is no longer written is taken away.
OURS = ("data/",)
Asked = TypeVar("Asked")


def _end_silences(request: httpx2.Request) -> None:
    """Give every request an end to its silences, whatever it was made with."""
    request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), SILENCE)


def _client() -> httpx2.Client:
    return httpx2.Client(event_hooks={"request": [_end_silences]}, follow_redirects=True)


def put_dataset(
    repository: str, files: Mapping[str, bytes], *, message: str, token: str, endpoint: str
) -> str:
    """Commit `files` to the data set `repository`, made if need be; return the commit.

    The commit names its parent: where somebody else has committed meanwhile, the Hub refuses it,
    and PublishingError says so. What has not changed is not sent again.
    """
    api = HfApi(endpoint=endpoint, token=token, library_name="ai-geopolitics-tracker")
    set_client_factory(_client)
    close_session()

    def put() -> str:
        api.create_repo(repository, repo_type="dataset", exist_ok=True)
        head = api.dataset_info(repository)
        there = [one.rfilename for one in head.siblings or ()]
        gone = [path for path in there if path.startswith(OURS) and path not in files]
        changes: tuple[CommitOperationAdd | CommitOperationDelete, ...] = (
            *(CommitOperationAdd(path, body) for path, body in sorted(files.items())),
            *(CommitOperationDelete(path) for path in gone),
        )
        done = api.create_commit(
            repository, changes, commit_message=message, repo_type="dataset", parent_commit=head.sha
        )
        return str(done.oid)

    return _told(put, repository, lambda words: words.replace(token, "***"))


def _told(put: Callable[[], Asked], repository: str, clean: Callable[[str], str]) -> Asked:
    """Return what `put` returns; whatever it raises is an error of ours that tells no token."""
    try:
        return put()
    except (httpx2.HTTPError, ValueError, AttributeError, OSError) as error:
        response = getattr(error, "response", None)
        status = getattr(response, "status_code", None)
        why = said(error, clean)
        advice = "look at the data set on the Hub, and at the rights of the token"
        if status == CONCURRENT:
            why = "somebody else committed to it meanwhile"
            advice = "run it again: it then begins from what is there now"
        raise PublishingError(
            f"nothing was published to {said(repository)}",
            why=why,
            advice=advice,
        ) from error
