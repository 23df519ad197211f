"""Epoch AI's tables: a whole answer in, its observations out; a mutilated one, none of its lies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from builder.model.catalog import Catalog
from builder.model.panel import TABLES
from builder.model.snapshot import Answer, Observation, Parsed, Snapshot
from builder.sources import SourceModule, epoch_capabilities, epoch_hardware, epoch_models
from builder.web import Limits, Web
from tests.world import hub_faults as faults
from tests.world.clock import NOON, TurnedClock
from tests.world.hub import Hub
from tests.world.hub_wire import Twist
from tests.world.published import (
    HARDWARE,
    INDEX,
    MODELS,
    publish,
    without_column,
    zip_bomb,
    zip_that_lies,
    zipped,
)

TODAY = date(2026, 11, 24)
NOBODY = Catalog({"organizations": {}, "sources": {}})
MEMBER = "epoch_capabilities_index.csv"


@dataclass(frozen=True)
class Publication:
    """One of the tables: who reads it, where it lies, what is in it and how it is packed."""

    id: str
    module: SourceModule
    path: str
    text: str
    needed: str
    packed: bool = False

    def body(self, text: str | bytes) -> bytes:
        raw = text.encode() if isinstance(text, str) else text
        return zipped({f"benchmark_data/{MEMBER}": raw}) if self.packed else raw


ALL = [
    Publication("epoch-models", epoch_models, "/data/notable_ai_models.csv", MODELS,
                "Training compute (FLOP)"),
    Publication("epoch-hardware", epoch_hardware, "/data/ml_hardware.csv", HARDWARE,
                "Memory (bytes)"),
    Publication("epoch-capabilities", epoch_capabilities, "/data/benchmark_data.zip", INDEX,
                "ECI Score", packed=True),
]  # fmt: skip
EACH = pytest.mark.parametrize("table", ALL, ids=lambda table: table.id)


def night(hub: Hub, table: Publication, clock: TurnedClock | None = None) -> Snapshot:
    clocks = (clock or TurnedClock()).time
    web = Web({table.id: hub.url}, limits=Limits(silence=2.0), clocks=clocks, token=lambda: None)
    return table.module.fetch(web, NOBODY, TODAY)


def told(hub: Hub, table: Publication, text: str | bytes | None = None) -> Parsed:
    publish(hub, table.path, table.body(table.text if text is None else text))
    return table.module.parse(night(hub, table), NOBODY)


def snapshot_of(table: Publication, text: str | bytes) -> Snapshot:
    """Return a snapshot that nobody has looked into."""
    answer = Answer(f"http://x.example{table.path}", 200, table.body(text))
    return Snapshot(table.id, TODAY, NOON, answer.url, {"all": (answer,)}, "ok")


def by_name(parsed: Parsed) -> dict[str, Observation]:
    return {observation.entity: observation for observation in parsed.observations}


# A whole answer.


@EACH
def test_a_whole_answer_is_one_request_and_ok(hub: Hub, table: Publication) -> None:
    publish(hub, table.path, table.body(table.text))
    snapshot = night(hub, table)
    assert (snapshot.outcome, snapshot.detail, snapshot.http_status) == ("ok", "", 200)
    assert (snapshot.requests, hub.count, snapshot.url) == (1, 1, hub.url + table.path)
    assert (snapshot.source, snapshot.as_of, snapshot.retrieved_at) == (table.id, TODAY, NOON)
    parsed = table.module.parse(snapshot, NOBODY)
    assert {c for o in parsed.observations for c in o.values} <= set(TABLES[parsed.table])


@EACH
def test_the_address_of_the_catalog_may_be_that_of_the_file_itself(
    hub: Hub, table: Publication
) -> None:
    publish(hub, table.path, table.body(table.text))
    web = Web({table.id: hub.url + table.path}, clocks=TurnedClock().time, token=lambda: None)
    assert table.module.fetch(web, NOBODY, TODAY).outcome == "ok"
    assert [ask.path for ask in hub.log] == [table.path]


def test_models_are_dated_by_their_publication_as_exactly_as_it_is_told(hub: Hub) -> None:
    parsed = told(hub, ALL[0])
    assert (parsed.table, parsed.oddities) == ("training", ())
    assert by_name(parsed) == {
        "Große Eule 3": Observation(
            "Große Eule 3",
            date(2025, 5, 1),
            {"training_flop": 7.8e24, "parameters_count": 72e9},
            {
                "published": "2025-05-01",
                "organization": "Alpha, Beta",
                "country": "China,Korea (Republic of)",
                "accessibility": "Open weights (unrestricted)",
            },
        ),
        "Quiet One": Observation(
            "Quiet One",
            date(2026, 7, 1),
            {},
            {
                "published": "2026-07",
                "organization": "Gamma",
                "country": "United States of America",
                "accessibility": "API access",
            },
            "missing:training_flop missing:parameters_count",
        ),
        "Old Net": Observation(
            "Old Net",
            date(1987, 1, 1),
            {"parameters_count": 13000},
            {"published": "1987"},
            "missing:training_flop",
        ),
    }


def test_chips_are_told_in_our_units_and_without_a_day_left_out(hub: Hub) -> None:
    parsed = told(hub, ALL[1])
    assert parsed.table == "chips"
    assert parsed.oddities == (
        "1 row whose release date is still to come",
        "1 row without a release date",
    )
    eagle, wren = parsed.observations
    assert (eagle.entity, eagle.period) == ("Eagle 100", date(2022, 9, 20))
    assert eagle.values == {
        "tflops_fp16": 756, "tops_int8": 1513, "memory_gb": 80, "bandwidth_tbps": 2.039,
        "power_w": 350, "die_mm2": 814,
    }  # fmt: skip
    assert eagle.status == "missing:tflops_fp8 missing:tflops_fp4"
    assert (wren.period, wren.values) == (date(2024, 2, 1), {"bandwidth_tbps": 3.35})
    assert wren.attributes == {"released": "2024-02", "organization": "Beta", "type": "Other"}


def test_a_pull_of_the_index_is_dated_by_the_day_of_the_pull(hub: Hub) -> None:
    parsed = told(hub, ALL[2])
    assert (parsed.table, parsed.oddities) == ("ratings", ())
    assert by_name(parsed) == {
        "eule-3_max": Observation(
            "eule-3_max",
            TODAY,
            {"rating": 152.7211558043359},
            {
                "model": "Eule 3",
                "released": "2026-06-16",
                "organization": "Alpha",
                "country": "China",
                "accessibility": "Open weights (unrestricted)",
            },
        ),
        "quiet-one": Observation(
            "quiet-one",
            TODAY,
            {"rating": 101.5},
            {
                "model": "Quiet One",
                "released": "2023-02",
                "organization": "Gamma",
                "country": "United States of America",
                "accessibility": "API access",
            },
        ),
    }


def test_the_later_columns_of_the_index_are_read_with_their_interval(hub: Hub) -> None:
    text = (
        "Model,eci,eci_ci_low,eci_ci_high,date,Organization,Country (of organization),"
        "Model accessibility\n"
        "eule-3,152.5,149,155,2026-06-16,Alpha,China,API access\n"
        "askew,152.5,153,155,2026-06-16,Alpha,China,API access\n"
        "anchor,150,,,2025-08-07,Gamma,United States of America,API access\n"
        "below-all,-7,,,2025-08-07,Gamma,United States of America,API access\n"
    )
    parsed = told(hub, ALL[2], text)
    assert [observation.values for observation in parsed.observations] == [
        {"rating": 150},
        {"rating": 152.5, "rating_low": 149, "rating_high": 155},
    ]
    assert parsed.oddities == (
        "1 row whose value and interval do not go together",
        "1 row whose value of the index cannot be",
    )


# Tables that differ and say the same.


@EACH
@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n\n",
        lambda text: text + text.split("\n", 1)[1],
    ],
    ids=["BOM", "CRLF", "empty lines", "every row twice"],
)
def test_harmless_changes_change_no_value(
    hub: Hub, table: Publication, change: Callable[[str], str]
) -> None:
    usual = told(hub, table)
    with Hub() as other:
        changed = told(other, table, change(table.text))
    assert [(o.entity, o.period, o.values) for o in changed.observations] == [
        (o.entity, o.period, o.values) for o in usual.observations
    ]


# Tables that are of no use as a whole.

WHOLE: dict[str, Callable[[str], str | bytes]] = {
    "nothing": lambda _: "",
    "a maintenance page": lambda _: "<!doctype html>\n<html><body>Back soon</body></html>\n",
    "a head alone": lambda text: text.split("\n", 1)[0] + "\n",
    "no head": lambda text: text.split("\n", 1)[1],
    "another encoding": lambda text: text.replace("Alpha", "Älpha").encode("latin-1"),
    "two bytes a letter": lambda text: text.encode("utf-16"),
    "a quote that never ends": lambda text: text + '"',
    "zeros": lambda text: b"\0" * len(text),
    "other separators": lambda text: text.replace(",", ";"),
    "a huge cell": lambda text: text + "x" * 200_000 + "\n",
}


@EACH
@pytest.mark.parametrize("change", WHOLE.values(), ids=list(WHOLE))
def test_a_table_that_is_none_fails_with_a_reason(
    hub: Hub, table: Publication, change: Callable[[str], str | bytes]
) -> None:
    publish(hub, table.path, table.body(change(table.text)))
    snapshot = night(hub, table)
    assert (snapshot.outcome, snapshot.parts, snapshot.sha256) == ("failed", {}, "")
    assert snapshot.detail
    assert table.module.parse(snapshot, NOBODY).observations == ()


@EACH
def test_a_column_that_is_gone_or_renamed_or_twice_fails_by_name(table: Publication) -> None:
    head, rest = table.text.split("\n", 1)
    for text in (
        without_column(table.text, table.needed),
        f"{head.replace(table.needed, table.needed + ' v2')}\n{rest}",
        f"{head.replace(table.needed, f'{table.needed},{table.needed}')}\n{rest}",
    ):
        with Hub() as other:
            publish(other, table.path, table.body(text))
            snapshot = night(other, table)
        assert snapshot.outcome == "failed"
        assert f"the column {table.needed}" in snapshot.detail


@EACH
def test_wherever_a_table_is_cut_off_no_value_is_wrong(hub: Hub, table: Publication) -> None:
    usual = by_name(told(hub, table))
    whole = len(table.text.encode())
    for length in range(whole):
        cut = table.module.parse(snapshot_of(table, table.text.encode()[:length]), NOBODY)
        for observation in cut.observations:
            assert observation.values == usual[observation.entity].values


def test_a_table_that_is_cut_off_between_two_rows_is_not_taken_for_the_whole_one(hub: Hub) -> None:
    parsed = told(hub, ALL[0], MODELS.rstrip("\n"))
    assert parsed.observations == ()


# Packed tables.


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


BAD_ZIPS = {
    "no zip": INDEX.encode(),
    "half a zip": zipped({MEMBER: INDEX})[:200],
    "another member": zipped({"other.csv": INDEX}),
    "two of them": zipped({MEMBER: INDEX, f"old/{MEMBER}": INDEX}),
    "a bomb": zip_bomb(MEMBER, 40),
    "a lie about its size": zip_that_lies(MEMBER, INDEX.encode()),
    "a folder": zipped({f"{MEMBER}/": b""}),
    "a flipped bit": flipped(zipped({MEMBER: INDEX}), at=150),
}


@pytest.mark.parametrize("body", BAD_ZIPS.values(), ids=list(BAD_ZIPS))
def test_a_zip_that_is_not_whole_fails_with_a_reason(hub: Hub, body: bytes) -> None:
    publish(hub, ALL[2].path, body)
    snapshot = night(hub, ALL[2])
    assert (snapshot.outcome, snapshot.parts) == ("failed", {})
    assert snapshot.detail


def test_a_larger_zip_than_any_is_not_opened(hub: Hub) -> None:
    publish(hub, ALL[2].path, zipped({MEMBER: INDEX}) + b"\0" * (16 << 20))
    assert "larger than" in night(hub, ALL[2]).detail


# Rows that are odd among others that are not.

GOOD = "Good,Alpha,2025-05-01,Language,1000,1e20,Likely,,China,Discretionary,API access\n"
ODD = {
    "Bad,A,2025-05-01,L,ten,1e20,C,,China,N,API": "whose count of parameters is no number",
    "Bad,A,2025-05-01,L,1e400,1e20,C,,China,N,API": "whose count of parameters cannot be",
    "Bad,A,2025-05-01,L,inf,1e20,C,,China,N,API": "whose count of parameters is no number",
    "Bad,A,2025-05-01,L,-5,1e20,C,,China,N,API": "whose count of parameters cannot be",
    "Bad,A,2025-05-01,L,0,1e20,C,,China,N,API": "whose count of parameters cannot be",
    'Bad,A,2025-05-01,L,"1,000",1e20,C,,China,N,API': "whose count of parameters is no number",
    "Bad,A,2025-05-01,L,1_000,1e20,C,,China,N,API": "whose count of parameters is no number",
    "Bad,A,2025-05-01,L,１０００,1e20,C,,China,N,API": "whose count of parameters is no number",
    "Bad,A,2025-05-01,L,1000,1e20,C,,China,N": "of another width than the head of the table",
    "Bad,A,05/01/2025,L,1000,1e20,C,,China,N,API": "without a publication date",
    "Bad,A,2025-02-30,L,1000,1e20,C,,China,N,API": "whose publication date is no day",
    "Bad,A,2099,L,1000,1e20,C,,China,N,API": "whose publication date is still to come",
    "Bad,A,20250501,L,1000,1e20,C,,China,N,API": "without a publication date",
    ",A,2025-05-01,L,1000,1e20,C,,China,N,API": "without a name",
    "Bad\u202e,A,2025-05-01,L,1000,1e20,C,,China,N,API": "with a text that cannot be",
    "Bad\0,A,2025-05-01,L,1000,1e20,C,,China,N,API": "with a text that cannot be",
    f"{'B' * 201},A,2025-05-01,L,1000,1e20,C,,China,N,API": "whose name is too long",
}


@pytest.mark.parametrize(("row", "why"), ODD.items(), ids=list(map(repr, ODD)))
def test_an_odd_row_is_left_out_and_told(hub: Hub, row: str, why: str) -> None:
    head = MODELS.split("\n", 1)[0]
    parsed = told(hub, ALL[0], f"{head}\n{GOOD}{row}\n")
    assert list(by_name(parsed)) == ["Good"]
    assert parsed.oddities == (f"1 row {why}",)


def test_of_two_rows_that_contradict_each_other_neither_is_believed(hub: Hub) -> None:
    other = GOOD.replace("Good", "Other")
    text = MODELS.split("\n", 1)[0] + f"\n{other}{GOOD}{GOOD.replace('1e20', '1e21')}"
    parsed = told(hub, ALL[0], text)
    assert list(by_name(parsed)) == ["Other"]
    assert parsed.oddities == ("1 row left out, for others contradict them",)


def test_a_table_most_of_whose_rows_are_odd_is_not_believed(hub: Hub) -> None:
    bad = "".join(GOOD.replace("Good", f"B{number}").replace("1e20", "?") for number in range(2))
    publish(hub, ALL[0].path, MODELS.split("\n", 1)[0] + "\n" + GOOD + bad)
    snapshot = night(hub, ALL[0])
    assert snapshot.outcome == "failed"
    assert "2 rows whose training compute is no number" in snapshot.detail


# Servers that fail.

FAULTS: dict[str, Twist] = {
    "not found": faults.status(404, b"no such file"),
    "forbidden": faults.status(403),
    "too many requests": faults.status(429, Retry_After="86400"),
    "unavailable": faults.status(503),
    "html": faults.html(),
    "a reset": faults.reset(),
    "silence": faults.silent(),
    "a circle": faults.redirect("/data/"),
}


@EACH
@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_server_that_fails_is_a_snapshot_that_says_so(
    hub: Hub, table: Publication, fault: Twist
) -> None:
    hub.twist(fault, path="/data/")
    clocks = TurnedClock().time
    web = Web({table.id: hub.url}, limits=Limits(silence=0.1), clocks=clocks, token=lambda: None)
    snapshot = table.module.fetch(web, NOBODY, TODAY)
    assert (snapshot.outcome, snapshot.parts, snapshot.source) == ("failed", {}, table.id)
    assert snapshot.detail
    assert snapshot.requests >= 1


def test_a_failure_that_passes_costs_only_requests(hub: Hub) -> None:
    hub.twist(faults.status(503), path="/data/", times=2)
    clock = TurnedClock()
    publish(hub, ALL[0].path, MODELS)
    snapshot = night(hub, ALL[0], clock)
    assert (snapshot.outcome, snapshot.requests, clock.slept) == ("ok", 3, [1, 2])


def test_a_snapshot_of_garbage_says_nothing_and_why() -> None:
    for table in ALL:
        parsed = table.module.parse(snapshot_of(table, "<html>"), NOBODY)
        assert parsed.observations == ()
        assert len(parsed.oddities) == 1
