"""--records: what is neither an address, a hash nor an id of the list's type is refused and not repeated; the rest is cleaned."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.loopback import always, response, serving
from tests.support.rows_and_statuses import settings
from tests.support.wording import Wording

LIST = "643000000001"
ADD = ("customer-lists", "add-records", LIST)
PERSON = "planted.person@customers.example"
NAME = "Plantedname"
IDFA = "6d92078a-8246-4ba4-ae5b-76104861e7dc"
EMPTY_HASH = hashlib.sha256(b"").hexdigest()
EVERY_WAY = [
    (*ADD, "--records"),
    ("customer-lists", "remove-records", LIST, "--records"),
    ("customer-lists", "create", "--name", "mine", "--records"),
    ("customer-lists", "update", LIST, "--operation-type", "ADD", "--records"),
]


def sent(request: str) -> object:
    return json.loads(request.partition("\r\n\r\n")[2])["records"]


@each("command", EVERY_WAY)
@each(
    ("written", "says"),
    [
        (f"email\n{PERSON}\n", "line 1 has a heading"),
        (f"first name\n{PERSON}\n", "line 1 has a heading"),
        (f"email,name\n{PERSON},{NAME}\n", "line 1 has a heading"),
        (f"{PERSON},{NAME}\n", "line 1 has several columns"),
        (f"{PERSON};{NAME}\n", "line 1 has several columns"),
        (f"{PERSON}\t{NAME}\n", "line 1 has several columns"),
        (f"{PERSON}|{NAME}\n", "line 1 has several columns"),
    ],
)
def test_a_table_is_refused_and_the_way_to_read_it_named(
    pinads: Pinads, tmp_path: Path, command: tuple[str, ...], written: str, says: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(written)
    for records, piped in ((f"@{file}", None), ("-", written)):
        run = pinads(*command, records, input=piped)
        assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])
        assert says in run.stderr
        assert "--file FILE" in run.stderr
        assert NAME not in run.stderr
        assert PERSON not in run.stderr


@each("command", EVERY_WAY)
@each(
    ("written", "says"),
    [
        (NAME, "1 of 1 record is invalid (1: "),
        (f"{PERSON}\n{NAME}\n", "the first on line 2"),
        (f"{PERSON}\n{EMPTY_HASH}\n{'0' * 32}\n", "2 of 3 records are invalid"),
        (f"{PERSON}\n{NAME}@exam_ple.com\n", "1: its domain has characters"),
    ],
)
def test_what_is_no_record_is_refused_by_reason(pinads: Pinads, command: tuple[str, ...], written: str, says: str) -> None:
    run = pinads(*command, "-", input=written)
    assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])
    assert says in run.stderr
    assert not [planted for planted in (NAME, PERSON, EMPTY_HASH) if planted in run.stderr]


def test_what_is_certain_is_cleaned(tmp_path: Path, pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    written = f"\u201cAnn@Example.com\u201d\n'bob@example.com\n{IDFA.upper()}\n{'AB' * 32}\n"
    with serving(always(response(b'{"id": "643000000001", "name": "x"}'))) as server:
        for name, value in settings(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        pinads.ok(*ADD, "--records", "-", input=written)
    device = hashlib.sha256(IDFA.encode()).hexdigest()
    assert [sent(request) for request in server.requests] == [f"ann@example.com,bob@example.com,{device},{'ab' * 32}"]


def test_ids_of_partners_are_for_lists_of_their_type(tmp_path: Path, pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pinads(*ADD, "--records", "XY1234-Abcd999").exit_code == 2
    assert "type LR_ID" in pinads(*ADD, "--list-type", "LR_ID", "--records", NAME).stderr
    with serving(always(response(b'{"id": "643000000001", "name": "x"}'))) as server:
        for name, value in settings(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        pinads.ok(*ADD, "--list-type", "LR_ID", "--records", "XY1234-Abcd999")
        pinads.ok("customer-lists", "create", "--name", "n", "--list-type", "LR_ID", "--records", "XY1234-Abcd999")
    assert [sent(request) for request in server.requests if request.startswith(("POST", "PATCH"))] == ["XY1234-Abcd999"] * 2


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_cells_of_a_file_with_many_lists_are_held_to_the_same(pinads: Pinads, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"lists.{ending}"
    rows = [{"name": "good", "records": f"'{PERSON}"}, {"name": "bad", "records": f"{PERSON},{NAME}"}]
    if ending == "csv":
        with file.open("w", newline="") as opened:
            writer = csv.DictWriter(opened, ["name", "records"])
            writer.writeheader()
            writer.writerows(rows)
    else:
        file.write_text("\n".join(map(json.dumps, rows)))
    run = pinads("customer-lists", "create", "--file", str(file))
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "1 of 2 records is invalid" in run.stderr
    assert NAME not in run.stderr
    assert PERSON not in run.stderr


def test_the_summary_has_the_reasons(pinads: Pinads) -> None:
    content = f"email\n{PERSON}\n{EMPTY_HASH}\n{NAME}\n{NAME}\n"
    told = pinads.json("customer-lists", "create", "--name", "n", "--file", "-", "--dry-run", input=content)
    why = "it has no @, and is neither a hash nor a device id"
    assert told["invalid_reasons"].pop(why) == 2
    ((other, count),) = told["invalid_reasons"].items()
    assert ("hash of an empty value" in other, count) == (True, 1)
    shown = pinads.ok("customer-lists", "create", "--name", "n", "--file", "-", "--dry-run", "-o", "table", input=content).stdout
    assert why in shown


def test_invalid_rows_are_kept_with_the_new_reasons(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    failed = tmp_path / "failed.csv"
    content = f"idfa\n{IDFA.replace('-', '')}\n{'0' * 32}\n"
    assert pinads(*ADD, "--file", "-", "--failed-out", str(failed), input=content).exit_code == 5
    assert failed.read_text().startswith(f"line,record,reason\n3,{'0' * 32},")
    wording(failed.read_text())


def test_a_list_of_devices_needs_no_column_name(pinads: Pinads) -> None:
    told = pinads.json(*ADD, "--list-type", "MAID", "--file", "-", "--dry-run", input=f"{IDFA.replace('-', '')}\n")
    assert told["examples"] == [hashlib.sha256(IDFA.encode()).hexdigest()]


CREATE = ("customer-lists", "create", "--name", "mine", "--records-v2")


def test_records_as_objects_are_json_from_an_option_a_file_and_a_cell(
    pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.json"
    file.write_text(json.dumps([{"email": PERSON}]))
    table = tmp_path / "lists.csv"
    with table.open("w", newline="") as lists:
        csv.writer(lists).writerows([["name", "records_v2"], ["mine", file.read_text()]])
    update = ("customer-lists", "update", LIST, "--operation-type", "ADD", "--records-v2")
    commands = [(*CREATE, file.read_text()), (*CREATE, json.dumps({"email": PERSON})), (*CREATE, f"@{file}"), (*update, f"@{file}")]
    with serving(always(response(b'{"id": "643000000001", "name": "mine"}'))) as server:
        for name, value in settings(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        for command in (*commands, ("customer-lists", "create", "--file", str(table), "--again")):
            run = pinads(*command)
            assert (run.exit_code, PERSON in run.stdout + run.stderr) == (0, False), run.stderr
    bodies = [json.loads(request.partition("\r\n\r\n")[2]) for request in server.requests if request.startswith(("POST", "PATCH"))]
    assert [body["records_v2"] for body in bodies] == [[{"email": PERSON}]] * 5


@each("records", [PERSON, f'["{PERSON}"]', f'[{{"email": "{PERSON}", "first_name": "{NAME}"}}]'])
def test_records_that_are_no_such_objects_are_refused_and_not_repeated(pinads: Pinads, records: str) -> None:
    run = pinads(*CREATE, records)
    assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])
    assert "--records-v2" in run.stderr
    assert "@" not in run.stderr
    assert NAME not in run.stderr


@each(
    ("record", "says"),
    [
        ({"email": NAME}, "it has no @"),
        ({"email": f"{NAME} <{PERSON}>"}, "it has characters"),
        ({"email": IDFA}, "an e-mail address or"),
        ({"email": EMPTY_HASH}, "hash of an empty value"),
        ({"maid": PERSON}, "a device id or"),
        ({"maid": "0" * 32}, "opted out"),
        ({"hashed_phone_number": "+14155550123"}, "it has no @"),
        ({"hashed_phone_number": PERSON}, "expected a hash"),
        ({"hashed_pinner_id": "5497558"}, "it has no @"),
    ],
)
def test_identifiers_in_objects_are_held_to_the_same(pinads: Pinads, record: dict[str, str], says: str) -> None:
    run = pinads(*CREATE, json.dumps([{"email": PERSON}, record]))
    assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])
    (name,) = record
    assert f"--records-v2[1].{name}" in run.stderr
    assert says in run.stderr
    assert not [value for value in (PERSON, NAME, IDFA, "4155550123", EMPTY_HASH) if value in run.stderr]


def test_identifiers_in_objects_are_cleaned(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    device = "6d92078a-8246-4ba4-ae5b-76104861e7dc"
    given = [{"email": " \u201cAnn@Example.com\u201d", "external_id": "A 7", "maid": device.replace("-", "").upper()}, {"email": "AB" * 32}]
    hashes = [{"maid": "cd" * 16}, {"maid": "ef" * 16}]
    with serving(always(response(b'{"id": "643000000001", "name": "mine"}'))) as server:
        for name, value in settings(server.url, tmp_path).items():
            monkeypatch.setenv(name, value)
        pinads.ok(*CREATE, json.dumps(given))
        pinads.ok(*CREATE, json.dumps(hashes), "--again")
    bodies = [json.loads(request.partition("\r\n\r\n")[2]) for request in server.requests if request.startswith("POST")]
    cleaned = [{"email": "ann@example.com", "external_id": "A 7", "maid": device}, {"email": "ab" * 32}]
    assert [body["records_v2"] for body in bodies] == [cleaned, hashes]
