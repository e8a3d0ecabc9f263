"""``.pinads.toml``: which files count, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.config.repository_policy import NAME, repository_files, rules_in
from pinads.sdk.errors import InvalidInput


def test_those_above_count_too_up_to_the_repository(tmp_path: Path) -> None:
    deep = tmp_path / "repository" / "ads" / "spring"
    deep.mkdir(parents=True)
    for directory in (tmp_path, tmp_path / "repository", deep):
        (directory / NAME).write_text("")
    assert list(repository_files(deep, Path("/nowhere"))) == [deep / NAME, tmp_path / "repository" / NAME, tmp_path / NAME]
    (tmp_path / "repository" / ".git").write_text("gitdir: elsewhere")
    assert list(repository_files(deep, Path("/nowhere"))) == [deep / NAME, tmp_path / "repository" / NAME]


def test_nothing_above_the_home_directory(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "work").mkdir(parents=True)
    (tmp_path / NAME).write_text("")
    (home / NAME).write_text("")
    assert list(repository_files(home / "work", home)) == [home / NAME]


def test_the_rules_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("# nothing yet\n")
    assert rules_in(path) == []
    path.write_text('[policy]\nmax_rows = 5\nmax_bid = "1.50"\n')
    rules = [(rule.name, rule.value) for rule in rules_in(path) if rule.source == str(path)]
    assert rules == [("max_rows", 5), ("max_bid", 1_500_000)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[policy]\nmax_rows 5\n", "(at line 2, column 10)"),
        ("[policy]\nmax_rows =", "(at line 2, column 11)"),
        ("[policy", "line 1, column "),
        ("max_rows = 5\n", "'max_rows'; rules belong"),
        ("[polcy]\n", "did you mean 'policy'?"),
        ("policy = 3\n", "a table of rules"),
        ("[policy]\nmax_row = 5\n", "did you mean 'max_rows'?"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / NAME
    path.write_text(text)
    with pytest.raises(InvalidInput) as raised:
        rules_in(path)
    assert raised.value.message.startswith(str(path))
    assert says in raised.value.message
    assert ("is not valid TOML: " in raised.value.message) == ("line" in says)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff")
    with pytest.raises(InvalidInput, match="it is not UTF-8"):
        rules_in(tmp_path / NAME)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(InvalidInput, match="Is a directory"):
        rules_in(tmp_path / NAME)
