"""On a terminal and in a pipe: formats, colours, widths, and names that try to play tricks."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from pinads.emulator import LogEntry
from tests.support.command_line import Pinads
from tests.support.terminal import STYLE, on_terminal

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

NASTY = "\x1b[31mred\x1b[0m \x07 \u202eevil\u202c [bold]loud[/bold] \x9b2J \u200bghost\nnext"
SHOWN = r"\x1b[31mred\x1b[0m \x07 \u202eevil\u202c [bold]loud[/bold] \x9b2J \u200bghost\nnext"
LISTING = ("campaigns", "list", "--limit", "3")


def piped(command: list[str], environment: dict[str, str], *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*command, *args], env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)


def test_a_table_on_a_terminal_and_json_in_a_pipe(script: list[str], real_environment: dict[str, str]) -> None:
    screen = on_terminal([*script, *LISTING], real_environment)
    assert screen.exit_code == 0
    assert screen.plain.splitlines()[0].startswith("ID            NAME")
    assert max(map(len, screen.plain.splitlines())) <= 80
    assert screen.stderr == ""
    assert [item["id"] for item in json.loads(piped(script, real_environment, *LISTING).stdout)] == [
        "626735000001",
        "626735000002",
        "626735000003",
    ]


NOTES = {
    ("campaigns", "list", "--limit", "1"): "note: archived and draft campaigns are not listed; --status all shows them",
    ("keywords", "list", "--limit", "1"): "note: these are the ad account's own keywords; use --adgroup, --campaign or --all for others",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", NOTES)
def test_what_every_run_would_note_is_noted_on_terminals_only(
    script: list[str], real_environment: dict[str, str], command: tuple[str, ...]
) -> None:
    assert on_terminal([*script, *command], real_environment, columns=120, stderr_apart=False).plain.splitlines()[-1] == NOTES[command]
    assert piped(script, real_environment, *command).stderr == b""


ERRORS: list[tuple[tuple[str, ...], dict[str, str], bool, bool]] = [
    # The command, the environment, and whether its error is JSON in a pipe and on a terminal.
    (("campaigns", "list", "--sort", "nmae"), {}, False, False),
    (("campaigns", "list", "--sort", "nmae", "-o", "csv"), {}, True, False),
    (("campaigns", "list", "--sort", "nmae", "-o", "json"), {}, True, True),
    (("campaigns", "list", "--sort", "nmae"), {"PINADS_OUTPUT": "json"}, True, False),
    (("campaigns", "list", "--srot", "name", "-o", "csv"), {}, True, False),
    (("campaigns", "list", "--srot", "name", "--output=jsonl"), {}, True, True),
]


@pytest.mark.slow
@pytest.mark.parametrize(("command", "more", "in_a_pipe", "on_a_terminal"), ERRORS)
def test_errors_are_json_for_programs_and_a_line_for_people(
    script: list[str],
    real_environment: dict[str, str],
    command: tuple[str, ...],
    more: dict[str, str],
    in_a_pipe: bool,
    on_a_terminal: bool,
) -> None:
    environment = {**real_environment, **more}
    screen = on_terminal([*script, *command], environment, columns=200, stderr_apart=False)
    run = piped(script, environment, *command)
    assert (screen.exit_code, run.returncode) == (2, 2)
    for text, is_json in ((run.stderr.decode(), in_a_pipe), (screen.plain, on_a_terminal)):
        assert text.startswith('{"error": {' if is_json else "error: ")


@pytest.mark.slow
def test_colours_on_a_terminal(script: list[str], real_environment: dict[str, str]) -> None:
    text = on_terminal([*script, *LISTING], real_environment).text
    assert "\x1b[32mACTIVE\x1b[0m" in text
    assert "\x1b[33mPAUSED\x1b[0m" in text
    assert "\x1b[1mNAME\x1b[0m" in text


@pytest.mark.slow
@pytest.mark.parametrize(("args", "changes"), [(("--no-color",), {}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"})])
def test_no_colours_where_they_are_not_wanted(
    script: list[str], real_environment: dict[str, str], args: tuple[str, ...], changes: dict[str, str]
) -> None:
    text = on_terminal([*script, *LISTING, *args], {**real_environment, **changes}).text
    assert "RUNNING" in text
    assert "\x1b" not in text


def test_no_colours_in_a_pipe(pinads: Pinads) -> None:
    assert "\x1b" not in pinads.ok(*LISTING, "-o", "table").stdout


@pytest.mark.slow
def test_columns_beats_the_terminals_width(script: list[str], real_environment: dict[str, str]) -> None:
    text = on_terminal([*script, *LISTING], {**real_environment, "COLUMNS": "40"}).plain
    assert max(map(len, text.splitlines())) <= 40
    assert "626735000001  " in text
    assert "columns hidden" in text


def test_in_a_pipe_nothing_is_cut_unless_columns_says_so(pinads: Pinads) -> None:
    long = "Gift guide under $50 for the person who already owns every candle, blanket and cushion that we have ever made (holiday edition)"
    assert long in pinads.ok("campaigns", "list", "-o", "table").stdout
    assert long not in pinads.ok("campaigns", "list", "-o", "table", columns=80).stdout


def test_a_very_narrow_terminal_still_has_whole_ids(pinads: Pinads) -> None:
    assert pinads.ok(*LISTING, "-o", "table", columns=5).lines[2] == "626735000001"


@pytest.mark.parametrize(("setting", "start"), [("csv", "id,ad_account_id"), ("ids", "6267"), ("jsonl", '{"id":"6'), ("table", "ID  ")])
def test_the_environment_chooses_the_format(pinads: Pinads, setting: str, start: str) -> None:
    assert pinads.ok(*LISTING, PINADS_OUTPUT=setting).stdout.startswith(start)
    assert pinads.ok(*LISTING, "-o", "yaml", PINADS_OUTPUT=setting).stdout.startswith("- id: ")


def test_a_wrong_format_in_the_environment_is_named(pinads: Pinads) -> None:
    run = pinads(*LISTING, PINADS_OUTPUT="xml")
    assert run.exit_code == 2
    assert "xml" in run.stderr
    assert pinads.requests == []


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_without_unicode_gets_all_of_it(script: list[str], real_environment: dict[str, str], encoding: str) -> None:
    environment = {**real_environment, "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    table, machine = (piped(script, environment, "accounts", "list", "-o", format) for format in ("table", "json"))
    assert (table.returncode, machine.returncode) == (0, 0)
    assert r"Loom \u6771\u4eac" in table.stdout.decode(encoding)
    assert json.loads(machine.stdout.decode(encoding))[2]["name"] == "Hearth & Loom 東京"


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "tsv", "yaml"])
def test_a_file_of_rows_has_the_names_whatever_the_encoding(script: list[str], real_environment: dict[str, str], format: str) -> None:
    run = piped(script, {**real_environment, "PYTHONIOENCODING": "ascii"}, "accounts", "list", "-o", format, "--fields", "id,name")
    assert "Hearth & Loom 東京" in run.stdout.decode()


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "tsv", "yaml", "ids"])
def test_nor_does_it_stop_the_other_formats(script: list[str], real_environment: dict[str, str], format: str) -> None:
    run = piped(script, {**real_environment, "PYTHONIOENCODING": "ascii"}, "accounts", "list", "-o", format)
    assert run.returncode == 0
    assert b"549755885177" in run.stdout


@pytest.mark.slow
def test_the_c_locale(script: list[str], real_environment: dict[str, str]) -> None:
    run = piped(script, {**real_environment, "LC_ALL": "C"}, "accounts", "list", "-o", "table")
    assert run.returncode == 0
    assert b"Hearth & Loom Z" in run.stdout


@pytest.fixture
def nasty(pinads: Pinads) -> str:
    """A campaign whose name would like to be obeyed."""
    (outcome,) = pinads.json("campaigns", "update", "626735000001", "--name", NASTY)
    assert outcome["data"]["name"] == NASTY
    return "626735000001"


@pytest.mark.slow
@pytest.mark.parametrize(
    "args",
    [
        ("campaigns", "list", "--limit", "1"),
        ("campaigns", "get", "626735000001"),
        ("campaigns", "pause", "626735000001"),
        ("campaigns", "budget", "626735000001"),
        ("adgroups", "list", "--limit", "1"),
    ],
)
def test_names_are_shown_and_not_obeyed(nasty: str, args: tuple[str, ...], script: list[str], real_environment: dict[str, str]) -> None:
    screen = on_terminal([*script, *args], real_environment, columns=300, stderr_apart=False)
    assert SHOWN in screen.text
    left = STYLE.sub("", screen.text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e]", left)


def test_such_names_come_whole_to_programs(nasty: str, pinads: Pinads) -> None:
    assert pinads.json("campaigns", "get", nasty)["name"] == NASTY
    assert pinads.ok("campaigns", "list", "--limit", "1", "-o", "jsonl").jsonl[0]["name"] == NASTY
    text = pinads.ok("campaigns", "get", nasty, "-o", "json").stdout
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.slow
def test_a_terminal_does_not_obey_csv_either(script: list[str], real_environment: dict[str, str], nasty: str) -> None:
    args = ("campaigns", "get", nasty, "-o", "csv", "--fields", "name")
    head, tail = SHOWN.split(r"\n")
    assert on_terminal([*script, *args], real_environment).plain.splitlines()[1:] == [f'"{head}', f'{tail}"']
    assert piped(script, real_environment, *args).stdout.decode() == f'name\n"{NASTY}"\n'


def test_names_in_errors_are_not_obeyed_either(pinads: Pinads) -> None:
    run = pinads("campaigns", "list", "--filter", "\x1b[31m\u202e=1", "-o", "table")
    assert run.exit_code == 2
    assert "\x1b" not in run.stderr
    assert "\u202e" not in run.stderr


@pytest.mark.slow
def test_help_is_drawn_on_a_terminal(script: list[str], real_environment: dict[str, str]) -> None:
    screen = on_terminal([*script, "campaigns", "list", "--help"], real_environment)
    assert "╭─ Filters" in screen.plain
    assert "╭─ Connection" in screen.plain
    assert screen.plain.splitlines()[-4] == "Examples:"
    assert max(map(len, screen.plain.splitlines())) <= 80


@pytest.mark.slow
@pytest.mark.parametrize("args", [("campaigns", "create"), ("adgroups", "update"), ("keywords", "list"), ("accounts", "analytics")])
def test_help_on_a_narrow_terminal_cuts_no_option(script: list[str], real_environment: dict[str, str], args: tuple[str, ...]) -> None:
    assert "…" not in on_terminal([*script, *args, "--help"], real_environment).plain


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "yaml", "ids", "table"])
def test_a_reader_that_has_enough_ends_it_quietly(script: list[str], real_environment: dict[str, str], format: str) -> None:
    command = [*script, "ads", "list", "--status", "all", "--page-size", "20", "-o", format]
    with subprocess.Popen(command, env=real_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        stderr = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert [line for line in stderr.splitlines() if not line.startswith("note:")] == []


@pytest.mark.slow
def test_a_full_disk_is_an_error(script: list[str], real_environment: dict[str, str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*script, "ads", "list", "-o", "csv"], env=real_environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("{") or "No space left" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv", "yaml", "ids"])
def test_a_page_is_out_before_the_next_is_fetched(pinads: Pinads, format: str) -> None:
    import sys

    out: list[bytes] = []

    def note(entry: LogEntry) -> None:
        if entry.operation == "campaigns/list":
            out.append(sys.stdout.buffer.getvalue())  # type: ignore[attr-defined]

    pinads.on_request = note
    pinads.ok("campaigns", "list", "--page-size", "4", "-o", format)
    assert len(out) == 3
    assert [b"626735000004" in shown for shown in out] == [False, True, True]
    assert [b"626735000008" in shown for shown in out] == [False, False, True]
