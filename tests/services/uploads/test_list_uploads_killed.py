"""Uploads that end in the middle: killed, interrupted; and no plain address anywhere, whatever happens."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support import loopback
from tests.support.rows_and_statuses import ACCOUNT, PINADS, Api, serving, settings

LIST = "643000000001"
CREATE = ("customer-lists", "create", "--name", "Readers", "--file", "people.csv", "-o", "json")
ROWS = 900
CHUNKS = 9
SIZE = ("--chunk-size", str(ROWS // CHUNKS))


def write_people(folder: Path, count: int = ROWS) -> None:
    rows = [f"{number},Planted.{number}@People.example" for number in range(count)]
    (folder / "people.csv").write_text("\n".join(["id,email", *rows, f"{count},planted at people.example"]) + "\n")


@contextmanager
def started(url: str, folder: Path, *args: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, **settings(url, folder), "PYTHONWARNINGS": "error", "TMPDIR": str(folder / "tmp"), **more}
    (folder / "tmp").mkdir(exist_ok=True)
    with subprocess.Popen(
        [*PINADS, *args], env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run(api: Api, folder: Path, *args: str) -> tuple[int, Any, str]:
    with started(api.server.url, folder, *args) as process:
        out, err = process.communicate(timeout=60)
        return process.returncode, json.loads(out) if out.strip() else None, err.decode()


def stopped_at(api: Api, folder: Path, request: int, number: int, *args: str, out: list[str] | None = None) -> tuple[int, str]:
    """Run a command that gets a signal when the API has its n-th request and has not answered it; ``out`` gets what it printed."""
    running: list[subprocess.Popen[bytes]] = []
    ready = threading.Event()
    first = len(api.log)

    def strike(count: int) -> None:
        if count - first == request:
            assert ready.wait(60)
            running[0].send_signal(number)

    api.on_request = strike
    with started(api.server.url, folder, *args) as process:
        running.append(process)
        ready.set()
        printed, err = process.communicate(timeout=60)
    if out is not None:
        out.append(printed.decode())
    api.on_request = lambda count: None
    return process.returncode, err.decode()


def lists_of(api: Api) -> list[Mapping[str, Any]]:
    from pinads.emulator import BASE_URL, EmulatorWire
    from pinads.sdk import Client, CustomerList

    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(api.emulator))
    return [one.wire for one in CustomerList.iter_all(ACCOUNT, client=client) if one.name == "Readers"]


def entry_of(api: Api, folder: Path) -> dict[str, Any]:
    """The one entry of the journal."""
    _, listed, _ = run(api, folder, "journal", "list", "-o", "json")
    (entry,) = listed
    return dict(entry)


def size_of(api: Api, identity: str) -> int:
    rows = api.emulator._store.query("SELECT count(*) FROM records WHERE list = ?", (int(identity),))
    return int(rows[0][0])


@pytest.mark.slow
@pytest.mark.parametrize("request_", [1, 2, 3, CHUNKS, CHUNKS + 1])
def test_killed_at_any_request_and_run_again(tmp_path: Path, request_: int) -> None:
    write_people(tmp_path)
    with serving(campaigns=1) as api:
        code, _ = stopped_at(api, tmp_path, request_, signal.SIGKILL, *CREATE, *SIZE)
        assert code == -signal.SIGKILL
        sent = api.writes.count("customer_lists/update") + api.writes.count("customer_lists/create")
        code, told, err = run(api, tmp_path, *CREATE, *SIZE)
        assert code == 5, err  # for the one row that is no customer
        assert (told["chunks_applied"], told["records_sent"]) == (CHUNKS, ROWS)
        (made,) = lists_of(api)
        assert size_of(api, made["id"]) == ROWS
        # Nothing was sent twice: each chunk that had arrived was recognised.
        assert made["num_uploaded_user_records"] == ROWS
        assert len(api.writes) == CHUNKS
        if sent > 1:
            assert "resuming run 1: " in err
        assert entry_of(api, tmp_path)["state"] == "done"


@pytest.mark.slow
def test_killed_at_random_moments_until_it_is_done(tmp_path: Path) -> None:
    write_people(tmp_path)
    chance = random.Random(7)
    for turn in range(6):
        with serving(campaigns=1) as api:
            for attempt in range(60):
                with started(api.server.url, tmp_path, *CREATE, *SIZE) as process:
                    with suppress(subprocess.TimeoutExpired):
                        # On a busy machine a start may never be long enough: the last ones are left in peace.
                        process.wait(chance.uniform(0.3, 0.6) * (1 + attempt / 10) if attempt < 40 else 120)
                    process.kill()
                    if process.communicate()[0].endswith(b"}\n"):
                        break
            (made,) = lists_of(api)
            assert size_of(api, made["id"]) == ROWS, turn
            # Not one chunk was sent a second time that had arrived.
            assert made["num_uploaded_user_records"] == ROWS


@pytest.mark.slow
def test_interrupted_it_says_how_to_go_on(tmp_path: Path) -> None:
    write_people(tmp_path)
    with serving(campaigns=1) as api:
        code, err = stopped_at(api, tmp_path, 4, signal.SIGINT, *CREATE, *SIZE)
        lines = err.splitlines()
        assert code == 130
        assert "Traceback" not in err
        words = next(line for line in lines if line.startswith("to resume it, run: pinads ")).partition("pinads ")[2].split()
        assert json.loads(lines[-1])["error"]["message"] == f"interrupted: 3 of {CHUNKS} chunks arrived"
        code, told, _ = run(api, tmp_path, *words, "-o", "json")
        assert (code, told["records_sent"]) == (5, ROWS)
        assert len(api.writes) == CHUNKS


@pytest.mark.slow
def test_another_file_does_not_go_on_with_it(tmp_path: Path) -> None:
    write_people(tmp_path)
    with serving(campaigns=1) as api:
        stopped_at(api, tmp_path, 4, signal.SIGKILL, *CREATE, *SIZE)
        write_people(tmp_path, ROWS - 1)
        for words in ((*CREATE, "--resume", "1"), ("journal", "resume", "1", "-o", "json")):
            code, _, err = run(api, tmp_path, *words)
            told = json.loads(err.splitlines()[-1])["error"]
            assert (code, told["message"].startswith("run 1 had other records ")) == (2, True)


# What is planted must not be found: on the wire, on the disk, in what is deleted but open.


def looked_through(folder: Path, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Every file below a folder but the customers' own, and every file that a process has open though no folder has it."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(("people", "failed")):
            yield path.read_bytes()
    opened = Path(f"/proc/{process.pid}/fd")
    for link in opened.iterdir() if opened.exists() else ():
        with suppress(OSError):
            if " (deleted)" in str(link.readlink()):
                yield link.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("command", [("create", "--name", "Readers"), ("add-records", LIST), ("remove-records", LIST)])
def test_no_plain_address_on_the_wire_or_on_the_disk(tmp_path: Path, command: tuple[str, ...]) -> None:
    write_people(tmp_path, 80_000)
    running: list[subprocess.Popen[bytes]] = []
    ready = threading.Event()
    seen: list[int] = []
    found: list[bytes] = []

    def answer(request: str, connection: Any) -> bool:
        assert ready.wait(60)
        for content in looked_through(tmp_path, running[0]):
            seen.append(len(content))
            if b"people.example" in content.lower() or b"planted" in content.lower():
                found.append(content[:80])
        listing = request.startswith("GET") and "page_size" in request.partition("\r\n")[0]
        one = {"id": LIST, "name": "Readers", "status": "READY"}
        connection.sendall(loopback.response(json.dumps({"items": [one]} if listing else one).encode()))
        return True

    with loopback.serving(answer) as server:
        words = ("customer-lists", *command, "--file", "people.csv", "--failed-out", "failed.csv", "--debug", "-o", "json")
        with started(server.url, tmp_path, *words) as process:
            running.append(process)
            ready.set()
            out, err = process.communicate(timeout=90)
    assert process.returncode == 5, err
    assert json.loads(out)["records_sent"] == 80_000
    assert found == []
    assert max(seen) >= 80_000 * 32, "the temporary file was not looked into"
    shown = (out + err).lower()
    assert b"planted" not in shown
    assert b"people.example" not in shown
    sent = "".join(server.requests).lower()
    assert sent.count(",") >= 79_000
    assert "people.example" not in sent
    assert "planted" not in sent
    assert "planted at people.example" in (tmp_path / "failed.csv").read_text()
    assert not list((tmp_path / "tmp").iterdir())
