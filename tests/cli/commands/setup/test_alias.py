"""pinads alias: a name of one's own for a command, kept in config.toml."""

from __future__ import annotations

from pathlib import Path

from tests.support.command_line import Pinads
from tests.support.each import each

LOSERS = "ads list --filter 'status=ACTIVE' --limit 3"


def test_an_alias_stands_for_its_words_and_takes_more(pinads: Pinads) -> None:
    pinads.ok("alias", "set", "losers", LOSERS)
    there = pinads.ids("ads", "list", "--filter", "status=ACTIVE", "--limit", "3")
    assert pinads.ids("losers") == there
    assert pinads.ids("--account", "549755885175", "losers", "--limit", "1") == there[:1]
    assert pinads.json("alias", "list") == [{"name": "losers", "command": LOSERS}]
    assert f"losers  {LOSERS}" in pinads.ok("help").stdout
    assert pinads.ok("help", "losers").stdout.startswith(f"losers is an alias of: pinads {LOSERS}\n\nUsage: pinads ads list ")
    pinads.ok("alias", "delete", "losers")
    assert pinads("losers").exit_code == 2
    assert pinads.json("alias", "list") == []


def test_a_quoted_argument_stays_one_word(pinads: Pinads) -> None:
    name = pinads.json("campaigns", "list", "--limit", "1")[0]["name"]
    pinads.ok("alias", "set", "first", f"""pinads campaigns list --filter 'name={name}' """)
    assert [row["name"] for row in pinads.json("first")] == [name]


@each(
    ("name", "text", "named"),
    [
        ("ads", "campaigns list", "'ads' is a command"),
        ("x", "campaigns lst", "did you mean 'list'"),
        ("x", "losers --limit 2", "no command 'losers'"),
        ("x", "campaigns list 'a", "no closing quotation"),
        ("x", "  ", "no command"),
        ("x y", "campaigns list", "Invalid alias 'x y'"),
        ("X", "campaigns list", "Invalid alias 'X'"),
    ],
)
def test_an_alias_that_could_not_run_is_refused(pinads: Pinads, tmp_path: Path, name: str, text: str, named: str) -> None:
    run = pinads("alias", "set", name, text)
    assert (run.exit_code, run.stdout) == (2, "")
    assert named in run.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


def test_a_token_is_not_stored_in_an_alias(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads("alias", "set", "x", "campaigns list --query pina_TEST_0123456789abcdef")
    assert run.exit_code == 2
    assert "pina_TEST" not in run.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


def test_a_command_wins_over_an_alias_of_its_name_and_aliases_are_not_expanded_twice(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[aliases]\nads = "campaigns list"\nloop = "loop"\nbad = "ads \'"\n')
    assert pinads.json("ads", "list", "--limit", "1")[0]["id"].startswith("687195")
    assert "No such command 'loop'" in pinads("loop").stderr
    run = pinads("bad")
    assert run.exit_code == 2
    assert "the alias 'bad' cannot be read" in run.stderr


def test_the_journal_has_the_command_and_not_the_alias(pinads: Pinads) -> None:
    pinads.ok("alias", "set", "stop", "campaigns pause --yes")
    pinads.ok("stop", "626735000001")
    assert pinads.json("journal", "list")[0]["command"] == "campaigns pause --yes 626735000001"


def test_other_settings_and_comments_stay(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    path = tmp_path / "config" / "config.toml"
    path.write_text('# mine\n[profiles.work]\naccount = "1"  # the shop\n')
    pinads.ok("alias", "set", "losers", LOSERS)
    assert path.read_text().startswith('# mine\n[profiles.work]\naccount = "1"  # the shop\n')
    pinads.ok("alias", "delete", "losers")
    assert path.read_text().strip() == '# mine\n[profiles.work]\naccount = "1"  # the shop'
