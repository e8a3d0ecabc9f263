"""The file of --failed-out: its format, and the rows that are no customers."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from pinads.sdk.customers.records import Invalid, prepare_records
from pinads.sdk.errors import InvalidInput
from pinads.services.writes.failed_rows import invalid_rows, kind_of, refuse_same
from tests.support.each import each

ROW = Invalid(7, 'No, "body"', "it has no @")


@each(
    ("name", "read", "written"),
    [
        ("f.csv", "jsonl", "csv"),
        ("f.TSV", "csv", "tsv"),
        ("f.json", "csv", "json"),
        ("f.xlsx", "csv", "xlsx"),
        ("f.ndjson", "csv", "jsonl"),
        ("f", "tsv", "tsv"),
        ("f.txt", "json", "json"),
    ],
)
def test_the_files_name_decides_the_format_and_else_the_input(name: str, read: str, written: str) -> None:
    assert kind_of(Path(name), read) == written


@pytest.mark.parametrize(("name", "kind"), [("f.csv", "jsonl"), ("f.tsv", "csv"), ("f.jsonl", "csv"), ("f.json", "csv"), ("f", "csv")])
def test_invalid_rows_are_what_file_takes_again(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    with invalid_rows(path, kind) as write:
        write(ROW)
        write(Invalid(8, "corrected@example.com", "it had no @"))
    with prepare_records(path) as records:
        assert (records.rows, records.count, records.invalid) == (2, 1, 1)
    assert (path.stat().st_mode & 0o777 == 0o600) or os.name != "posix"


def test_json_lines_and_a_table(tmp_path: Path) -> None:
    for name in ("f.jsonl", "f.csv"):
        with invalid_rows(tmp_path / name, "csv") as write:
            write(ROW)
    assert json.loads((tmp_path / "f.jsonl").read_text()) == {"line": 7, "record": 'No, "body"', "reason": "it has no @"}
    assert (tmp_path / "f.csv").read_text() == 'line,record,reason\n7,"No, ""body""",it has no @\n'


def test_an_error_leaves_an_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("of yesterday")
    with suppress(KeyError), invalid_rows(path, "csv") as write:
        write(ROW)
        raise KeyError
    assert path.read_text() == "of yesterday"
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    with invalid_rows(None, "csv") as write:
        write(ROW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_the_options_fault(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="nothing was sent") as caught, invalid_rows(tmp_path / "no" / "f.csv", "csv"):
        pass
    assert caught.value.field == "failed_out"


def test_errors_of_reading_are_not_blamed_on_the_file(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError), invalid_rows(tmp_path / "f.csv", "csv"):
        raise ConnectionResetError


def test_the_file_that_is_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    refuse_same(str(path), path)
    path.write_text("a@example.com\n")
    refuse_same(str(path), None)
    with pytest.raises(InvalidInput, match="file that is read"):
        refuse_same(str(path), path)
