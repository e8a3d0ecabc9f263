"""An unfinished upload is resumed by the same command only while nothing else wrote to its list."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, Faults
from pinads.sdk import Client, CustomerList
from tests.services.uploads.test_list_uploads import LIST, _pinads, people, records_of  # noqa: F401
from tests.services.uploads.test_upload_entries import ADD, AT_100, NEW, stopped
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import ACCOUNT, refused
from tests.support.wording import Wording

REMOVE = ("customer-lists", "remove-records", LIST, "--file")
ONE = ("customer-lists", "add-records", LIST, "--records", "-")


def not_gone_on_with(pinads: Pinads, *words: str, since: str, code: int = 2) -> None:
    """The command typed again sends nothing, and says why and what to do."""
    pinads.forget()
    run = refused(pinads, *words, code=code, says=since, reads=True)
    assert "run 1 did not finish (1 of 3 chunks applied)" in run.stderr
    assert ("`pinads journal resume 1`" in run.stderr, " --fresh " in run.stderr) == (True, True)


@pytest.mark.parametrize(("left", "since"), [(REMOVE, ADD), (ADD, REMOVE)])
def test_not_when_another_upload_came_between(pinads: Pinads, tmp_path: Path, left: tuple[str, ...], since: tuple[str, ...]) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *left, file)
    pinads.ok(*since, file)
    size = records_of(pinads, LIST)
    not_gone_on_with(pinads, *left, file, *AT_100, since=f"run 2 has written to customer list {LIST} since")
    not_gone_on_with(pinads, *left, file, "--dry-run", since="run 2 has")
    assert records_of(pinads, LIST) == size


def test_not_when_all_had_arrived_and_it_was_waited_for(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    pinads.faults = Faults(**{"missing_scope@audiences/create": 1.0})
    assert pinads(*ADD, file, "--make-audience", "My readers").exit_code == 3
    pinads.faults = None
    pinads.ok(*REMOVE, file)
    pinads.forget()
    refused(pinads, *ADD, file, says="run 2 has")
    size = records_of(pinads, LIST)
    pinads.ok(*ADD, file, "--fresh")
    assert records_of(pinads, LIST) == size + 250


def test_the_two_ways_that_it_names_work(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    pinads.ok(*REMOVE, file)
    size = records_of(pinads, LIST)
    assert pinads.json("journal", "resume", "1")["chunks_applied"] == 3
    assert records_of(pinads, LIST) == size + 150
    pinads.ok(*ADD, file, "--fresh")
    assert records_of(pinads, LIST) == size + 250


@pytest.mark.parametrize("words", [ONE, ("api", "PATCH", f"/ad_accounts/{ACCOUNT}/customer_lists/{LIST}")])
def test_not_after_a_command_of_another_kind(pinads: Pinads, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    if words[0] == "api":
        body = tmp_path / "body.json"
        body.write_text('{"operation_type": "REMOVE", "records": "a@example.com"}')
        pinads.ok(*words, "--input", str(body))
    else:
        pinads.ok(*words, input="a@example.com\n")
    not_gone_on_with(pinads, *ADD, file, since="run 2 has")


def test_not_when_an_earlier_one_was_gone_on_with_meanwhile(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *REMOVE, file)
    stopped(pinads, *ADD, file)
    pinads.ok("journal", "resume", "1")
    pinads.forget()
    refused(pinads, *ADD, file, says="run 1 has written to customer list")


def test_not_when_the_list_counts_more_than_this_journal_knows(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    emulator = Emulator(pinads.data_dir / "emulator")
    elsewhere = Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))
    CustomerList(ACCOUNT, LIST, client=elsewhere).add_record("a@example.com")
    emulator.close()
    not_gone_on_with(pinads, *ADD, file, since=f"customer list {LIST} was written to since (")


def test_what_came_through_a_pipe_is_gone_on_with_by_number(pinads: Pinads, wording: Wording) -> None:
    rows = "".join(f"r{number}@example.com\n" for number in range(250))
    stopped(pinads, *ADD, "-", input=rows)
    pinads.ok(*ONE, input="a@example.com\n")
    wording(pinads(*ADD, "-", input=rows).stderr)


@pytest.mark.parametrize("command", [ADD, NEW])
def test_of_itself_when_other_lists_and_other_things_were_written(pinads: Pinads, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *command, file)
    pinads.ok("customer-lists", "create", "--name", "Other", "--records", "-", input="a@example.com\n")
    pinads.ok("customer-lists", "add-records", LIST[:-1] + "2", "--file", file)
    assert pinads.json(*command, file)["chunks_applied"] == 3


def test_of_itself_when_what_came_between_was_refused(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    stopped(pinads, *REMOVE, file, after=1)
    assert pinads.json(*ADD, file)["chunks_applied"] == 3
