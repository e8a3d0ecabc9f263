"""--failed-out of customers: what is written there, and what is never written over."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.journal.test_journal_unusable import full_at
from tests.services.uploads.test_list_uploads import ADD, CREATE, _pinads, people  # noqa: F401
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import PINADS, refused
from tests.support.wording import Wording


@pytest.mark.parametrize("way", ["same", "linked", "hard link", "dry run"])
def test_the_file_of_the_customers_is_not_written_over(pinads: Pinads, tmp_path: Path, way: str) -> None:
    file = people(tmp_path, 120, "7,nobody")
    before = Path(file).read_bytes()
    failed = tmp_path / "failed.csv"
    if way == "linked":
        failed.symlink_to(file)
    elif way == "hard link":
        failed.hardlink_to(file)
    more = ("--dry-run",) if way == "dry run" else ()
    named = str(failed) if failed.exists() else file
    refused(pinads, *CREATE, file, "--failed-out", named, *more, says="is read: give --failed-out ")
    assert Path(file).read_bytes() == before
    pinads.forget()


@pytest.mark.slow
def test_nor_where_it_is_standard_input(tmp_path: Path, real_environment: dict[str, str]) -> None:
    file = people(tmp_path, 3, "7,nobody")
    with Path(file).open("rb") as stdin:
        command = [*PINADS, *ADD, "-", "--failed-out", file]
        run = subprocess.run(command, env=real_environment, stdin=stdin, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "file that is read" in run.stderr
    assert Path(file).read_text().count("\n") == 5


def test_what_has_a_name_like_it_stays(pinads: Pinads, tmp_path: Path) -> None:
    other = tmp_path / "failed.csv.part"
    other.write_text("mine")
    pinads(*ADD, people(tmp_path, 3, "7,nobody"), "--failed-out", str(tmp_path / "failed.csv"))
    assert other.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["failed.csv", "failed.csv.part", "people.csv"]


def test_of_a_link_what_it_points_to_is_written(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "target.csv"
    target.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    pinads(*ADD, people(tmp_path, 3, "7,nobody"), "--failed-out", str(link))
    assert link.is_symlink()
    assert "nobody" in target.read_text()
    assert [path.name for path in target.parent.iterdir()] == ["target.csv"]


def test_rows_are_kept_also_where_all_are_invalid(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    refused(pinads, *ADD, "-", "--failed-out", str(failed), input="email\nx\ny\n", says="all 2 rows are invalid")
    assert failed.read_text().splitlines()[1:] == [f"{line},{value},{why}" for line, value, why in _invalid("x", "y")]


def test_a_wrong_column_is_not_blamed_on_the_encoding(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    (tmp_path / "people.csv").write_bytes("Vorname;E-Mail\nZoë;a@example.com\nAnn;b@example.com\n".encode("cp1252"))
    command = (*ADD, str(tmp_path / "people.csv"), "--column")
    run = refused(pinads, *command, "Vorname", says=" column 'Vorname' of ")
    assert "--column" in run.stderr
    assert "UTF-8" not in run.stderr
    wording(run.stderr)
    assert pinads(*command, "E-Mail").exit_code == 0


def test_customers_are_not_saved_under_the_name_of_a_workbook(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "failed.xlsx"
    refused(pinads, *ADD, people(tmp_path, 3, "7,nobody"), "--failed-out", str(failed), says="written as .xlsx")
    assert not failed.exists()


def _invalid(*values: str) -> list[tuple[int, str, str]]:
    return [(number, value, '"it has no @, and is neither a hash nor a device id"') for number, value in enumerate(values, 2)]


@pytest.mark.slow
@pytest.mark.parametrize("piped", [False, True])
def test_a_full_disk_is_not_blamed_on_the_customers(tmp_path: Path, real_environment: dict[str, str], piped: bool) -> None:
    pytest.importorskip("resource")
    file = tmp_path / "many.txt"
    file.write_text("".join(f"nobody {number}\n" for number in range(5000)) + "a@example.com\n")
    command = [*PINADS, *ADD, "-" if piped else str(file), "--failed-out", str(tmp_path / "failed.csv"), "-o", "json"]
    run = subprocess.run(
        command,
        env={**real_environment, "PINADS_DATA_DIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        input=file.read_bytes() if piped else None,
        capture_output=True,
        check=False,
        preexec_fn=full_at(100_000),
    )
    told = json.loads(run.stderr.splitlines()[-1])["error"]
    assert (run.returncode, run.stdout) == (2, b"")
    assert told["message"].startswith(f"cannot write {tmp_path / 'failed.csv'}: File too large")
    assert not (tmp_path / "failed.csv").exists()


@pytest.mark.slow
@pytest.mark.parametrize("piped", [False, True])
def test_a_temporary_file_that_cannot_be_written_is_named(tmp_path: Path, real_environment: dict[str, str], piped: bool) -> None:
    pytest.importorskip("resource")
    file = tmp_path / "many.txt"
    file.write_text("".join(f"reader{number}@example.com\n" for number in range(90_000)))
    run = subprocess.run(
        [*PINADS, *CREATE, "-" if piped else str(file), "--dry-run"],
        env={**real_environment, "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        input=file.read_bytes() if piped else None,
        capture_output=True,
        check=False,
        preexec_fn=full_at(1_000_000),
    )
    assert (run.returncode, run.stdout) == (1, b"")
    (line,) = run.stderr.decode().splitlines()
    assert line.startswith(f"error: {tmp_path}: ")
    assert ("(File too large)" in line, "TMPDIR" in line) == (True, True)
