"""Files that cannot be read as records: one line that says where, and nothing is sent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused

OK = '{"name": "a", "objective_type": "CONSIDERATION"}'
CREATE = ("campaigns", "create", "--file")


@pytest.fixture(autouse=True)
def in_a_directory_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


FILES = [
    ("f.json", "[{'name': 1}]", "f.json, line 1, column 3: not valid JSON"),
    ("f.json", '[{"name": "a",}]', "f.json, line 1, column 1"),
    ("f.json", f"[{OK},\n{OK},,]", "f.json, line 2, column 50: not valid JSON"),
    ("f.json", f"[{OK}", "f.json, line 1, column 50: not valid JSON"),
    ("f.json", "[]", "f.json has no records"),
    ("f.json", "", "f.json is empty"),
    ("f.json", " \r\n \n", "f.json is empty"),
    ("f.json", "[1]", "f.json, record 1: expected an object of fields, got 1"),
    ("f.json", f"[{OK}, null]", "f.json, record 2: expected an object of fields"),
    ("f.json", f"[{OK}, [{OK}]]", "f.json, record 2: expected an object of fields"),
    ("f.json", '"secret@people.example"', "(not shown)"),
    ("f.json", "[" * 100_000, "f.json, line 1: nested too deeply"),
    ("f.json", '{"a":' * 200_000 + "1" + "}" * 200_000, "nested too deeply"),
    ("f.json", '[{"name": ' + "9" * 5_000 + "}]", "a number with too many digits"),
    ("f.json", '[{"name": "a\tb"}]', "f.json, line 1, column 13: not valid JSON"),
    ("f.json", '[{"name": "a\0b"}]', "f.json, line 1: a NUL character"),
    ("f.jsonl", "", "f.jsonl is empty"),
    ("f.jsonl", "\n\n", "f.jsonl is empty"),
    ("f.jsonl", f"{OK}\n\n{{bad}}\n", "f.jsonl, line 3, column 2: not valid JSON"),
    ("f.jsonl", f"{OK}\n{OK} {OK}\n", "f.jsonl, line 2, column 50: not valid JSON: Extra data"),
    ("f.jsonl", f"{OK}\n[1]\n", "f.jsonl, line 2: expected an object of fields"),
    ("f.ndjson", f"{OK}\n5\n", "f.ndjson, line 2: expected an object of fields, got 5"),
    ("f.csv", "", "f.csv is empty"),
    ("f.csv", "name,objective_type\n", "f.csv has no records"),
    ("f.csv", "name,objective_type\n,\n", "f.csv has no records"),
    ("f.csv", ",,\na,b,c\n", "f.csv, line 1: the header with the names of the fields is missing"),
    ("f.csv", "name,\na,b\n", "f.csv, line 2: 2 cells, but the header has 1 columns"),
    ("f.csv", "name,,status\na,b,c\n", "f.csv, line 1, column 2: a column without a name"),
    ("f.csv", "name,name\na,b\n", "f.csv, line 1, column 2: 'name' appears twice"),
    ("f.csv", "name,nme\na,b\n", "f.csv, line 1, column 2: there is no field 'nme'; did you mean 'name'?"),
    ("f.csv", "name,frobnicate\na,b\n", "f.csv, line 1, column 2: there is no field 'frobnicate'"),
    ("f.csv", "name,summary_status\na,b\n", "f.csv, line 1, column 2: summary_status cannot be written on create"),
    ("f.csv", "nam;objective_typ\na;b\n", "f.csv, line 1, column 1: there is no field 'nam'; did you mean 'name'?"),
    ("f.csv", "name,objective_type\na\n", "f.csv, line 2: 1 cells, but the header has 2 columns"),
    ("f.csv", "name,objective_type\na,b\n\nx,y,z\n", "f.csv, line 4: 3 cells"),
    ("f.csv", 'name,objective_type\n"a\nb",c\nx\n', "f.csv, line 4: 1 cells"),
    ("f.csv", 'name,objective_type\n"a,b\n', "f.csv, line 2: not valid CSV"),
    ("f.csv", 'name,objective_type\n"a"x,b\n', "f.csv, line 2: not valid CSV"),
    ("f.csv", "name\na\0b\n", "f.csv, line 2: a NUL character"),
    ("f.csv", "name\n" + "x" * (17 * 1024 * 1024) + "\n", "f.csv, line 2: not valid CSV: field larger than"),
    ("f.csv", "x" * 10_000_000 + "\na\n", "f.csv, line 1, column 1: there is no field 'xxx"),
    ("f", "", "f is empty"),
    ("f", "just words\n", "f, line 1, column 1: there is no field 'just words'"),
]


@pytest.mark.slow
@each(("name", "content", "says"), FILES, ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(FILES)])
def test_a_file_that_holds_no_records(pinads: Pinads, name: str, content: str, says: str) -> None:
    Path(name).write_text(content, encoding="utf-8", newline="")
    refused(pinads, *CREATE, name, says=says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name,objective_type\ncr\xe8me,AWARENESS\n", "f.csv, line 2: not UTF-8 (byte 0xe8)"),
        (b"\xff\xfen\x00\x00\xd8", "f.csv, line 1: not UTF-16"),
        (b"\x1f\x8b\x08\x00", "f.csv, line 1: not UTF-8"),
        (b"PK\x03\x04\x00\x00", "f.csv is not a readable workbook"),
    ],
)
def test_a_file_that_is_no_utf8_text(pinads: Pinads, content: bytes, says: str) -> None:
    Path("f.csv").write_bytes(content)
    refused(pinads, *CREATE, "f.csv", says=says)


def test_files_that_cannot_be_read(pinads: Pinads) -> None:
    refused(pinads, *CREATE, "nope.json", says="nope.json: No such file")
    refused(pinads, *CREATE, ".", says="read .: Is a directory")
    refused(pinads, *CREATE, "nope/f.json", says="nope/f.json: No such file")
    Path("f.json").write_text("[]")
    refused(pinads, *CREATE, "f.json/x", says="f.json/x: Not a directory")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(pinads: Pinads) -> None:
    Path("f.json").write_text("[]")
    Path("f.json").chmod(0)
    refused(pinads, *CREATE, "f.json", says="cannot read f.json: Permission denied")


def test_a_file_that_cannot_be_written(pinads: Pinads) -> None:
    """Failed rows that could not be kept would be lost, so nothing is sent."""
    write = ("campaigns", "pause", "626735000001", "--failed-out")
    refused(pinads, *write, "nope/x.csv", says="nope/x.csv: No such file")
    refused(pinads, *write, ".", says="write .: Is a directory")


def test_standard_input_that_holds_no_records(pinads: Pinads) -> None:
    refused(pinads, *CREATE, "-", says="standard input is empty")
    refused(pinads, *CREATE, "-", input="[{]", says="line 1, column 3: ")
    refused(pinads, *CREATE, "-", input=b"name\n\xff\n", says="standard input, line 2: not UTF-8")


IDS = [
    ("", "standard input had no ids"),
    ("\n \n", "standard input had no ids"),
    ("1\nabc\n", "standard input, line 2: 'abc' is not an id"),
    ("1" * 31, "is not an id of up to 18 digits"),
    ("-5\n", "standard input, line 1: '-5' is not an id"),
    ("1 2\n", "standard input, line 1: '1 2' is not an id"),
    ("1\0\n", "standard input, line 1: a NUL character"),
    ('{"name": "x"}', "standard input, record 1: the record has no id"),
    ('{"id": "1"}\n{"name": "x"}\n', "standard input, line 2: the record has no id"),
    ('{"id": "1"}\n{"id": 1.5}\n', "standard input, line 2: expected an id of up to 18 digits, got 1.5"),
    ('{"id": null}', "expected an id of up to 18 digits, got None"),
    ('{"id": "1"}\n2\n', "standard input, line 2: expected an object"),
    ('{"id": ', "standard input, line 1, column 8: not valid JSON"),
    ("[1]", "standard input, record 1: expected an object"),
    ('[{"id": "x"}]', "standard input, record 1: 'x' is not an id"),
]


@each(("piped", "says"), IDS)
@each("command", [("pause", "-"), ("update", "-", "--name", "x")], ids=lambda words: words[0])
def test_piped_ids_that_are_none(pinads: Pinads, command: tuple[str, ...], piped: str, says: str) -> None:
    refused(pinads, "campaigns", *command, "--exact-ids", input=piped, says=says)
