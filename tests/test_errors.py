"""Every failure of a run says what happened, why, and what to do, and has an exit code."""

from builder.errors import Exit, SourceError, TrackerError, UsageError


def test_a_failure_says_what_why_and_what_to_do() -> None:
    error = SourceError("the Hub did not answer", why="timeout", advice="run it again")
    assert str(error).splitlines() == [
        "the Hub did not answer",
        "  why: timeout",
        "  what to do: run it again",
    ]


def test_each_failure_has_an_exit_code_of_the_contract() -> None:
    codes = {kind.__name__: kind.exit_code for kind in TrackerError.__subclasses__()}
    assert codes["UsageError"] is Exit.USAGE
    assert codes["SourceError"] is Exit.STALE
    assert set(codes.values()) <= set(Exit)
    assert not issubclass(UsageError, SourceError)


def test_exit_codes_are_the_numbers_that_scripts_rely_on() -> None:
    assert [int(code) for code in Exit] == [0, 1, 2, 3, 4, 5]
