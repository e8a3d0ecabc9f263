"""What TAB does in real shells."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.shells import shell

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="shells in pseudo-terminals")]
SHELLS = ("bash", "zsh", "fish")
CONFIG = """default_profile = "work"

[profiles.work]
account = "1"

[profiles.spare]

[profiles.work.more]

[aliases]
stopped = "campaigns list --status \\"PAUSED\\""
"""
ONE: dict[str, tuple[str, str]] = {
    "a group": ("cam", "campaigns "),
    "a command": ("campaigns set-d", "campaigns set-daily-budget "),
    "an option": ("campaigns list --orde", "campaigns list --order "),
    "a choice": ("campaigns list --order D", "campaigns list --order DESCENDING "),
    "a choice in lower case": ("explain ex", "explain exit "),
    "a choice after =": ("campaigns update --status=AR", "campaigns update --status=ARCHIVED "),
    "a format": ("ads list -o y", "ads list -o yaml "),
    "the second of several": ("campaigns list --status ACTIVE,ARC", "campaigns list --status ACTIVE,ARCHIVED"),
    "a field": ("campaigns list --sort daily_s", "campaigns list --sort daily_spend_cap"),
    "a resource": ("schema cu", "schema customer-list "),
    "a second argument": ("schema campaign re", "schema campaign record "),
    "a file": ("campaigns create --file lea", "campaigns create --file leads.csv "),
    "a file after @": ("customer-lists add-records 1 --records @lea", "customer-lists add-records 1 --records @leads.csv "),
    "a profile": ("campaigns list --profile sp", "campaigns list --profile spare "),
    "an id": ("campaigns get --profile demo 62673500001", "campaigns get --profile demo 626735000011 "),
    "the id of a parent": ("adgroups create --profile demo --campaign 62673500001", "--campaign 626735000011 "),
    "a name": ("campaigns get --profile demo Spri", "campaigns get --profile demo Spring\\ refresh:\\ linen\\ bedding "),
    "a name in another case": ("campaigns pause --profile demo spring\\ r", "efresh:\\ linen\\ bedding "),
    "a name in quotes": ("campaigns pause --profile demo 'Spring re", "'Spring refresh: linen bedding' "),
    "the name of a parent": ("adgroups create --profile demo --campaign Spri", "--campaign Spring\\ refresh:\\ linen\\ bedding "),
    "an alias": ("stop", "stopped "),
    "an option of an alias": ("stopped --orde", "stopped --order "),
    "an alias to delete": ("alias delete st", "alias delete stopped "),
    "a profile to use": ("use sp", "use spare "),
    "a profile for use": ("profiles use sp", "profiles use spare "),
    "a field to compare": ("campaigns list --filter daily_s", "--filter daily_spend_cap="),
    "the run to undo": ("undo --profile demo 1", "undo --profile demo 1 "),
    "a profile before the command": ("--profile sp", "--profile spare "),
    "a command after an option": ("-o json --profile demo campaigns set-d", "set-daily-budget "),
    "an account's id": ("accounts get --profile demo 549755885175", "accounts get --profile demo 549755885175 "),
}
# A shell may leave out the beginning that they have in common.
SEVERAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "options": ("campaigns update --st", ("--status", "--start-time")),
    "choices": ("campaigns update --status ", ("ACTIVE", "PAUSED", "ARCHIVED", "DRAFT")),
    "formats": ("campaigns list -o ", ("table", "jsonl", "yaml", "ids")),
    "profiles": ("campaigns list --profile ", ("demo", "work", "spare")),
    "ids": ("campaigns get --profile demo ", ("35000001", "Spring refresh", "35000011", "Terracotta")),
    "ids of ad groups": ("adgroups pause --profile=demo ", ("60000001", "Linen duvet covers")),
    "runs": ("journal show --profile demo ", ("1", "campaigns pause 626735000001", "2", "campaigns activate 626735000001")),
    "fields to compare": ("ads list --filter re", ("review_status=", "rejected_reasons=", "rejection_labels=")),
    "accounts": ("campaigns list --profile demo --account ", ("85175", "Hearth & Loom", "85177")),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a file in it."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "leads.csv").write_text("")
    return home


@pytest.fixture
def variables(pinads: Pinads, tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has listed a few things before."""
    pinads.ok("accounts", "list")
    for verb in ("pause", "activate"):
        pinads.ok("campaigns", verb, "626735000001")
    pinads.ok("campaigns", "get", "626735000001", "626735000011")
    pinads.ok("adgroups", "list", "--campaign", "626735000001")
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.toml").write_text(CONFIG)
    return {"PINADS_DATA_DIR": str(pinads.data_dir), "PINADS_CONFIG_DIR": str(config)}


