"""Customers from a file: what is sent, what is told, and what is left behind."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.each import each, thinned
from tests.support.rows_and_statuses import refused
from tests.support.terminal import on_terminal
from tests.support.wording import Wording

LIST = "643000000001"
CREATE = ("customer-lists", "create", "--name", "Readers", "--file")
ADD = ("customer-lists", "add-records", LIST, "--file")


def people(tmp_path: Path, count: int = 250, *more: str, name: str = "people.csv") -> str:
    file = tmp_path / name
    rows = [f"{number},Reader.{number}@Example.com" for number in range(count)]
    file.write_text("\n".join(["id,email", *rows, *more]) + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads) -> Pinads:
    return patient


def records_of(pinads: Pinads, identity: str) -> int:
    """How many different records the emulator has of a list."""

    with opened(next((pinads.data_dir / "emulator").glob("*.sqlite*"))) as database:
        return int(database.execute("SELECT count(*) FROM records WHERE list = ?", (identity,)).fetchone()[0])


def test_a_list_is_made_with_the_first_chunk_and_filled_with_the_others(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250, "7,nobody", "8,reader.1@example.com ", "9,READER.2@example.com")
    made = pinads(*CREATE, file, "--chunk-size", "100", "-o", "json")
    assert made.exit_code == 5
    assert [entry.operation for entry in pinads.writes] == ["customer_lists/create", *["customer_lists/update"] * 2]
    told = made.json
    expected = {"rows": 253, "records": 250, "invalid": 1, "duplicates": 2, "hashed_already": 0, "column": "email"}
    chunks = {"chunks": 3, "chunks_applied": 3, "chunks_rejected": 0, "chunks_unknown": 0, "chunks_not_sent": 0}
    assert told == {**told, **expected, **chunks, "name": "Readers", "operation": "ADD", "records_sent": 250}
    found = pinads.json("customer-lists", "get", told["id"])
    assert (found["num_uploaded_user_records"], found["num_batches"]) == (250, 3)
    assert records_of(pinads, told["id"]) == 250
    assert "skipped 1 of 253 rows (1: " in made.stderr


def test_adding_and_removing(pinads: Pinads, tmp_path: Path) -> None:
    before = pinads.json("customer-lists", "get", LIST)
    file = people(tmp_path, 120)
    assert pinads.json(*ADD, file)["records_sent"] == 120
    assert pinads.json("customer-lists", "remove-records", LIST, "--file", file)["operation"] == "REMOVE"
    after = pinads.json("customer-lists", "get", LIST)
    for counter in ("num_uploaded_user_records", "num_removed_user_records"):
        assert after[counter] - before[counter] == 120


@pytest.mark.parametrize(("more", "code"), [((), 5), (("--skip-invalid",), 0)])
def test_invalid_rows_are_a_failure_unless_they_may_be_skipped(pinads: Pinads, tmp_path: Path, more: tuple[str, ...], code: int) -> None:
    run = pinads(*ADD, people(tmp_path, 3, "4,nobody"), *more, "-o", "json")
    assert (run.exit_code, run.json["invalid"], run.json["records_sent"]) == (code, 1, 3)


@pytest.mark.slow
def test_a_reader_who_has_left_changes_no_exit_code(script: list[str], real_environment: dict[str, str], tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as gone:
        run = subprocess.run([*script, *ADD, people(tmp_path, 3, "4,nobody")], env=real_environment, stdout=gone, check=False)
    assert run.returncode == 5


@pytest.mark.parametrize("name", ["failed.csv", "failed.jsonl"])
def test_invalid_rows_are_kept_as_they_are_and_can_be_mended(pinads: Pinads, tmp_path: Path, name: str) -> None:
    failed = tmp_path / name
    failed.write_text("of yesterday")
    pinads(*ADD, people(tmp_path, 3, '4,"No, body "', "5,é"), "--failed-out", str(failed))
    assert stat.S_IMODE(failed.stat().st_mode) == 0o600
    text = failed.read_text(encoding="utf-8")
    assert "No, body " in text
    assert text.count("\n") == (3 if name.endswith("csv") else 2)
    assert '5,"' in text or '"line": 5' in text
    failed.write_text(text.replace("No, body ", "mended@example.com"), encoding="utf-8")
    left = tmp_path / f"left-{name}"
    again = pinads(*ADD, str(failed), "--failed-out", str(left), "-o", "json")
    assert (again.json["records_sent"], again.json["invalid"]) == (1, 1)
    assert ("é" in left.read_text(encoding="utf-8")) or "\\u00e9" in left.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted([name, left.name, "people.csv"])


def test_a_failed_out_that_is_no_plain_file_is_written_to_and_not_replaced(pinads: Pinads, tmp_path: Path) -> None:
    pinads(*ADD, people(tmp_path, 3, "4,nobody"), "--failed-out", os.devnull)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    pinads.forget()
    refused(pinads, *ADD, people(tmp_path), "--failed-out", str(tmp_path / "no" / "x"), says="cannot write")


def test_a_dry_run_counts_and_shows_three_hashes(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250, "7,nobody", f"8,{sha256(b'x').hexdigest()}")
    told = pinads.ok(*CREATE, file, "--dry-run", "--chunk-size", "100", "--failed-out", str(tmp_path / "f"), "-o", "json").json
    assert {name: told[name] for name in ("rows", "records", "invalid", "hashed_already", "chunks")} == {
        "rows": 252,
        "records": 251,
        "invalid": 1,
        "hashed_already": 1,
        "chunks": 3,
    }
    hashes = {sha256(f"reader.{number}@example.com".encode()).hexdigest() for number in range(250)} | {sha256(b"x").hexdigest()}
    assert len(set(told["examples"]) & hashes) == 3
    assert pinads.requests == []
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize("output", ["json", "table", "csv", "yaml", "ids"])
@pytest.mark.parametrize("mode", thinned([(), ("--dry-run",), ("--debug",), ("-v",)], 4))
def test_no_address_is_shown(pinads: Pinads, output: str, mode: tuple[str, ...]) -> None:
    rows = "Secret.1@people.example\nsecret at people.example\nsecret2@people.example\n"
    run = pinads(*CREATE, "-", *mode, "-o", output, input=rows)
    assert run.exit_code in (0, 5) or (output, mode) == ("ids", ("--dry-run",))
    assert "secret" not in (run.stdout + run.stderr).lower()
    assert sha256(b"secret.1@people.example").hexdigest() not in run.stderr


def test_standard_input_and_json_lines(pinads: Pinads) -> None:
    rows = "".join(json.dumps({"id": number, "email": f"r{number}@example.com"}) + "\n" for number in range(5))
    assert pinads.json(*ADD, "-", input=rows)["records_sent"] == 5
    assert pinads.ok(*ADD, "-", "-o", "ids", input="a@example.com\n").lines == [LIST]
    assert pinads.json(*ADD, "-", "--fields", "id,records", input="a@example.com\n") == {"id": LIST, "records": 1}
    assert pinads.json(*ADD, "-", "--query", "records_sent", input="a@example.com\n") == 1


@each(
    ("words", "says"),
    [
        ((*ADD, "{file}", "--records", "@{file}"), "give --file or --records"),
        ((*CREATE, "{file}", "--records", "a@example.com"), "--file and --records cannot be combined"),
        ((*CREATE, "{file}", "-F", "x=1"), "-F does not apply to --file"),
        ((*CREATE, "{file}", "--list-type", "LR_ID"), "--file is for EMAIL, MAID, IDFA: "),
        ((*CREATE, "{file}", "--list-type", "EMIAL"), "Invalid --list-type 'EMIAL'"),
        ((*CREATE, "{file}", "--column", "mail"), "did you mean 'email'?"),
        ((*CREATE, "{file}", "--wait-timeout", "soon"), "Invalid --wait-timeout 'soon'"),
        ((*CREATE, "{file}", "--fields", "recrods"), "did you mean 'records'?"),
        ((*CREATE, "{file}", "--resume", "1"), "upload '1'; there are: none"),
        ((*CREATE, "/nowhere"), "/nowhere: No such file"),
        (("customer-lists", "add-records", "x", "--file", "{file}", "--exact-ids"), "Invalid ID: 'x'"),
        (("customer-lists", "add-records", "-", "--file", "-"), "read only once"),
        (("customer-lists", "add-records", LIST, "--records", "a@b.de", "--wait"), "--wait is for "),
        (("customer-lists", "create", "--name", "x", "--records", "a@b.de", "--column", "a"), "--column is for "),
    ],
)
def test_wrong_use(pinads: Pinads, tmp_path: Path, words: tuple[str, ...], says: str, wording: Wording) -> None:
    file = people(tmp_path)
    run = refused(pinads, *(word.format(file=file) for word in words), says=says)
    wording(run.stderr, of=words)


def test_a_file_without_customers_sends_nothing(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "f.csv"
    failed.write_text("of yesterday")
    refused(pinads, *ADD, "-", input="email\nx\ny\n\n", says="all 2 rows are invalid (2: ")
    refused(
        pinads,
        *ADD,
        "-",
        "--failed-out",
        str(failed),
        input="email\n",
        says="standard input: it has no rows",
    )
    assert failed.read_text() == "of yesterday"


def test_a_list_that_is_not_there(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads("customer-lists", "add-records", "9", "--file", people(tmp_path), "-o", "json")
    assert run.exit_code == 4
    assert pinads.writes == []


def test_few_customers_are_warned_of_when_a_list_is_made(pinads: Pinads, tmp_path: Path) -> None:
    assert "warning: 99 records" in pinads.ok(*CREATE, people(tmp_path, 99)).stderr
    assert "warning" not in pinads.ok(*CREATE, people(tmp_path, 100)).stderr
    assert "warning" not in pinads.ok(*ADD, people(tmp_path, 1)).stderr


def test_waiting_until_it_is_matched_and_an_audience_of_it(pinads: Pinads, tmp_path: Path, no_waiting: list[float]) -> None:
    told = pinads.json(*CREATE, people(tmp_path, 100), "--make-audience", "My readers")
    assert told["status"] == "READY"
    assert no_waiting
    made = pinads.json("audiences", "get", told["audience_id"])
    assert (made["name"], made["audience_type"], made["rule"]["customer_list_id"]) == ("My readers", "CUSTOMER_LIST", told["id"])


def test_a_list_that_is_too_small_makes_no_audience(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads(*CREATE, people(tmp_path, 99), "--make-audience", "My readers", "-o", "json")
    assert (run.exit_code, run.json["status"]) == (5, "TOO_SMALL")
    assert "fewer than 100" in run.error["message"]
    assert "audiences/create" not in pinads.operations


def test_waiting_has_an_end(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads(*CREATE, people(tmp_path, 100), "--wait", "--wait-timeout", "1s", "-o", "json")
    assert (run.exit_code, run.json["records_sent"]) == (5, 100)
    assert run.error["message"].startswith("after 1 s ")
    assert "PROCESSING; all records arrived" in run.error["message"]


@pytest.mark.parametrize("fault", thinned(["drop_after", "error_after", "truncate", "drop_before", "error_before", "html", "throttle"], 4))
@pytest.mark.parametrize("request_", [0, 3, *(pytest.param(number, marks=pytest.mark.slow) for number in (1, 2, 4, 5))])
def test_whatever_goes_wrong_once_every_record_arrives_and_one_list_is_made(
    pinads: Pinads, tmp_path: Path, fault: str, request_: int
) -> None:
    pinads.faults = Faults.script([None] * request_ + [fault])
    told = pinads.ok(*CREATE, people(tmp_path, 250), "--chunk-size", "100", "-o", "json").json
    pinads.faults = None
    assert (told["chunks_applied"], told["records_sent"]) == (3, 250)
    assert records_of(pinads, told["id"]) == 250
    assert pinads.json("customer-lists", "get", told["id"])["num_uploaded_user_records"] == 250
    assert [one["name"] for one in pinads.json("customer-lists", "list")].count("Readers") == 1


def test_what_is_refused_is_told_and_can_be_sent_later(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    pinads.faults = Faults.script([None, None, "missing_scope"])
    run = pinads(*CREATE, file, "--chunk-size", "100", "-o", "json")
    assert run.exit_code == 5
    assert (run.json["chunks_applied"], run.json["chunks_not_sent"]) == (1, 2)
    assert "(2 not sent)" in run.error["message"]
    assert run.error["message"].startswith("2 of 3 chunks ")
    line = next(line for line in run.stderr.splitlines() if line.startswith("to resume it, run: pinads "))
    pinads.faults = None
    pinads.forget()
    again = pinads.ok(*line.partition("pinads ")[2].split(), "-o", "json")
    assert (again.json["id"], again.json["chunks_applied"]) == (run.json["id"], 3)
    assert [entry.operation for entry in pinads.writes] == ["customer_lists/update"] * 2
    assert records_of(pinads, run.json["id"]) == 250


def test_credentials_that_are_no_good_are_that_error(pinads: Pinads, tmp_path: Path) -> None:
    pinads.faults = Faults.script(["missing_scope"])
    run = pinads(*CREATE, people(tmp_path), "-o", "json")
    assert (run.exit_code, run.stdout, run.error["type"]) == (3, "", "MissingScope")
    pinads.faults = None
    (entry,) = pinads.json("journal", "list")
    assert (entry["state"], entry["applied"], entry["rejected"]) == ("stopped", 0, 0)


def test_without_a_journal_nothing_is_sent(pinads: Pinads, tmp_path: Path) -> None:
    (pinads.data_dir / "journal.sqlite3").mkdir()
    refused(pinads, *CREATE, people(tmp_path, 100), code=1, says="(Is a directory)")


def test_many_lists_from_a_file_are_still_rows_of_their_own(pinads: Pinads) -> None:
    rows = 'name,records\nA,"a@example.com,b@example.com"\nB,c@example.com\n'
    assert len(pinads.ok("customer-lists", "create", "--file", "-", "-o", "ids", input=rows).lines) == 2


@pytest.mark.slow
def test_on_a_terminal(real_environment: dict[str, str], script: list[str], tmp_path: Path) -> None:
    file = people(tmp_path, 120, "7,nobody")
    screen = on_terminal([*script, *CREATE, file, "--skip-invalid"], real_environment, stderr_apart=False)
    assert screen.exit_code == 0
    assert "chunks_applied   1" in screen.plain
    assert max(map(len, screen.plain.splitlines())) <= 130
    assert "eader" not in screen.plain.replace("Readers", "")
