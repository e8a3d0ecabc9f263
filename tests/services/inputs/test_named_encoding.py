"""A file whose encoding is not certain is read in the encoding that --encoding names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Crème brûlée", "cp1252"), ("Peña", "CP1252"), ("čeština", "cp1250"), ("Привет", "cp1251"), ("東京", "shift_jis")],
)
def test_a_file_in_a_named_encoding(pinads: Pinads, name: str, encoding: str) -> None:
    content = f"id,name\n{CAMPAIGN},{name}\n".encode(encoding)
    (request,) = pinads.json("campaigns", "update", "--file", "-", "--encoding", encoding, "--dry-run", input=content)
    assert request["body"][0]["name"] == name


def test_refused_rows_are_read_back_without_the_name(pinads: Pinads, tmp_path: Path) -> None:
    file, failed = tmp_path / "rows.csv", tmp_path / "failed.csv"
    file.write_bytes("name,objective_type,daily_spend_cap,lifetime_spend_cap\nCrème,AWARENESS,25,25\nPeña,AWARENESS,25,\n".encode("cp1252"))
    run = pinads("campaigns", "create", "--file", str(file), "--encoding", "cp1252", "--failed-out", str(failed))
    assert run.exit_code == 5, run.stderr
    (request,) = pinads.json("campaigns", "create", "--file", str(failed), "--dry-run")
    assert request["body"][0]["name"] == "Crème"


def test_a_run_is_resumed_in_the_encoding_that_was_named(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes("name,objective_type,daily_spend_cap\nCrème,AWARENESS,25\n".encode("cp1252"))
    pinads.faults = Faults.script([None, "expired"])
    assert pinads("campaigns", "create", "--file", str(file), "--encoding", "cp1252").exit_code != 0
    pinads.faults = None
    pinads.ok("journal", "resume", "1")
    assert [row["name"] for row in pinads.json("campaigns", "list", "--filter", "name~Cr")] == ["Crème"]


@each(
    ("argv", "told"),
    [
        (("campaigns", "update", "--file", "-", "--encoding", "cp9999"), "Invalid --encoding 'cp9999'"),
        (("campaigns", "update", "--file", "-", "--encoding", "base64"), "Invalid --encoding 'base64'"),
        (("campaigns", "update", "--file", "-", "--encoding", "utf-8"), "standard input, line 2: not utf-8\n"),
        (("campaigns", "update", "--file", "-", "--encoding", "utf-16"), "standard input, line 1: not utf-16"),
        (("campaigns", "update", CAMPAIGN, "--name", "x", "--encoding", "cp1252"), "Add --file"),
        (("customer-lists", "create", "--name", "x", "--list-type", "EMAIL", "--file", "-", "--encoding", "cp1252"), "--encoding"),
    ],
)
def test_an_encoding_that_cannot_be(pinads: Pinads, argv: tuple[str, ...], told: str) -> None:
    result = pinads(*argv, input=f"id,name\n{CAMPAIGN},Crème\n".encode("cp1252"))
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_in_utf8_is_read_in_no_other_encoding(pinads: Pinads) -> None:
    content = "name,objective_type\nZürich,AWARENESS\n".encode()
    result = pinads("campaigns", "create", "--file", "-", "--encoding", "cp1252", input=content)
    assert (result.exit_code, pinads.writes) == (2, [])
    assert "line 2: the file is UTF-8 and not cp1252: leave --encoding " in result.stderr
    pinads.ok("campaigns", "create", "--file", "-", "--encoding", "cp1252", "--dry-run", input=content.replace("ü".encode(), b"u"))