@pytest.mark.parametrize("name", SHELLS)
def test_tab_completes_what_only_one_thing_can_be(name: str, home: Path, variables: dict[str, str]) -> None:
    with shell(name, home, **variables) as keyboard:
        for typed, completed in ONE.values():
            keyboard.press(f"pinads {typed}\t")
            assert "Terracotta" not in keyboard.see(completed)
            keyboard.press("\x15 \x15")


@pytest.mark.parametrize("what", SEVERAL)
@pytest.mark.parametrize("name", SHELLS)
def test_tab_lists_what_can_follow(name: str, what: str, home: Path, variables: dict[str, str]) -> None:
    typed, listed = SEVERAL[what]
    with shell(name, home, **variables) as keyboard:
        keyboard.press(f"pinads {typed}\t")
        keyboard.see(*listed)


@pytest.mark.parametrize("name", SHELLS)
def test_tab_is_silent_where_nothing_can_follow(name: str, home: Path, variables: dict[str, str]) -> None:
    with shell(name, home, **variables) as keyboard:
        for typed in ("campaigns create ", "doctor ", "campaigns create --file leads.csv "):
            keyboard.press(f"pinads {typed}\tX")
            assert "_pinads" not in keyboard.see(f"{typed}X")
            keyboard.press("\x15 \x15")


@pytest.mark.parametrize("name", SHELLS)
def test_a_file_after_an_at_sign_with_a_blank_in_its_name(name: str, home: Path, variables: dict[str, str]) -> None:
    (home / "my rule.json").write_text("{}")
    with shell(name, home, **variables) as keyboard:
        keyboard.press("pinads audiences create --rule @my\\ r\t")
        keyboard.see("--rule @my\\ rule.json ")


@pytest.mark.parametrize("name", SHELLS)
def test_ids_are_those_of_the_profile_in_use(name: str, home: Path, variables: dict[str, str]) -> None:
    """PINADS_PROFILE beats the default of the configuration, which is another profile here; the account narrows them."""
    with shell(name, home, **variables, PINADS_PROFILE="demo") as keyboard:
        keyboard.press("pinads campaigns get --account 549755885175 62673500001\t")
        keyboard.see("get --account 549755885175 626735000011 ")
    (home / "bin" / "pinads").unlink()
    (home / "bin").rmdir()
    with shell(name, home, **variables) as keyboard:
        keyboard.press("pinads campaigns get 62673500001\tX")
        keyboard.see("get 62673500001X")


@pytest.mark.parametrize("name", SHELLS)
def test_the_platforms_directories_are_found(name: str, home: Path, variables: dict[str, str]) -> None:
    for target, link in (("PINADS_DATA_DIR", ".local/share"), ("PINADS_CONFIG_DIR", ".config")):
        (home / link).mkdir(parents=True)
        (home / link / "pinads").symlink_to(variables[target])
    with shell(name, home) as keyboard:
        keyboard.press("pinads campaigns get --profile demo 62673500001\t")
        keyboard.see("get --profile demo 626735000011 ")
        keyboard.press("\x15 \x15")
        keyboard.press("pinads campaigns list --profile sp\t")
        keyboard.see("--profile spare ")
