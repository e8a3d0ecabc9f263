"""Uploads of customers in the journal: listed, shown, resumed, forgotten; two processes at once."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from pinads.sdk import prepare_records
from tests.journal.test_journal_unusable import full_at
from tests.services.uploads.test_list_uploads import LIST, _pinads, people  # noqa: F401
from tests.services.uploads.test_list_uploads_killed import (
    CHUNKS,
    CREATE,
    ROWS,
    SIZE,
    entry_of,
    lists_of,
    run,
    size_of,
    started,
    stopped_at,
    write_people,
)
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import ACCOUNT, PINADS, refused, serving, settings
from tests.support.wording import Wording

ADD = ("customer-lists", "add-records", LIST, "--file")
NEW = ("customer-lists", "create", "--name", "Readers", "--file")
AT_100 = ("--chunk-size", "100")


def stopped(pinads: Pinads, *words: str, after: int = 2, **more: Any) -> Any:
    """An upload in chunks of 100 that ends after some requests; the first one of an upload looks at the list or at the account."""
    pinads.faults = Faults.script([None] * after + ["missing_scope"])
    run = pinads(*words, *AT_100, "-o", "json", **more)
    pinads.faults = None
    pinads.forget()
    return run


def test_an_upload_has_an_entry_that_counts_records(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    pinads.ok(*ADD, file, *AT_100)
    stopped(pinads, *NEW, file)
    made, added = pinads.json("journal", "list")
    counted = {"rows": 250, "applied": 250, "rejected": 0, "unknown": 0, "not_sent": 0}
    assert added == {**added, **counted, "state": "done", "list": LIST, "account": ACCOUNT}
    assert added["command"] == f"customer-lists add-records {LIST} --file {file} --chunk-size 100"
    counted = {"rows": 250, "applied": 100, "rejected": 100, "unknown": 0, "not_sent": 50}
    assert made == {**made, **counted, "state": "stopped", "source": file}
    assert pinads.json("customer-lists", "get", made["list"])["name"] == "Readers"


def test_its_chunks_are_shown_with_keyed_digests(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *NEW, file)
    first, second = pinads.json("journal", "show", "1")
    assert (first["chunk"], first["status"], first["records"], first["code"]) == (1, "applied", 100, None)
    assert (second["chunk"], second["status"], second["records"], second["code"]) == (2, "rejected", 100, 3)
    assert re.fullmatch("[0-9a-f]{32}", first["digest"])
    assert first["digest"] != second["digest"]
    key = (pinads.data_dir / "journal.key").read_bytes()
    assert len(key) == 32
    assert (pinads.data_dir / "journal.key").stat().st_mode & 0o777 == 0o600
    with prepare_records(file) as records:
        sent = next(records.chunks(100)).encode()
    assert first["digest"] == blake2b(sent, key=key, digest_size=16).hexdigest()


def test_of_a_single_record_there_is_no_digest(pinads: Pinads) -> None:
    pinads.ok(*ADD, "-", input="a@example.com\n")
    (chunk,) = pinads.json("journal", "show", "1")
    assert (chunk["records"], chunk["status"], chunk["digest"]) == (1, "applied", None)


def test_no_digest_of_a_record_is_kept(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok(*ADD, people(tmp_path, 20), "--chunk-size", "1")
    kept = b"".join(path.read_bytes() for path in pinads.data_dir.glob("journal*"))
    for number in range(20):
        digest = sha256(f"reader.{number}@example.com".encode())
        assert digest.digest() not in kept
        assert digest.digest()[:8] not in kept
        assert digest.hexdigest().encode() not in kept
    assert {chunk["digest"] for chunk in pinads.json("journal", "show", "1")} == {None}


@pytest.mark.parametrize("words", [NEW, ADD])
def test_resume_reads_the_file_again_and_sends_what_is_left(
    pinads: Pinads, tmp_path: Path, words: tuple[str, ...], wording: Wording
) -> None:
    file = people(tmp_path, 250, "7,nobody")
    stopped(pinads, *words, file, "--skip-invalid")
    told = pinads.json("journal", "resume", "1")
    assert (told["chunks"], told["chunks_applied"], told["records_sent"]) == (3, 3, 250)
    assert [entry.operation for entry in pinads.writes] == ["customer_lists/update"] * 2
    assert pinads.json("journal", "list")[0]["state"] == "done"
    wording(pinads.ok("journal", "resume", "1").stderr)


def test_resume_does_what_the_command_was_to_do_in_the_end(pinads: Pinads, tmp_path: Path) -> None:
    stopped(pinads, *NEW, people(tmp_path, 250), "--make-audience", "My readers")
    told = pinads.json("journal", "resume", "1")
    assert pinads.json("audiences", "get", told["audience_id"])["name"] == "My readers"


def test_a_dry_run_says_what_would_be_gone_on_with(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *NEW, file)
    for words in (("journal", "resume", "1"), (*NEW, file)):
        run = pinads.ok(*words, "--dry-run", "-o", "json")
        wording(run.stderr)
        assert run.json["chunks"] == 3
    assert pinads.requests == []


def test_fresh_begins_anew(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    assert "resuming" not in pinads.ok(*ADD, file, "--fresh").stderr
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["done", "stopped"]
    assert "an older upload" not in pinads.ok(*ADD, people(tmp_path, 240)).stderr


def test_after_a_day_it_is_gone_on_with_only_when_asked(
    pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wording: Wording
) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    later = time.time() + 25 * 3600
    monkeypatch.setattr("time.time", lambda: later)
    wording(pinads.ok(*ADD, file).stderr)
    assert pinads.json(*ADD, file, "--resume", "1")["chunks_applied"] == 3
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["done", "done"]


def test_what_came_through_a_pipe_needs_its_file_again(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = Path(people(tmp_path, 250))
    stopped(pinads, *ADD, "-", input=file.read_text())
    command = f"pinads customer-lists add-records {LIST} --file FILE --resume 1"
    wording(refused(pinads, "journal", "resume", "1", says=f"run: {command}").stderr)
    assert pinads.json(*command.replace("FILE", str(file)).split()[1:])["records_sent"] == 250


def test_the_file_that_it_was_last_read_from_is_remembered(pinads: Pinads, tmp_path: Path) -> None:
    file = Path(people(tmp_path, 250))
    stopped(pinads, *ADD, "-", input=file.read_text())
    stopped(pinads, *ADD, str(file), "--resume", "1")
    moved = file.rename(tmp_path / "moved.csv")
    stopped(pinads, *ADD, str(moved), "--resume", "1", after=1)
    assert pinads.json("journal", "list")[0]["source"] == str(moved)
    assert pinads.json("journal", "resume", "1")["records_sent"] == 250


def test_a_file_that_is_gone(pinads: Pinads, tmp_path: Path) -> None:
    file = Path(people(tmp_path, 250))
    stopped(pinads, *ADD, str(file))
    file.unlink()
    refused(pinads, "journal", "resume", "1", says="people.csv is gone")


def test_prune_forgets_it(pinads: Pinads, tmp_path: Path) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *ADD, file)
    assert pinads.json("journal", "prune", "--older-than", "0")["forgotten"] == 1
    refused(pinads, *ADD, file, "--resume", "1", says="upload '1'; there are: none")


def test_undo_says_why_not(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = people(tmp_path, 120)
    made = pinads.json(*NEW, file)["id"]
    pinads.ok(*ADD, file)
    pinads.ok("customer-lists", "remove-records", LIST, "--file", file)
    pinads.forget()
    typed = f"its customers can be removed — run: pinads customer-lists remove-records {made} --file {file}"
    refused(pinads, "undo", "1", "--yes", says=typed)
    wording(refused(pinads, "undo", "2", "--yes", says="run 2 added customers; ").stderr)
    wording(refused(pinads, "undo", "3", "--yes", says="run 3 removed customers; ").stderr)


def test_records_and_update_are_rows_of_the_journal_as_ever(pinads: Pinads) -> None:
    pinads.ok("customer-lists", "add-records", LIST, "--records", "-", input="a@example.com\n")
    pinads.ok("customer-lists", "update", LIST, "--operation-type", "ADD", "--records", "-", input="a@example.com\n")
    assert [(entry["rows"], entry["applied"], entry["list"]) for entry in pinads.json("journal", "list")] == [(1, 1, None)] * 2


@pytest.mark.slow
def test_two_processes_never_go_on_with_one_upload_at_a_time(tmp_path: Path) -> None:
    write_people(tmp_path)
    with serving(campaigns=1) as api:
        stopped_at(api, tmp_path, 4, signal.SIGKILL, *CREATE, *SIZE)
        assert entry_of(api, tmp_path)["state"] == "interrupted"
        first = len(api.log)
        second: list[tuple[int, Any, str]] = []

        def meanwhile(count: int) -> None:
            # The first process has sent a request, and waits for the answer while others try.
            if count == first + 1:
                second.extend(run(api, tmp_path, *words) for words in (CREATE, (*CREATE, "--resume", "1"), ("journal", "resume", "1")))

        api.on_request = meanwhile
        with started(api.server.url, tmp_path, "journal", "resume", "1", "-o", "json") as process:
            out, err = process.communicate(timeout=60)
        assert json.loads(out)["chunks_applied"] == CHUNKS, err
        assert len(second) == 3
        for code, told, err in second:
            assert (code, told) == (1, None)
            assert "is writing these rows (run 1)" in err
        (made,) = lists_of(api)
        assert (size_of(api, made["id"]), made["num_uploaded_user_records"]) == (ROWS, ROWS)


@pytest.mark.slow
def test_two_processes_that_begin_the_same_at_once_make_one_list(tmp_path: Path) -> None:
    write_people(tmp_path)
    with serving(campaigns=1) as api:
        with started(api.server.url, tmp_path, *CREATE, *SIZE) as one, started(api.server.url, tmp_path, *CREATE, *SIZE) as two:
            codes = {process.wait(60) for process in (one, two) if process.communicate(timeout=60)}
        assert codes <= {1, 2, 5}
        # Whoever came second was refused, while the first was at work (1) or after it had ended (2), or made a second list, as asked.
        assert len(lists_of(api)) == (1 if codes & {1, 2} else 2)
        assert all(made["num_uploaded_user_records"] == ROWS for made in lists_of(api))


@pytest.mark.slow
@pytest.mark.parametrize("size", [100, 60_000, 120_000, 400_000])
def test_on_a_full_disk_what_is_told_is_what_there_is(tmp_path: Path, size: int) -> None:
    pytest.importorskip("resource")
    write_people(tmp_path, 1500)
    with serving(campaigns=1) as api:
        command = [*PINADS, *CREATE, "--chunk-size", "5"]
        environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, preexec_fn=full_at(size))
        made = lists_of(api)
    assert "Traceback" not in run.stderr
    assert "Make room" in run.stderr.splitlines()[-1]
    assert run.returncode == (5 if made else 1)
    told = json.loads(run.stdout) if run.stdout else {"chunks_applied": 0}
    assert told["chunks_applied"] == sum(one["num_batches"] for one in made) < 300
    assert size > 100 or not made
