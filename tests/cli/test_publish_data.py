"""The archive as a data set, put on a Hub on loopback by the real client: whole, or not at all."""

import io
import json
import os
import time
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main
from builder.pipeline.dataset import dataset
from builder.store.archive import Archive
from builder.web import publishing
from tests.world import hub_faults as faults
from tests.world.hub import Hub
from tests.world.hub_datasets import BEGIN, DataSet
from tests.world.hub_wire import Ask, Response
from tests.world.small_world import LAST_DAY, SMALL, small_catalog

NAME = "someone/tracker"
TOKEN = "hf_good"  # noqa: S105  of the pretend Hub


def publish(
    hub: Hub, *options: str, token: str = TOKEN, as_of: date = LAST_DAY, name: str = NAME
) -> Result:
    environment = {"HF_ENDPOINT": hub.url, "HF_TOKEN": token}
    arguments = ["publish-data", name, "--root", str(SMALL), "--as-of", str(as_of), *options]
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Give the data set of the small world."""
    panel = Archive(SMALL / "data/archive").read()
    return dict(dataset(small_catalog(), panel, LAST_DAY, repository=NAME))


def test_the_whole_archive_goes_out_in_one_commit_on_top_of_what_was_there(
    hub: Hub, files: dict[str, bytes]
) -> None:
    done = publish(hub)
    assert done.exit_code == 0, done.output
    held = hub.datasets[NAME]
    assert held.messages == [f"The archive as it was known on {LAST_DAY}"]
    assert held.files == files
    paths = [ask.path for ask in hub.log]
    assert paths.count(f"/api/datasets/{NAME}/commit/main") == 1
    assert {ask.token for ask in hub.log} == {TOKEN}
    assert TOKEN not in done.output


def test_publishing_the_same_again_makes_no_commit(hub: Hub) -> None:
    publish(hub)
    again = publish(hub)
    assert again.exit_code == 0, again.output
    assert len(hub.datasets[NAME].messages) == 1


def test_a_table_that_is_no_longer_written_is_taken_away_and_other_files_stay(hub: Hub) -> None:
    hub.datasets[NAME] = DataSet({"data/old.csv": b"x\n", "LICENSE": b"words"})
    assert publish(hub).exit_code == 0
    held = hub.datasets[NAME].files
    assert "data/old.csv" not in held
    assert held["LICENSE"] == b"words"


def test_what_somebody_else_commits_meanwhile_is_never_overwritten(hub: Hub) -> None:
    hub.datasets[NAME] = DataSet({"README.md": b"theirs"})

    def meanwhile(_: Ask, usual: Response) -> Response:
        hub.datasets[NAME].commits.append("f" * 40)
        return usual

    hub.twist(meanwhile, path=f"/api/datasets/{NAME}/preupload", times=1)
    refused = publish(hub)
    assert refused.exit_code == 4, refused.output
    assert "somebody else committed to it meanwhile" in refused.output
    assert hub.datasets[NAME].files == {"README.md": b"theirs"}
    assert publish(hub).exit_code == 0


def test_without_a_token_nothing_is_asked(hub: Hub) -> None:
    refused = publish(hub, token="")
    assert refused.exit_code == 2
    assert "HF_TOKEN is not set" in refused.output
    assert hub.log == []


def test_a_dry_run_says_what_would_go_out_and_asks_nobody(
    hub: Hub, files: dict[str, bytes]
) -> None:
    told = publish(hub, "--dry-run", token="")
    assert told.exit_code == 0
    assert hub.log == []
    for path, body in files.items():
        assert f"{len(body):12,}  {path}" in told.output


@pytest.mark.parametrize("code", [403, 500])
def test_a_refusal_publishes_nothing_and_tells_no_token(
    hub: Hub, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The client waits 23 seconds over five more tries; its clock is not ours to test.
    monkeypatch.setattr(time, "sleep", lambda _: None)
    hub.twist(
        faults.status(code, {"error": f"no, {TOKEN}"}), path=f"/api/datasets/{NAME}/preupload"
    )
    refused = publish(hub)
    assert refused.exit_code == 4, refused.output
    assert TOKEN not in refused.output
    assert hub.datasets[NAME].commits == [BEGIN]


def test_a_silent_hub_is_given_up(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "SILENCE", 0.2)
    hub.twist(faults.silent(), path="/api/repos/create")
    refused = publish(hub)
    assert refused.exit_code == 4, refused.output
    assert "ReadTimeout" in refused.output


def test_a_token_of_a_stranger_publishes_nothing(hub: Hub) -> None:
    refused = publish(hub, token="hf_stranger")  # noqa: S106
    assert refused.exit_code == 4, refused.output
    assert hub.datasets == {}


def test_csv_and_parquet_hold_the_same_rows_of_every_vintage(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    told = pd.read_csv(io.BytesIO(files["data/repositories.csv"]), keep_default_na=False,
                       na_values={"downloads_30d": [""]})  # fmt: skip
    path = tmp_path / "x.parquet"
    path.write_bytes(files["data/repositories.parquet"])
    with duckdb.connect() as opened:
        packed = opened.read_parquet(str(path)).df()
        told_types = opened.execute("select name, type from parquet_schema(?)", [str(path)])
        types = dict(told_types.fetchall())
    assert types["downloads_30d"] == "DOUBLE"
    assert len(packed) == len(told) == len(Archive(SMALL / "data/archive").read().observations[
        lambda frame: frame["vintage"] <= pd.Timestamp(LAST_DAY)])  # fmt: skip
    assert packed["entity"].tolist() == told["entity"].tolist()
    assert packed["downloads_30d"].equals(told["downloads_30d"].astype("float64"))
    assert packed["vintage"].astype("str").str[:10].tolist() == told["vintage"].tolist()


def test_nothing_that_was_learned_later_goes_out() -> None:
    panel = Archive(SMALL / "data/archive").read()
    early = dataset(small_catalog(), panel, date(2026, 11, 1), repository=NAME)
    vintages = pd.read_csv(io.BytesIO(early["data/repositories.csv"]))["vintage"]
    assert vintages.max() <= "2026-11-01"


def test_the_card_names_every_table_every_source_and_the_terms(files: dict[str, bytes]) -> None:
    card = files["README.md"].decode()
    head = yaml.safe_load(card.split("---\n")[1])
    assert head["license"] == "other"
    assert {f"{one['data_files']}" for one in head["configs"]} == {
        path for path in files if path.endswith(".parquet")
    }
    for source in pd.read_csv(io.BytesIO(files["data/repositories.csv"]))["source"].unique():
        assert small_catalog().sources[source].attribution in card


def test_the_description_for_machines_has_the_hash_of_every_file(files: dict[str, bytes]) -> None:
    import hashlib  # noqa: PLC0415

    told = json.loads(files["croissant.json"])
    hashes = {one["@id"]: one["sha256"] for one in told["distribution"]}
    assert hashes == {
        path: hashlib.sha256(body).hexdigest()
        for path, body in files.items()
        if path.startswith("data/")
    }
    assert os.path.basename(told["url"]) == "tracker"  # noqa: PTH119  of an address
