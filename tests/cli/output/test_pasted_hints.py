"""Values in hints are quoted for the shell that they are pasted into."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from pinads.emulator import Emulator, Faults, Request, Response
from pinads.services.shell_quoting import quoted, with_value
from tests.support.command_line import Pinads
from tests.support.each import each

ODD = ["plain", "a b", "it's; rm -rf ~", "$(id)", "-x", "--bookmark", "a&b|c>d", "\\", "*", "ü", "a\nb", "\x1b[31m'\\"]


@each("value", ODD)
def test_a_shell_reads_what_was_meant(value: str) -> None:
    shell = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {quoted(value)} {with_value('--bookmark', value)}"], stdout=subprocess.PIPE, check=True
    )
    *words, _ = shell.stdout.decode().split("\0")
    joined = [f"--bookmark={value}"] if value.startswith("-") else ["--bookmark", value]
    assert words == [value, *joined]
    assert quoted(value).isprintable()


@pytest.mark.parametrize("bookmark", ["AB cd'e$(id)", "-AB;cd"])
def test_the_next_page(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, bookmark: str) -> None:
    stream = Emulator.stream
    asked: list[object] = []

    def answer(self: Emulator, request: Request) -> Response:
        asked.extend(value for name, value in request.query if name == "bookmark")
        answered = stream(self, request._replace(query=[pair for pair in request.query if pair[0] != "bookmark"]))
        return answered._replace(
            body=answered.body.rpartition(b'"bookmark"')[0]
            + (f'"bookmark":"{bookmark}"}}' if len(asked) == 1 else '"bookmark":null}').encode()
        )

    monkeypatch.setattr(Emulator, "stream", answer)
    run = pinads.ok("campaigns", "list", "--bookmark", "first", "--page-size", "2", "-o", "ids")
    told = run.stderr.splitlines()[-1]
    assert told.startswith("next page: ")
    pinads.ok("campaigns", "list", "--page-size", "2", "-o", "ids", *shlex.split(told.removeprefix("next page: ")))
    assert asked == ["first", bookmark]


def test_the_path_of_a_request_of_unknown_outcome(pinads: Pinads) -> None:
    pinads.faults = Faults.script(["drop_after"])
    run = pinads("api", "POST", "/ad_accounts/549755885175/reports?x=a&b", "--yes", input="{}")
    if "look with" in run.stderr:
        words = shlex.split(run.stderr.split("look with ")[1].split(" before ")[0])
        assert words[:3] == ["pinads", "api", "GET"]
        assert len(words) == 4


def test_the_command_of_a_run(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", "626735000001", "--name", "Autumn & winter sale")
    (run,) = pinads.json("journal", "list")
    assert run["command"] == "campaigns update 626735000001 --name 'Autumn & winter sale'"
