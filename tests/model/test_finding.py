"""Findings: sorted by place, shown on one line each, harmless whatever they quote."""

from hypothesis import given
from hypothesis import strategies as st

from builder.model.finding import Finding, Place, Severity, stop_publication, visible

ERROR = Finding(Place("b.yml", 2, 3), Severity.ERROR, "c", "is wrong", "mend it")
WARNING = Finding(Place("a.yml", 9, 1), Severity.WARNING, "c", "is odd", "")


def test_a_finding_says_place_severity_check_and_advice() -> None:
    assert str(ERROR) == "b.yml:2:3: error: is wrong [c]\n    mend it"
    assert str(WARNING) == "a.yml:9:1: warning: is odd [c]"
    assert str(Place("a.yml")) == "a.yml"


def test_findings_sort_by_file_line_and_column_and_then_by_severity() -> None:
    spots = [("a", 2, 1), ("a", 10, 1), ("a", 2, 5), ("b", 1, 1)]
    made = [
        Finding(Place(*spot), severity, "c", "m", "")
        for spot in spots
        for severity in (Severity.NOTICE, Severity.ERROR)
    ]
    order = [(f.place.path, f.place.line, f.place.column, f.severity.word) for f in sorted(made)]
    assert order == [
        ("a", 2, 1, "error"), ("a", 2, 1, "notice"), ("a", 2, 5, "error"), ("a", 2, 5, "notice"),
        ("a", 10, 1, "error"), ("a", 10, 1, "notice"), ("b", 1, 1, "error"), ("b", 1, 1, "notice"),
    ]  # fmt: skip


def test_only_errors_stop_publication() -> None:
    assert stop_publication((WARNING, ERROR))
    assert not stop_publication((WARNING,))
    assert not stop_publication(())


def test_what_is_hidden_is_written_out() -> None:
    assert visible("a\nb\u202ec\x1b[31m\ud800") == "a\\nb\\u202ec\\x1b[31m\\ud800"
    assert visible("通义 é 'x'") == "通义 é 'x'"


@given(st.text(), st.text(), st.text())
def test_a_finding_never_holds_more_lines_than_it_has_parts(
    path: str, said: str, todo: str
) -> None:
    finding = Finding(Place(path, 1, 1), Severity.ERROR, "c", said, todo)
    assert len(str(finding).splitlines()) == (2 if todo else 1)
    assert str(finding).replace("\n", "").isprintable()
