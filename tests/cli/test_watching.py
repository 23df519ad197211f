"""A save wakes whoever waits for it; reading wakes nobody."""

from pathlib import Path

from builder.cli._watching import watching


def test_a_saved_a_renamed_and_a_deleted_file_are_told_and_a_read_one_is_not(
    tmp_path: Path,
) -> None:
    inside = tmp_path / "models"
    inside.mkdir()
    file = inside / "m.yml"
    with watching([tmp_path, tmp_path / "there-is-none"]) as watch:
        file.write_text("name: M\n", encoding="utf-8")
        assert watch.wait(10), "a new file"
        file.read_text(encoding="utf-8")
        assert not watch.wait(0.2), "it was only read"
        (tmp_path / "aside").write_text("name: N\n", encoding="utf-8")
        assert watch.wait(10)
        (tmp_path / "aside").replace(file)
        assert watch.wait(10), "as editors save: written aside, and renamed"
        file.unlink()
        assert watch.wait(10)
