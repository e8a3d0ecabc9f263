"""The summary when all customers arrived and a later step failed: the list, the reason, and how to resume."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.services.uploads.test_list_uploads import ADD, CREATE, LIST, _pinads, people, records_of  # noqa: F401
from tests.services.uploads.test_list_uploads_killed import run, started, stopped_at
from tests.support import loopback
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import ACCOUNT, TOKEN, Api, refused, serving
from tests.support.terminal import Screen, on_terminal

TO_GO_ON = "to resume it, run: pinads "


def next_words(stderr: str) -> list[str]:
    """What the command says is to be typed."""
    return next(line for line in stderr.splitlines() if line.startswith(TO_GO_ON)).removeprefix(TO_GO_ON).split()


@pytest.mark.slow
def test_ctrl_c_while_waiting_tells_what_arrived(tmp_path: Path) -> None:
    file = people(tmp_path, 120)
    with serving(campaigns=1) as api:
        words = ("customer-lists", "create", "--name", "Readers", "--file", file, "--make-audience", "My readers", "-o", "json")
        code, out, err = interrupted(api, tmp_path, 3, *words)
        told = json.loads(out)
        assert (code, told["records_sent"], told["chunks_applied"], told["upload"]) == (130, 120, 1, "1")
        message = json.loads(err.splitlines()[-1])["error"]["message"]
        assert message.startswith("interrupted ")
        assert message.endswith(" all records arrived")
        assert "not sent" not in err
        assert api.writes == ["customer_lists/create"]
        code, again, err = run(api, tmp_path, *next_words(err), "-o", "json")
        assert (code, again["id"], again["status"]) == (0, told["id"], "READY"), err
        assert api.writes == ["customer_lists/create", "audiences/create"]


def interrupted(api: Api, folder: Path, request: int, *words: str) -> tuple[int, str, str]:
    """Run a command that gets Ctrl-C at its n-th request, and answer all that it said."""
    out: list[str] = []
    code, err = stopped_at(api, folder, request, signal.SIGINT, *words, out=out)
    return code, out[0], err


@pytest.mark.parametrize("fault", ["drop_after", "missing_scope"])
def test_an_audience_that_was_not_made_for_certain_leaves_the_summary(pinads: Pinads, tmp_path: Path, fault: str) -> None:
    pinads.faults = Faults(**{f"{fault}@audiences/create": 1.0})
    run = pinads(*CREATE, people(tmp_path, 120), "--make-audience", "My readers", "-o", "json")
    pinads.faults = None
    assert run.exit_code == (6 if fault == "drop_after" else 3)
    assert (run.json["records_sent"], run.json["status"], run.json["upload"]) == (120, "READY", "1")
    pinads.forget()
    again = pinads.json(*next_words(run.stderr))
    assert again["id"] == run.json["id"]
    assert pinads.json("audiences", "get", again["audience_id"])["name"] == "My readers"
    assert [one["name"] for one in pinads.json("audiences", "list")].count("My readers") == 1
    assert "customer_lists/update" not in pinads.operations
    assert pinads.json("journal", "list")[0]["state"] == "done"


TWO_COLUMNS = "email,work mail\n" + "".join(f"p{number}@home.example.com,p{number}@work.example.com\n" for number in range(120))


def test_the_command_that_undoes_a_list_removes_those_who_are_in_it(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text(TWO_COLUMNS)
    made = pinads.json(*CREATE, str(file), "--column", "work mail")["id"]
    pinads.forget()
    says = f"pinads customer-lists remove-records {made} --file {file} --column 'work mail'"
    refused(pinads, "undo", "1", "--yes", says=says)
    pinads.ok("customer-lists", "remove-records", made, "--file", str(file), "--column", "work mail")
    assert records_of(pinads, made) == 0
    file.unlink()
    pinads.forget()
    refused(pinads, "undo", "1", "--yes", says="--column 'work mail'")


def test_the_command_that_goes_on_with_a_file_that_is_gone_names_the_column(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text(TWO_COLUMNS)
    pinads.faults = Faults.script([None, None, "missing_scope"])
    pinads(*ADD, str(file), "--column", "work mail", "--chunk-size", "50")
    pinads.faults = None
    pinads.forget()
    file.rename(tmp_path / "moved.csv")
    says = f"pinads customer-lists add-records {LIST} --file FILE --column 'work mail' --resume 1"
    refused(pinads, "journal", "resume", "1", says=says)
    again = ("--column", "work mail", "--resume", "1")
    assert pinads.json(*ADD, str(tmp_path / "moved.csv"), *again)["records_sent"] == 120


@each("option", ["--column", "--resume", "--make-audience"])
@each("empty", ["", "  "])
def test_empty_options_are_refused(pinads: Pinads, tmp_path: Path, option: str, empty: str) -> None:
    for command in (CREATE, ADD):
        refused(pinads, *command, people(tmp_path), option, empty, says=f"{option} is empty")
    refused(pinads, *ADD[:3], "--records", "a@example.com", option, empty, says=f"{option} is for customers")


@pytest.mark.parametrize("source", ["--file", "--records"])
def test_a_list_has_a_name(pinads: Pinads, tmp_path: Path, source: str) -> None:
    value = people(tmp_path) if source == "--file" else "a@example.com"
    refused(pinads, "customer-lists", "create", "--name", " ", source, value, says="--name is empty")


def test_a_longest_wait_for_nothing_is_refused(pinads: Pinads, tmp_path: Path) -> None:
    refused(pinads, *CREATE, people(tmp_path), "--wait-timeout", "5m", says="--wait-timeout is for --wait or --make-audience")


@pytest.mark.slow
def test_the_largest_chunk_is_a_request_below_the_largest_size(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("".join(f"reader{number}@example.com\n" for number in range(16_000)))

    def answer(request: str, connection: Any) -> bool:
        listing = request.startswith("GET") and "page_size" in request.partition("\r\n")[0]
        one = {"id": LIST, "name": "Readers", "status": "READY"}
        connection.sendall(loopback.response(json.dumps({"items": [one]} if listing else one).encode()))
        return True

    command = ("customer-lists", "create", "--name", "é" * 255, "--file", "people.csv", "--chunk-size")
    with loopback.serving(answer) as server:
        for size, code in (("15230", 0), ("15231", 2)):
            with started(server.url, tmp_path, *command, size) as process:
                assert (process.communicate(timeout=60), process.returncode)[1] == code
    sizes = [int(found) for request in server.requests for found in re.findall(r"(?i)content-length: (\d+)", request)]
    assert 980_000 < max(sizes) <= 1_000_000


@pytest.mark.slow
def test_at_a_terminal_waiting_is_nothing_that_went_wrong(tmp_path: Path, script: list[str], real_environment: dict[str, str]) -> None:
    pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    words = [*script, *CREATE, people(tmp_path, 120), "--wait", "--wait-timeout", "2s"]
    screen = on_terminal(words, real_environment, stderr_apart=False)
    assert "(Ctrl-C stops)" in screen.plain
    assert "trying again" not in screen.plain


# At a terminal, before a write to production.


@pytest.fixture
def api() -> Iterator[Api]:
    with serving(campaigns=1) as served:
        yield served


@pytest.fixture
def terminal(api: Api, tmp_path: Path, script: list[str], real_environment: dict[str, str]) -> Any:
    pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.toml").write_text(f'[profiles.live]\nenvironment = "production"\napi_url = "{api.server.url}"\n')
    own = {"PINADS_ACCESS_TOKEN": TOKEN, "PINADS_ACCOUNT": ACCOUNT, "PINADS_PROFILE": "live", "PINADS_CONFIG_DIR": str(config)}

    def at_terminal(*args: str) -> Screen:
        return on_terminal([*script, *args], {**real_environment, **own, "COLUMNS": "200"}, columns=200, stderr_apart=False)

    return at_terminal


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (CREATE, "(Readers: 120 records)"),
        (ADD, "({name} {id}: 120 records to add)"),
        (("customer-lists", "remove-records", LIST, "--file"), "({name} {id}: 120 records to remove)"),
    ],
)
def test_a_write_to_production_shows_where_it_goes(terminal: Any, api: Api, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    file = people(tmp_path, 120)
    assert f"({ACCOUNT})" not in terminal(*words, file, "--dry-run").plain
    assert api.writes == []
    screen = terminal(*words, file)
    assert screen.exit_code == 0, screen.plain
    (line,) = [line for line in screen.plain.splitlines() if f"({ACCOUNT})" in line]
    name = terminal("customer-lists", "get", LIST, "--fields", "name", "-o", "jsonl").plain.split('"')[3]
    told = says.format(name=name, id=LIST)
    assert line.startswith(f"Hearth & Loom ({ACCOUNT}), USD, production at {api.server.url}: 1 customer list ")
    assert told in line
    assert line.endswith("; daily spend unchanged")
    assert "Continue?" not in screen.plain
    assert screen.plain.index(line) < screen.plain.index("chunks_applied")
